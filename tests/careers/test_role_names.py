"""Names of roles: unlike within a family, with the family where two are alike."""

import pytest
from django.core.exceptions import ValidationError

from careers.editorial.workflow import details
from careers.models import Role
from tests.factories import make_dimension, make_family, make_role
from tests.fixture_records import family_record, load_records, role_record
from tests.matrix_pages import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dimension():
    return make_dimension()


def make_junior(family, dimension, **fields):
    slug = f"junior-{family.slug}"
    return make_role(
        "Junior", slug=slug, family=family, texts={dimension: "Learns."}, **fields
    )


@pytest.mark.parametrize(
    "name",
    [
        "ingénieur études",
        "INGENIEUR ETUDES",
        "Ingénieur\u00a0 Études",
        "Ｉngénieur Études",
    ],
)
def test_a_name_is_taken_in_any_spelling(name):
    make_role("Ingénieur Études", slug="one")

    with pytest.raises(ValidationError, match="already a role with this name"):
        Role(name=name, slug="two").full_clean()


@pytest.mark.parametrize("name", ["C# Developer", "Engineer 01", "パート"])
def test_other_signs_make_other_names(name):
    for number, other in enumerate(["C++ Developer", "Engineer 1", "ハート"]):
        make_role(other, slug=f"role-{number}")

    Role(name=name, slug="two").full_clean()


def test_two_families_can_have_a_role_of_one_name(dimension, client):
    android, ios = make_family("Android", slug="android"), make_family("iOS")
    first = make_junior(android, dimension)
    assert first.title == "Junior"
    make_junior(ios, dimension)

    page = client.get("/compare/junior-android-vs-junior-ios/").content.decode()

    assert "Junior (Android) vs Junior (iOS)" in page
    assert "Junior (iOS)" in client.get("/roles/").content.decode()
    assert client.get("/roles/junior-ios.json").json()["name"] == "Junior (iOS)"


def test_a_lone_name_goes_without_its_family(dimension):
    android, ios = make_family("Android", slug="android"), make_family("iOS")
    first, second = make_junior(android, dimension), make_junior(ios, dimension)
    first.refresh_from_db()
    assert (first.title, second.title) == ("Junior (Android)", "Junior (iOS)")
    android.name = "Droid"
    android.save()
    first.refresh_from_db()
    assert first.title == "Junior (Droid)"

    second.name = "Trainee"
    second.save()

    first.refresh_from_db()
    assert (first.title, second.title) == ("Junior", "Trainee")


def test_visitors_are_not_told_of_a_hidden_role(dimension):
    public = make_junior(make_family("Android", slug="android"), dimension)
    hidden = make_junior(make_family("iOS"), dimension, status="draft")

    public.refresh_from_db()

    assert (public.title, hidden.title) == ("Junior", "Junior (iOS)")


def test_a_role_is_named_with_its_family(dimension):
    first = make_junior(make_family("Android", slug="android"), dimension)
    assert Role.objects.named("JUNIOR") == first
    second = make_junior(make_family("iOS"), dimension)

    assert Role.objects.named("Junior") is None
    assert Role.objects.named("junior (ios)") == second


def test_levels_stand_in_their_order(client, dimension):
    family = make_family()
    for name in ["Engineer 10", "Engineer 9", "Engineer 1", "Engineer 2"]:
        make_role(name, family=family, texts={dimension: "Builds."})
    for place, name in enumerate(["Trainee", "Junior", "Lead"], start=1):
        texts = {dimension: "Leads."}
        make_role(name, family=family, position=place, texts=texts)

    names = [role.name for role in Role.objects.by_family()]

    numbered = ["Engineer 1", "Engineer 2", "Engineer 9", "Engineer 10"]
    assert names == [*numbered, "Trainee", "Junior", "Lead"]
    for address in ("/roles/?sort=family", "/compare/", "/dimensions/primary-role/"):
        page = client.get(address).content.decode()
        places = [page.index(f">{name}<") for name in names]
        assert places == sorted(places), address
    page = client.get("/roles/?sort=name").content.decode()
    places = [page.index(f">{name}<") for name in numbered]
    assert places == sorted(places)


def test_a_button_sorts_the_roles_of_a_family_by_size():
    family = make_family()
    for place, name in enumerate(["Engineer 10", "Engineer 2", "Engineer 1"], start=1):
        make_role(name, family=family, position=place)
    make_role("Cook", family=make_family("People"), position=7)
    client = log_in()

    chosen = Role.objects.get(name="Engineer 2").pk
    data = {"action": "sort_by_name", "_selected_action": [chosen]}
    page = client.post("/admin/careers/role/", data, follow=True)

    assert "2 roles have another position" in page.content.decode()
    roles = details.with_proposals(Role.objects.all())
    positions = {role.name: role.position for role in roles}
    assert positions == {
        "Engineer 1": 1, "Engineer 2": 2, "Engineer 10": 3, "Cook": 7
    }  # fmt: skip
    assert Role.objects.get(name="Engineer 10").position == 1


def test_a_file_can_have_one_name_in_two_families(tmp_path):
    families = [
        family_record(name=name, slug=name.lower()) for name in ("Android", "iOS")
    ]
    roles = [
        role_record(name="Junior", slug=f"junior-{slug}", family=[slug])
        for slug in ("android", "ios")
    ]
    load_records(tmp_path, [*families, *roles])

    assert [r.title for r in Role.objects.all()] == ["Junior (Android)", "Junior (iOS)"]
