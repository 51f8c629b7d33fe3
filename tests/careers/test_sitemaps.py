from datetime import UTC, datetime, timedelta

import pytest

from careers.models import Role, RoleDimensionEntry
from careers.sitemaps import SiteSitemap
from tests.backdated_changes import backdate_everything
from tests.factories import (
    make_dimension,
    make_entry,
    make_family,
    make_role,
    make_roles,
)
from tests.sitemap_pages import files, path_of, read, read_section

pytestmark = pytest.mark.django_db

TODAY = datetime.now(UTC).date().isoformat()


def test_the_index_lists_every_sitemap(client):
    assert files(client) == [
        f"http://127.0.0.1:8000/sitemap-{section}.xml"
        for section in ("pages", "roles", "dimensions", "comparisons")
    ]


def test_pages_that_are_always_there_are_listed(client):
    paths = [path_of(address) for address, _ in read(client, "/sitemap-pages.xml")]

    assert paths == [
        "/",
        "/compare/",
        "/how-it-is-counted/",
        "/roles/",
        "/dimensions/",
    ]


def test_comparisons_with_gaps_are_not_listed(client):
    family, described = make_family(), make_dimension()
    make_dimension("Never described")
    for name in "AB":
        make_role(name, family=family, texts={described: "x"})

    assert read_section(client, "comparisons") == []


def test_neighbours_within_a_family_are_listed_as_comparisons(client):
    dimension = make_dimension()
    for family, names in [("One", "CAB"), ("Two", "DE"), ("Three", "F")]:
        members = make_family(family)
        for name in names:
            make_role(name, family=members, texts={dimension: "x"})
    make_role("G", texts={dimension: "x"})

    pairs = read_section(client, "comparisons")

    assert [path_of(address) for address, _ in pairs] == [
        "/compare/a-vs-b/",
        "/compare/b-vs-c/",
        "/compare/d-vs-e/",
    ]


def test_a_comparison_has_the_date_of_the_last_change_of_its_roles(client):
    family, dimension = make_family(), make_dimension()
    roles = [make_role(name, family=family) for name in "AB"]
    entries = [make_entry(role, dimension) for role in roles]
    change_at(entries[0], datetime(2020, 2, 1, tzinfo=UTC))
    change_at(entries[1], datetime(2020, 3, 1, tzinfo=UTC))
    backdate_everything()

    ((_, changed),) = read_section(client, "comparisons")

    assert changed == "2020-03-01"


def test_unpublished_roles_are_not_listed(client):
    make_role("Secret", status="draft")
    make_role("Gone", status="archived")

    assert read_section(client, "roles") == []


def change_at(entry, moment):
    RoleDimensionEntry.objects.filter(pk=entry.pk).update(updated_at=moment)


def dates(client):
    """Return the dates of the only role and of the only dimension."""
    sections = (read_section(client, name) for name in ("roles", "dimensions"))
    return [date for ((_address, date),) in sections]


@pytest.fixture
def old_entry():
    """The text of a role that has not changed since a day of 2020."""
    entry = make_entry(make_role("Analyst"), make_dimension())
    change_at(entry, datetime(2020, 2, 1, tzinfo=UTC))
    backdate_everything(datetime(2020, 1, 1, tzinfo=UTC))
    return entry


def test_roles_and_dimensions_have_the_date_of_their_last_text(client, old_entry):
    assert dates(client) == ["2020-02-01", "2020-02-01"]


def test_a_new_name_changes_the_date_of_a_role(client, old_entry):
    role = Role.objects.get()
    role.name = "Senior Analyst"
    role.save()

    assert dates(client) == [TODAY, "2020-02-01"]


def test_a_new_question_changes_the_date_of_a_dimension(client, old_entry):
    dimension = old_entry.dimension
    dimension.question = "Why?"
    dimension.save()

    assert dates(client) == ["2020-02-01", TODAY]


def test_a_text_that_is_gone_changes_the_date_of_its_role(client, old_entry):
    old_entry.delete()

    assert dates(client)[0] == TODAY


def test_a_review_changes_no_date(client, old_entry, django_user_model):
    reviewer = django_user_model.objects.create_user("reviewer")
    RoleDimensionEntry.objects.update(
        reviewed_at=old_entry.updated_at + timedelta(days=300), reviewed_by=reviewer
    )

    assert dates(client) == ["2020-02-01", "2020-02-01"]


def test_a_draft_does_not_change_the_date_of_a_dimension(client, old_entry):
    make_entry(make_role("Secret", status="draft"), old_entry.dimension)

    assert dates(client) == ["2020-02-01", "2020-02-01"]


@pytest.fixture
def two_keys_per_file(monkeypatch):
    monkeypatch.setattr(SiteSitemap, "limit", 2)


@pytest.mark.parametrize("count", range(6))
def test_each_role_is_in_one_file_of_a_long_sitemap(client, two_keys_per_file, count):
    roles = make_roles(count)

    sizes = [len(read(client, path)) for path in files(client, "roles")]
    paths = [path_of(address) for address, _ in read_section(client, "roles")]

    assert paths == [role.get_absolute_url() for role in roles]
    assert max(sizes) <= 2


def test_keys_without_roles_have_no_file(client, two_keys_per_file):
    first = make_role("First")
    make_role("Last", pk=first.pk + 10**12)

    sizes = [len(read(client, path)) for path in files(client, "roles")]

    assert sizes == [1, 1]


def test_comparisons_are_split_as_roles_are(client, two_keys_per_file):
    make_roles(8, dimensions=[make_dimension()], family=make_family())

    pairs = [path_of(address) for address, _ in read_section(client, "comparisons")]

    assert len(files(client, "comparisons")) == len(files(client, "roles"))
    assert 3 <= len(set(pairs)) == len(pairs) <= 4


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-nothing.xml",
        "/sitemap-roles.xml?p=2",
        "/sitemap-roles.xml?p=0",
        "/sitemap-roles.xml?p=x",
        "/sitemap-roles.xml?p=%00",
        "/sitemap-roles.xml?p=" + "9" * 5_000,
    ],
)
def test_an_unknown_sitemap_is_a_404(client, path):
    assert client.get(path).status_code == 404
