"""What a person keeps for themselves is there for no one else."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from careers.editorial.models import ImportPlan, KeptForm, SavedView
from tests.factories import make_person

pytestmark = pytest.mark.django_db

WORDS = "zwitscher"


@pytest.fixture
def addresses():
    """The addresses of what an editor keeps."""
    owner = make_person("owner", "Editor")
    form = KeptForm.objects.create(
        person=owner,
        path="/admin/careers/role/add/",
        encoded_fields=f"name={WORDS}",
        typed_at=timezone.now(),
    )
    plan = ImportPlan.objects.keep(person=owner, readings="[]", plan="{}")
    view = SavedView.objects.create(person=owner, page="matrix", name=WORDS)
    return [
        f"/admin/kept/{form.pk}/discard/",
        f"/admin/import/{plan.pk}/",
        f"/admin/views/{view.pk}/",
        f"/admin/views/{view.pk}/change/",
    ]


@pytest.mark.parametrize("group", ["Editor", "Administrator", "superuser"])
def test_no_one_else_sees_or_changes_it(addresses, group):
    other = make_person("other", *[group] * (group != "superuser"))
    User.objects.filter(pk=other.pk).update(is_superuser=group == "superuser")
    client = Client()
    client.force_login(other)

    for path in addresses:
        assert client.get(path).status_code in {404, 405}
        assert client.post(path, {"act": "delete"}).status_code in {404, 405}
    for page in (
        "/admin/",
        "/admin/views/",
        "/admin/import/",
        "/admin/careers/role/add/",
    ):
        assert WORDS not in client.get(f"/admin/{page}").text
    kept = (KeptForm, ImportPlan, SavedView)
    assert [model.objects.count() for model in kept] == [1, 1, 1]
