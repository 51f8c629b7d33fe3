"""A role as it was at the end of an earlier day, compared with roles as they are."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from careers.editorial.models import Draft
from careers.models import Dimension, Role, RoleDimensionEntry
from careers.search.index import refresh
from comparisons.snapshots import RoleSnapshot
from tests.backdated_changes import backdate, change_status, change_text
from tests.factories import (
    make_dimension,
    make_draft,
    make_entry,
    make_family,
    make_role,
)
from tests.html import (
    canonical,
    comparison_table,
    csv_rows,
    document,
    links,
    robots,
    sheet_rows,
    text_of,
    texts,
)

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY, MARCH = (
    datetime(2020, month, 10, 12, tzinfo=UTC) for month in (1, 2, 3)
)
DAY = "architect@2020-01-31"
PATH = f"/compare/{DAY}-vs-architect/"


@pytest.fixture
def dimension():
    return make_dimension("Authority", position=2)


@pytest.fixture
def entry(dimension):
    """The text of a role that is public since January and changed in February."""
    role = make_role("Architect", slug="architect")
    entry = make_entry(role, dimension, "Decides nothing")
    backdate(JANUARY, role, entry)
    change_text(entry, "Decides everything", FEBRUARY)
    return entry


def table(client, path):
    return comparison_table(document(client.get(path)))


def heading(client, path):
    response = client.get(path)
    assert response.status_code == 404
    return text_of(document(response), "h1")


def test_a_role_is_compared_with_itself_on_an_earlier_day(client, entry):
    assert table(client, PATH) == [
        ["Dimension", "Architect, 31 January 2020", "Architect"],
        ["Authority", "Decides nothing", "Decides everything"],
    ]


@pytest.mark.parametrize(("limit", "status"), [(33, 200), (32, 400)])
def test_past_texts_count_as_much_as_present_ones(client, entry, limit, status):
    with override_settings(COMPARISON_MAX_CHARACTERS=limit):
        assert client.get(PATH).status_code == status


def test_the_day_ends_at_midnight_in_the_sites_time_zone(client, entry):
    moment = datetime(2020, 1, 31, 23, 30, tzinfo=UTC)
    change_text(entry, "Decides late", moment)

    assert table(client, PATH)[1][1] == "Decides late"
    with override_settings(TIME_ZONE="Europe/Berlin"):
        assert table(Client(), PATH)[1][1] == "Decides nothing"


def test_records_with_the_same_time_apply_in_order(client, entry):
    change_text(entry, "First", JANUARY)
    change_text(entry, "Second", JANUARY)

    assert table(client, PATH)[1][1] == "Second"


def test_a_missing_or_removed_text_is_not_described_yet(client, entry):
    later = make_entry(entry.role, make_dimension("Growth", position=3))
    backdate(MARCH, later)
    entry.delete()
    record = RoleDimensionEntry.history.filter(history_type="-").get()
    record.history_date = datetime(2020, 1, 20, tzinfo=UTC)
    record.save()

    page = document(client.get(PATH))
    assert comparison_table(page)[1:] == [
        ["Growth", "Not described yet", "Says what it is for"]
    ]
    assert texts(page, ".unanswered span") == ["Authority"]


def test_a_text_that_was_removed_and_restored_is_there(client, entry, dimension):
    role = entry.role
    entry.delete()
    removal = RoleDimensionEntry.history.filter(history_type="-").get()
    removal.history_date = datetime(2020, 1, 15, tzinfo=UTC)
    removal.save()
    restored = make_entry(role, dimension, "Is back")
    backdate(datetime(2020, 1, 16, tzinfo=UTC), restored)

    assert table(client, PATH)[1][1] == "Is back"


def test_several_days_and_roles_are_shown_side_by_side(client, entry, dimension):
    other = make_role("Baker", slug="baker", texts={dimension: "Bakes"})
    backdate(JANUARY, other, *other.entries.all())
    path = f"/compare/architect@2020-03-01-vs-{DAY}-vs-baker@2020-01-31-vs-baker/"

    assert table(client, path) == [
        ["Dimension", "Architect, 1 March 2020", "Architect, 31 January 2020",
         "Baker, 31 January 2020", "Baker"],
        ["Authority", "Decides everything", "Decides nothing", "Bakes", "Bakes"],
    ]  # fmt: skip


def test_any_number_of_days_takes_two_queries(
    client, entry, dimension, django_assert_num_queries
):
    refresh()
    # The version, roles, days, past texts, terms, dimensions, texts.
    with django_assert_num_queries(7):
        client.get(PATH)
    roles = [make_role(f"R{n}", texts={dimension: "Text"}) for n in range(24)]
    for role in roles:
        backdate(JANUARY, role, *role.entries.all())
    refresh()
    dated = [f"{r.slug}@2020-0{m}-2{r.pk % 9}" for r in roles for m in (1, 2)]

    with django_assert_num_queries(7):
        response = client.get(f"/compare/{'-vs-'.join([*dated, 'architect'])}/")

    assert b"49-way comparison" in response.content


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2020-02-30", "“2020-02-30” isn’t a date"),
        ("", "“” isn’t a date"),
        ("yesterday", "“yesterday” isn’t a date"),
        ("20200131", "“20200131” isn’t a date"),
        ("2020-w05-5", "“2020-w05-5” isn’t a date"),
        ("２０２０-01-31", "“２０２０-01-31” isn’t a date"),
        ("2020-01-31@2020-01-31", "“2020-01-31@2020-01-3” isn’t a date"),
        ("0000-01-01", "“0000-01-01” isn’t a date"),
        ("2020-01-31%00", "“2020-01-31\ufffd” isn’t a date"),
        ("0001-01-01", "“Architect” wasn’t public on 1 January 0001"),
        ("9999-12-31", "31 December 9999 isn’t over yet"),
        ("2020-01-09", "“Architect” wasn’t public on 9 January 2020"),
    ],
)
def test_a_wrong_day_is_a_404_with_the_reason(client, entry, day, why):
    for path in (f"/compare/architect@{day}-vs-architect/",
                 f"/compare/architect@{day}-vs-architect.csv"):  # fmt: skip
        assert heading(client, path) == why


def test_today_is_not_over_yet(client, entry):
    today = timezone.localdate()

    assert "isn’t over yet" in heading(
        client, f"/compare/architect@{today}-vs-architect/"
    )


def test_the_404_page_links_to_the_current_roles(client, entry):
    make_role("Baker")
    one = client.get("/compare/architect@2019-01-01-vs-architect/")
    two = client.get("/compare/architect@2019-01-01-vs-baker/")

    assert "/roles/architect/" in links(document(one))
    assert "/compare/architect-vs-baker/" in links(document(two))
    assert robots(document(one)) == ["noindex"]


def test_a_role_cannot_be_compared_on_a_day_when_it_was_hidden(client, entry):
    change_status(entry.role, "draft", datetime(2020, 1, 20, tzinfo=UTC))
    change_status(entry.role, "published", MARCH)

    assert "wasn’t public on 31 January" in heading(client, PATH)
    assert client.get("/compare/architect@2020-01-15-vs-architect/").status_code == 200


def test_a_role_hidden_today_is_unknown_on_every_day(client, entry):
    change_status(entry.role, "archived", MARCH)

    assert "No role is called “architect”" in heading(client, PATH)


def test_a_text_written_while_the_role_was_hidden_never_appears(client, entry):
    change_status(entry.role, "draft", FEBRUARY)
    change_text(entry, "Zwitscher", FEBRUARY)
    change_text(entry, "Open", MARCH)
    change_status(entry.role, "published", MARCH)

    for day in ("2020-01-31", "2020-02-09", "2020-03-10", "2020-04-01"):
        response = client.get(f"/compare/architect@{day}-vs-architect/")
        assert response.status_code == 200
        assert b"Zwitscher" not in response.content
    assert "wasn’t public" in heading(
        client, "/compare/architect@2020-02-20-vs-architect/"
    )


def test_drafts_never_appear_on_an_earlier_day(client, entry):
    draft = make_draft(entry.role, entry.dimension, "Zwitscher", now=JANUARY)
    Draft.history.update(history_date=JANUARY)

    response = client.get(PATH)

    assert draft.text == "Zwitscher"
    assert b"Zwitscher" not in response.content


def test_a_deleted_dimension_has_no_row_and_a_new_one_no_text(client, entry):
    make_dimension("Growth", position=3)
    Dimension.objects.get(slug="authority").delete()

    page = document(client.get(PATH))
    assert texts(page, ".unanswered span") == ["Growth"]
    assert "Authority" not in text_of(page)


def test_a_retired_dimension_that_is_shown_again_has_no_text_in_between(
    client, entry, dimension
):
    change_status(dimension, "archived", datetime(2020, 1, 20, tzinfo=UTC))
    change_status(dimension, "published", FEBRUARY)

    before = "/compare/architect@2020-01-19-vs-architect/"
    assert table(client, before)[1][1] == "Decides nothing"
    assert table(client, PATH)[1][1] == "Not described yet"
    after = "/compare/architect@2020-02-20-vs-architect/"
    assert table(client, after)[1][1] == "Decides everything"


def test_a_text_from_before_its_dimension_was_public_is_not_there(client, entry):
    hidden = make_dimension("Growth", position=3, status="draft")
    text = make_entry(entry.role, hidden, "Zwitscher")
    backdate(JANUARY, text)
    change_text(text, "Grows", FEBRUARY)
    change_status(hidden, "published", MARCH)

    response = client.get(PATH)

    assert "Grows" in response.content.decode()
    assert "Zwitscher" not in response.content.decode()


def test_the_address_is_tidied_and_keeps_the_day(client, entry):
    entry.role.former_slugs.create(slug="builder")

    for untidy in (f"/compare/{DAY.upper()}-vs-architect/",
                   "/compare/builder@2020-01-31-vs-builder/",
                   f"/compare/{DAY}-vs-{DAY}-vs-architect/"):  # fmt: skip
        response = client.get(f"{untidy}?show=differences")
        assert response.status_code == 301
        assert response["Location"] == f"{PATH}?show=differences"


def test_one_role_on_one_day_leads_to_the_picker(client, entry):
    response = client.get(f"/compare/{DAY}/")

    assert (response.status_code, response["Location"]) == (
        302,
        "/compare/?role=architect",
    )


def test_search_engines_do_not_index_earlier_days(client, entry):
    page = document(client.get(f"/compare/architect-vs-{DAY}/"))

    assert robots(page) == ["noindex, follow"]
    assert canonical(page) == [f"http://127.0.0.1:8000/compare/architect-vs-{DAY}/"]


def test_the_links_that_move_and_remove_columns_keep_the_day(client, entry):
    make_role("Baker")
    page = document(client.get(f"/compare/{DAY}-vs-architect-vs-baker/"))

    paths = [path.partition("#")[0] for path in links(page, ".heads .acts a")]
    assert f"/compare/architect-vs-{DAY}-vs-baker/" in paths
    assert "/compare/architect-vs-baker/" in paths
    assert f"/compare/{DAY}-vs-baker/" in paths
    add = "/compare/?role=architect&role=baker&go=choose"
    assert links(page, ".corner a, .add a") == [add, add]


def test_a_role_on_an_earlier_day_can_be_changed_for_another(client, entry):
    make_role("Baker")
    page = document(client.get(PATH))

    change = links(page, ".heads .acts a")[0].partition("#")[0]
    response = client.get(f"{change}&with=baker")

    assert response["Location"] == "/compare/baker-vs-architect/"


def test_options_name_a_column_by_its_day(client, entry):
    make_role("Baker")
    query = f"?column={DAY}&column=architect&baseline={DAY}&mark=differences"
    page = document(client.get(f"/compare/{DAY}-vs-architect-vs-baker/{query}"))

    assert texts(page, "thead th")[:1] == ["Dimension"]
    assert texts(page, "table.comparison thead th")[1:] == [
        "Architect, 31 January 2020", "Architect"
    ]  # fmt: skip
    assert page.query(".notice") == []
    assert "Compared with Architect, 31 January 2020" in text_of(page)


def test_every_control_of_a_dated_page_works(client, entry):
    page = document(client.get(f"{PATH}?baseline={DAY}&mark=similarities"))

    for link in {link for link in links(page) if link.startswith("/")}:
        assert client.get(link, follow=True).status_code == 200, link


def test_files_have_the_same_columns(client, entry):
    path = PATH[:-1]
    head = ["Dimension", "Architect, 31 January 2020", "Architect"]

    assert csv_rows(client.get(f"{path}.csv"))[0][:3] == head
    assert sheet_rows(client.get(f"{path}.xlsx"))[0][:3] == head
    assert "| Architect, 31 January 2020 |" in client.get(f"{path}.md").content.decode()
    data = client.get(f"{path}.json").json()
    assert [role["slug"] for role in data["roles"]] == [DAY, "architect"]
    assert data["rows"][0]["cells"] == ["Decides nothing", "Decides everything"]
    assert data["roles"][0]["url"].endswith("/roles/architect/")


def test_a_past_text_is_never_called_reviewed(client, entry):
    entry.reviewed_at = timezone.now()
    entry.reviewed_by = make_draft(entry.role, entry.dimension).written_by
    entry.save()
    make_role("Baker")

    assert "Last reviewed" in text_of(
        document(client.get("/compare/architect-vs-baker/"))
    )
    page = document(client.get(PATH))
    assert "Last reviewed" not in text_of(page)
    assert "Last changed" in text_of(page)


def test_a_recovered_role_shows_its_public_past(client, entry):
    role = entry.role
    role_key = role.pk
    role.delete()
    back = Role(pk=role_key, name="Architect", slug="architect", status="published")
    back.save(force_insert=True)

    assert table(client, PATH)[1] == [
        "Authority",
        "Decides nothing",
        "Not described yet",
    ]


def test_a_role_on_a_past_day_has_every_field_of_the_role():
    role = make_role("Architect", family=make_family(), abbreviations="A")
    snapshot = RoleSnapshot(role, date(2020, 1, 31), {})
    names = [field.attname for field in Role._meta.concrete_fields]
    names += ["family", "title", "also_known_as", "is_published", "get_absolute_url"]

    differing = [n for n in names if getattr(snapshot, n) != getattr(role, n)]

    assert differing == ["slug", "title"]


def test_a_role_on_a_past_day_has_no_other_attributes():
    snapshot = RoleSnapshot(make_role("Architect"), date(2020, 1, 31), {})

    assert not hasattr(snapshot, "no_such_field")
