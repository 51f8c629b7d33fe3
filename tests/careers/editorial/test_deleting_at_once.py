"""Somebody deletes what others write in, at the same time."""

from tests.race import RUNNERS, race
from tests.site_processes import empty_database, run_code

BEGIN = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import make_dimension, make_person, make_role
make_role("Analyst")
for number in range(8):
    make_dimension(f"Dimension {number}")
make_person("boss", "Administrator")
"""

# Every runner writes into each dimension, and then deletes it.
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
    sent = {"version": load_cell(role, dimension).version, "text": "Typed"}
    for act in ("submit", "comment"):
        answer = client.post(text, {"act": act, "comment": "Look", **sent})
        failures += answer.status_code >= 500
    delete = f"/admin/careers/dimension/{dimension.pk}/delete/"
    failures += client.post(delete, {"post": "yes"}).status_code >= 500
print(failures, Dimension.objects.count())
"""


@RUNNERS
def test_deleting_what_others_write_in_fails_for_nobody(tmp_path, runners):
    with empty_database(tmp_path) as url:
        run_code(BEGIN, tmp_path, url)
        said = race(WRITE_AND_DELETE, tmp_path, url, runners)

    assert {each.split()[0] for each in said} == {"0"}
    assert "0 0" in said
