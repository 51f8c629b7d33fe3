"""A dimension is deleted while other people write its texts."""

from tests.race import RUNNERS, race
from tests.site_processes import empty_database, run_code

MAKE_CONTENT = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import make_dimension, make_person, make_role
make_role("Analyst")
for number in range(8):
    make_dimension(f"Dimension {number}")
make_person("boss", "Administrator")
"""

# Every process writes to every dimension, then deletes it.
WRITE_AND_DELETE = """
from django.contrib.auth.models import User
from django.test import Client
from careers.editorial.workflow.cells import load_cell
from careers.models import Dimension, Role
role = Role.objects.get()
host = {"SERVER_NAME": "127.0.0.1", "HTTP_ACCEPT": "application/json"}
client = Client(raise_request_exception=False, **host)
client.force_login(User.objects.get())
failures = 0
for dimension in list(Dimension.objects.all()):
    text = f"/admin/texts/analyst/{dimension.slug}/"
    fields = {"version": load_cell(role, dimension).version, "text": "Typed"}
    for act in ("submit", "comment"):
        response = client.post(text, {"act": act, "comment": "Look", **fields})
        failures += response.status_code >= 500
    delete = f"/admin/careers/dimension/{dimension.pk}/delete/"
    failures += client.post(delete, {"post": "yes"}).status_code >= 500
print(failures, Dimension.objects.count())
"""


@RUNNERS
def test_deleting_a_dimension_breaks_no_concurrent_save(tmp_path, runners):
    with empty_database(tmp_path) as url:
        run_code(MAKE_CONTENT, tmp_path, url)
        lines = race(WRITE_AND_DELETE, tmp_path, url, runners)

    assert {line.split()[0] for line in lines} == {"0"}
    assert "0 0" in lines
