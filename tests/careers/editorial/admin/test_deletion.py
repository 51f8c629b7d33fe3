"""The deletion page of a role or dimension lists everything that goes with it."""

import pytest
from django.test import Client

from careers.models import Dimension, Publication, Role, RoleDimensionEntry
from tests.admin_forms import admin_path, answer_yes, as_editor, form_data
from tests.factories import (
    make_dimension,
    make_draft,
    make_entry,
    make_family,
    make_role,
    make_term,
    make_theme,
)
from tests.html import document, links, text_of, texts
from tests.queue_pages import as_staff

pytestmark = pytest.mark.django_db


def get_deletion_page(instance):
    return as_editor().get(admin_path(instance).replace("change", "delete"))


def make_described_role():
    dimensions = [
        make_dimension("Hours", position=2),
        make_dimension("Authority", position=1),
    ]
    text = "One two three four five six seven eight nine ten eleven."
    return make_role("Data Engineer", texts=dict.fromkeys(dimensions, text))


def test_a_roles_texts_are_listed_by_their_first_words():
    page = document(get_deletion_page(make_described_role()))
    first = "One two three four five six seven eight nine ten…"
    assert texts(page, "#deleted-objects li") == [
        f"Authority: {first}",
        f"Hours: {first}",
    ]
    assert "2 texts go with it" in texts(page, "#content h2")


def test_a_dimensions_texts_are_listed_by_role():
    make_described_role()
    page = document(get_deletion_page(Dimension.objects.get(name="Hours")))
    (line,) = texts(page, "#deleted-objects li")
    assert line.startswith("Data Engineer: One two three")
    assert "1 text goes with it" in texts(page, "#content h2")


def test_at_most_50_texts_are_listed():
    dimension = make_dimension()
    for number in range(52):
        make_entry(make_role(f"Role {number}"), dimension)
    lines = texts(document(get_deletion_page(dimension)), "#deleted-objects li")
    assert len(lines) == 51
    assert lines[-1] == "…and 2 more objects."


def test_broken_comparisons_are_listed():
    data = make_family("Data")
    role = make_role("Data Engineer", family=data)
    for number in range(11):
        make_role(f"Analyst {number:02}", family=data)
    make_role("Analyst Draft", status="draft", family=data)
    make_role("Elsewhere", family=make_family("People"))
    addresses = links(document(get_deletion_page(role)), "#content li a")
    assert len(addresses) == 10
    assert addresses[0] == "/compare/data-engineer-vs-analyst-00/"


def test_deleting_a_draft_role_breaks_no_comparison():
    page = document(get_deletion_page(make_role("Data Engineer", status="draft")))
    assert "the role isn’t published" in text_of(page)
    assert links(page, "#content li a") == []


def test_the_page_offers_to_archive_the_role_instead():
    role = make_role("Data Engineer")
    form = "form[action='/admin/careers/role/']"
    data = form_data(get_deletion_page(role), form) | {"index": "0"}
    del data["_save"]
    client = as_editor()
    answer_yes(client, client.post(admin_path(Role), data))
    assert Role.objects.get().status == "archived"


def test_texts_are_hidden_from_accounts_that_cannot_read_drafts():
    role = make_described_role()
    make_draft(role, make_dimension("Pay"), "Far too much")
    page = admin_path(role).replace("change", "delete")

    page_without_drafts = document(as_staff("view_role", "delete_role").get(page))

    assert texts(page_without_drafts, "#deleted-objects li") == [
        "Authority",
        "Hours",
        "Pay (draft)",
    ]


def test_archiving_is_not_offered_for_an_archived_role():
    page = document(get_deletion_page(make_role("Data Engineer", status="archived")))
    assert "Archive it instead?" not in texts(page, "h2")


def test_deleting_the_summary_dimension_shows_a_warning():
    page = document(get_deletion_page(make_dimension(is_summary=True)))
    assert "without their one-sentence summary" in text_of(page)


@pytest.mark.parametrize("model", [Role, Dimension])
def test_confirming_hides_the_object_and_keeps_its_texts(model):
    role = make_described_role()
    instance = role if model is Role else Dimension.objects.get(name="Hours")
    page = get_deletion_page(instance)
    as_editor().post(page.request["PATH_INFO"], {"post": "yes"})
    assert not model.objects.filter(pk=instance.pk).exists()
    assert Client().get(instance.get_absolute_url()).status_code == 404
    assert RoleDimensionEntry.objects.count() == 2


def test_the_number_of_queries_does_not_grow_with_the_texts(django_assert_num_queries):
    role = make_described_role()
    admin = as_editor()
    for count in (2, 12):
        for number in range(Dimension.objects.count(), count):
            make_entry(role, make_dimension(f"Dimension {number}"))
        with django_assert_num_queries(11):
            admin.get(admin_path(role).replace("change", "delete"))


def test_drafts_are_listed():
    dimension = make_dimension("Authority")
    role = make_role("Data Engineer")
    make_draft(role, dimension, "Decides on tools.")
    page = document(get_deletion_page(role))
    lines = texts(page, "#deleted-objects li")
    assert lines == ["Authority (draft): Decides on tools."]


def test_a_family_with_roles_cannot_be_deleted():
    family = make_family()
    make_role("Data Engineer", family=family)
    page = document(get_deletion_page(family))
    assert "Cannot delete family" in texts(page, "h1")


@pytest.mark.parametrize("make", [make_role, make_dimension])
def test_the_message_links_to_recovery(make):
    address = admin_path(make("Hours")).replace("change", "delete")
    page = document(as_editor().post(address, {"post": "yes"}, follow=True))
    (link,) = texts(page, ".messagelist a")
    assert link == "Bring it back from the deleted items"
    assert "/admin/deleted/" in links(page, ".messagelist a")


MAKERS = [make_family, make_theme, make_term, make_role, make_dimension]


@pytest.mark.parametrize("make", MAKERS)
def test_the_page_says_what_deleting_does(make):
    item = make("Gone")
    page = document(get_deletion_page(item))
    words = text_of(page, "#content")
    assert f"Delete a {item._meta.verbose_name}" in texts(page, "h1")
    assert "It is public: visitors lose it at once." in words
    assert "You can bring it back" in words
    assert "What stops working" in texts(page, "#content h2")
    assert "related items" not in words


def test_deleting_a_term_names_its_words():
    page = document(get_deletion_page(make_term("manage", "oversee\nrun")))
    assert "“manage”, “oversee”, and “run” as the same word" in text_of(page)


def test_a_theme_in_use_says_what_to_change_first():
    theme = make_theme("Pay")
    make_dimension("Hours", theme=theme)
    page = document(get_deletion_page(theme))
    assert "“Pay” is in use. Change these first" in text_of(page, "#content")
    assert texts(page, "#deleted-objects li") == ["Hours"]


@pytest.mark.parametrize("make", MAKERS)
def test_the_reason_for_a_deletion_is_in_its_publication(make):
    item = make("Gone")
    path = admin_path(item).replace("change", "delete")
    editor = as_editor()
    editor.post(path, form_data(editor.get(path), "#delete_form", why="Out of use"))
    assert Publication.objects.first().why == "Deleted: Gone. Out of use"


def test_a_reason_that_is_too_long_deletes_nothing():
    item = make_term("Gone")
    path = admin_path(item).replace("change", "delete")
    as_editor().post(path, {"post": "yes", "why": "x" * 301})
    assert type(item).objects.exists()
