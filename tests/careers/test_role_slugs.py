import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from careers.models import FormerSlug, Role
from tests.factories import make_role

pytestmark = pytest.mark.django_db


def rename(role, slug):
    role.slug = slug
    role.full_clean()
    role.save()


def former_slugs(role):
    return list(role.former_slugs.values_list("slug", flat=True))


@pytest.mark.parametrize(
    "slug",
    [
        "Data",
        "data engineer",
        "data_engineer",
        "data--engineer",
        "-data",
        "data-",
        "dätä",
        "data\n",
        "data.csv",
        "data/engineer",
        "",
        "٣",
        "a-vs-b",
        "vs-a",
        "a-vs",
    ],
)
def test_a_slug_that_does_not_fit_an_address_is_refused(slug):
    role = Role(name="Data Engineer", slug=slug)

    with pytest.raises(ValidationError, match=r"slug|“vs”"):
        role.full_clean()
    with pytest.raises(IntegrityError):
        Role.objects.bulk_create([role])


@pytest.mark.parametrize("slug", ["vs", "a", "9", "data-engineer", "vsa-avs", "a-v-s"])
def test_other_slugs_are_accepted(slug):
    role = Role(name="Data Engineer", slug=slug)

    role.full_clean()
    role.save()

    assert Role.objects.get_by_natural_key(slug) == role


def test_a_slug_has_at_most_80_characters():
    Role(name="A", slug="a" * 80).full_clean()

    with pytest.raises(ValidationError, match="at most 80 characters"):
        Role(name="A", slug="a" * 81).full_clean()


def test_renaming_keeps_the_former_slug():
    role = make_role("Data Engineer")

    rename(role, "data-plumber")

    assert former_slugs(role) == ["data-engineer"]


def test_renaming_twice_keeps_both_former_slugs():
    role = make_role("Data Engineer")

    rename(role, "data-plumber")
    rename(role, "pipeline-engineer")

    assert former_slugs(role) == ["data-engineer", "data-plumber"]


def test_renaming_back_removes_the_former_slug():
    role = make_role("Data Engineer")

    rename(role, "data-plumber")
    rename(role, "data-engineer")

    assert former_slugs(role) == ["data-plumber"]


def test_saving_without_renaming_keeps_no_former_slug():
    role = make_role("Data Engineer")

    role.name = "Data Plumber"
    role.save()

    assert former_slugs(role) == []


def test_another_role_cannot_take_a_former_slug():
    rename(make_role("Data Engineer"), "data-plumber")

    with pytest.raises(ValidationError, match=r"Old links to Data Engineer use"):
        Role(name="Newcomer", slug="data-engineer").full_clean()


def test_an_existing_role_cannot_be_renamed_to_a_former_slug():
    rename(make_role("Data Engineer"), "data-plumber")

    with pytest.raises(ValidationError, match="Choose another one"):
        rename(make_role("Analyst"), "data-engineer")


def test_a_former_slug_belongs_to_one_role():
    rename(make_role("Data Engineer"), "data-plumber")

    with pytest.raises(IntegrityError):
        FormerSlug.objects.create(slug="data-engineer", role=make_role("Analyst"))


def test_deleting_a_role_frees_its_former_slugs():
    role = make_role("Data Engineer")
    rename(role, "data-plumber")

    role.delete()

    Role(name="Newcomer", slug="data-engineer").full_clean()


def test_a_failed_rename_keeps_no_former_slug():
    role = make_role("Data Engineer")
    make_role("Analyst")

    role.slug = "analyst"
    with pytest.raises(IntegrityError):
        role.save()

    assert not FormerSlug.objects.filter(slug="data-engineer").exists()
