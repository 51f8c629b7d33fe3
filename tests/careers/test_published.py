import pytest
from django.contrib.auth.models import User
from django.core.exceptions import FieldFetchBlocked
from django.utils import timezone

from careers.models import Family, Role, RoleDimensionEntry, Status
from tests.factories import (
    make_dimension,
    make_editor,
    make_entry,
    make_family,
    make_role,
    make_term,
    make_theme,
)

pytestmark = pytest.mark.django_db

MAKERS = [make_family, make_theme, make_term, make_dimension, make_role]


def with_status(item, status):
    """Save ``item`` with a status; a deleted object says when and by whom."""
    item.status = status
    if status == Status.DELETED:
        editor = User.objects.first() or make_editor()
        item.deleted_at, item.deleted_by = timezone.now(), editor
    item.save()
    return item


@pytest.mark.parametrize("make", MAKERS)
def test_only_what_has_the_status_published_is_public(make):
    for status in Status:
        with_status(make(f"A {status.label} one"), status)

    model = make("Another").__class__
    published = {str(item) for item in model.objects.published()}
    assert published == {"A Published one", "Another"}


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_deleted_is_in_no_list_but_everything(make):
    deleted = with_status(make("Gone"), Status.DELETED)

    assert not type(deleted).objects.exists()
    assert type(deleted).everything.get() == deleted


def test_entries_of_published_roles_are_public():
    dimension = make_dimension()
    for status in Status:
        role = with_status(make_role(f"A {status.label} role"), status)
        make_entry(role, dimension)

    (entry,) = RoleDimensionEntry.objects.published().select_related("role")

    assert entry.role.slug == "a-published-role"


def test_entries_on_published_dimensions_are_public():
    role = make_role("Analyst")
    for status in Status:
        make_entry(role, with_status(make_dimension(f"{status.label} one"), status))

    (entry,) = RoleDimensionEntry.objects.published().select_related("dimension")

    assert entry.dimension.slug == "published-one"


def test_a_role_is_a_draft_until_it_is_published():
    role = Role.objects.create(name="Data Engineer", slug="data-engineer")

    assert role.status == Role.Status.DRAFT
    assert not role.is_published
    assert not Role.objects.published().exists()


def test_a_hidden_query_for_a_public_role_is_an_error():
    make_role("Data Engineer", family=make_family())

    (role,) = Role.objects.published()

    with pytest.raises(FieldFetchBlocked):
        role.family  # noqa: B018  (reading it runs the query)


def test_a_hidden_query_for_a_public_entry_is_an_error():
    make_entry(make_role("Data Engineer"), make_dimension())

    (entry,) = RoleDimensionEntry.objects.published()

    with pytest.raises(FieldFetchBlocked):
        entry.dimension  # noqa: B018


def test_roles_come_in_the_order_of_the_given_slugs():
    for name in "ABC":
        make_role(name)

    roles = Role.objects.published().in_order(["c", "unknown", "a", "A b", "\x00"])

    assert [role.slug for role in roles] == ["c", "a"]


def test_impossible_slugs_are_not_looked_up(django_assert_num_queries):
    with django_assert_num_queries(1):
        Role.objects.in_order(["data-engineer"])
    with django_assert_num_queries(0):
        assert Role.objects.in_order(["\x00", "Ä", "a--b"]) == []


def test_visitors_can_choose_families_with_published_roles():
    make_family("Empty")
    make_role("Secret", family=make_family("Drafts"), status="draft")
    data = make_family("Data")
    make_role("Data Engineer", family=data)
    make_role("Data Keeper", family=data, status="archived")

    assert list(Family.objects.having(Role.objects.published())) == [data]


def test_other_names_are_listed_without_blanks():
    role = Role(abbreviations="SRE, , PE ", other_names="One\n\n Two \r\n")

    assert role.also_known_as == ["SRE", "PE", "One", "Two"]


@pytest.mark.parametrize(("model", "key"), [(Role, ["a"]), (Family, ["engineering"])])
def test_natural_keys_lead_back_to_their_objects(model, key):
    make_role("A", family=make_family())

    instance = model.objects.get_by_natural_key(*key)

    assert list(instance.natural_key()) == key


def test_the_natural_key_of_an_entry_is_its_role_and_dimension():
    entry = make_entry(make_role("A"), make_dimension("Authority"))

    assert entry.natural_key() == ("a", "authority")
    assert RoleDimensionEntry.objects.get_by_natural_key("a", "authority") == entry


def test_objects_have_readable_names():
    entry = make_entry(make_role("Analyst"), make_dimension("Authority"))

    assert str(entry) == "Analyst: Authority"
    assert str(entry.dimension) == "Authority"
    assert str(make_family("People")) == "People"
