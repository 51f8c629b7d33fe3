"""The glossary in the admin: words that mean the same, each in one term only."""

import pytest

from careers.models import Term
from tests.admin_forms import admin_path, as_editor, field_errors, form_data
from tests.details_pages import go_live, proposed
from tests.factories import make_term
from tests.html import document, texts
from tests.queue_pages import as_member_of, as_staff

pytestmark = pytest.mark.django_db

TERMS = "/admin/careers/term/"
ADD = f"{TERMS}add/"


def add(**typed):
    admin = as_member_of("Administrator")
    return admin.post(ADD, form_data(admin.get(ADD), **typed))


def change(term, **typed):
    admin = as_member_of("Administrator")
    path = admin_path(term)
    return admin.post(path, form_data(admin.get(path), **typed))


def test_a_term_is_used_once_it_is_published():
    response = add(preferred="manage", variants="oversee\r\nhandle", note="Of people")

    assert response.url == TERMS
    term = Term.objects.get()
    assert (term.variants, term.note) == ("oversee\nhandle", "Of people")
    assert Term.objects.replacements() == {}
    go_live(term)
    assert Term.objects.replacements() == {"oversee": "manage", "handle": "manage"}


def test_a_changed_term_replaces_the_former_one_once_it_is_published():
    term = make_term("manage", "oversee")

    change(term, preferred="run", variants="manage")
    assert Term.objects.replacements() == {"oversee": "manage"}

    go_live(term)
    assert Term.objects.replacements() == {"manage": "run"}


def test_a_deleted_term_replaces_nothing():
    term = make_term("manage", "oversee")
    address = admin_path(term).replace("change", "delete")

    as_member_of("Administrator").post(address, {"post": "yes"})

    assert Term.objects.replacements() == {}


def test_blank_lines_and_spaces_are_dropped():
    add(
        preferred=" System  Administrator ",
        variants="\r\n  sysadmin \r\n\r\n \r\nsystem\tadmin\r\n",
    )

    assert Term.objects.values_list("preferred", "variants").get() == (
        "System Administrator",
        "sysadmin\nsystem admin",
    )


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"preferred": "MÁNAGE", "variants": "direct"},
            {"preferred": "There is already a term with this preferred word."},
        ),
        (
            {"preferred": "Oversee", "variants": "direct"},
            {"preferred": "“Oversee” already belongs to the term “manage”."},
        ),
        (
            {"preferred": "lead", "variants": "direct\r\nÓversee"},
            {"variants": "“Óversee” already belongs to the term “manage”."},
        ),
        (
            {"preferred": "lead", "variants": "Manage\r\nrun the  shop"},
            {
                "variants": "“Manage” already belongs to the term “manage”. "
                "“run the shop” already belongs to the term “manage”."
            },
        ),
        (
            {"preferred": "lead", "variants": "direct\r\nDirect"},
            {"variants": "“Direct” appears more than once."},
        ),
        (
            {"preferred": "lead", "variants": "Lead"},
            {"variants": "“Lead” appears more than once."},
        ),
        (
            {"preferred": "&", "variants": "and\r\n+"},
            {
                "preferred": "“&” has no letters or digits.",
                "variants": "“+” has no letters or digits.",
            },
        ),
        (
            {"preferred": "", "variants": " \r\n"},
            {
                "preferred": "This field is required.",
                "variants": "This field is required.",
            },
        ),
    ],
)
def test_a_word_that_is_taken_or_empty_gets_an_error(typed, errors):
    make_term("manage", "oversee\nrun the shop")

    assert field_errors(add(**typed)) == errors
    assert Term.objects.count() == 1


@pytest.mark.parametrize("field", ["preferred", "variants", "note"])
@pytest.mark.parametrize("value", ["a\x07b", "x" * 1_001])
def test_an_invalid_value_gets_an_error(field, value):
    page = add(**{"preferred": "manage", "variants": "oversee", field: value})

    assert list(field_errors(page)) == [field]
    assert not Term.objects.exists()


def test_a_term_keeps_its_own_words_when_it_is_saved_again():
    term = make_term("manage", "oversee")

    change(term, variants="oversee\r\nrun")

    assert proposed(term).variants == "oversee\nrun"


def test_preferred_word_and_variant_can_change_places():
    term = make_term("manage", "oversee")

    change(term, preferred="oversee", variants="manage")
    go_live(term)

    assert Term.objects.replacements() == {"manage": "oversee"}


def test_a_change_by_another_person_is_not_overwritten_unseen():
    term = make_term("manage", "oversee")
    admin, path = as_editor(), admin_path(term)
    page = admin.get(path)
    change(term, variants="oversee\r\nrun")

    page = admin.post(path, form_data(page, variants="oversee\r\ndirect"))

    assert "The current value is “oversee, run”" in field_errors(page)["variants"]
    assert proposed(term).variants == "oversee\nrun"


def test_the_list_shows_variants_on_one_line():
    make_term("manage", "oversee\nrun", note="Of people")

    page = document(as_editor().get(TERMS))

    assert texts(page, "#result_list tbody th") == ["manage"]
    assert texts(page, "#result_list tbody td[class^=field]") == [
        "oversee, run", "Of people", "Published"
    ]  # fmt: skip


def test_the_list_is_alphabetical_whatever_the_case():
    for word in ("CV", "buy", "Design"):
        make_term(word, f"{word} too")

    page = document(as_editor().get(TERMS))

    assert texts(page, "#result_list tbody th") == ["buy", "CV", "Design"]


@pytest.mark.parametrize("query", ["MANAGE", "versee", "people"])
def test_the_list_is_searched_by_all_words(query):
    make_term("manage", "oversee", note="Of people")
    make_term("buy", "purchase")

    page = document(as_editor().get(TERMS, {"q": query}))

    assert texts(page, "#result_list tbody th") == ["manage"]


def test_the_number_of_queries_does_not_grow_with_the_terms(django_assert_num_queries):
    admin = as_editor()
    for count in (2, 12):
        for number in range(Term.objects.count(), count):
            make_term(f"word {number}", f"other {number}")
        with django_assert_num_queries(7):
            admin.get(TERMS)


def test_the_history_lists_every_change():
    term = make_term("manage", "oversee")
    change(term, variants="run\r\ndirect")
    address = admin_path(term).replace("change", "delete")
    as_member_of("Administrator").post(address, {"post": "yes"})

    page = document(as_member_of("Editor").get("/admin/history/"))

    assert texts(page, ".events tbody th") == [
        "Term “manage”",
        "Draft of the term “manage”",
        "Term “manage”",
    ]
    fields = texts(page, ".events .fields div")
    assert fields == [
        "Status from Published → to Deleted",
        "Variants from oversee → to run direct",
    ]
    assert texts(page, ".events tbody td:last-child")[:2] == ["administrator"] * 2


def test_a_term_has_a_history_of_its_own():
    term = make_term("manage", "oversee")
    change(term, note="Of people")
    address = admin_path(term).replace("change", "history")

    page = document(as_member_of("Editor").get(address))

    assert "Changed Note." in texts(page, "#change-history tbody td")


@pytest.mark.parametrize("group", ["Editor", "Reviewer"])
def test_editors_and_reviewers_read_terms_and_change_none(group):
    term = make_term("manage", "oversee")
    admin = as_member_of(group)

    assert "oversee" in admin.get(admin_path(term)).content.decode()
    delete = admin_path(term).replace("change", "delete")
    for path in (ADD, admin_path(term), delete):
        response = admin.post(path, {"preferred": "run", "variants": "direct"})
        assert response.status_code == 403
    assert Term.objects.get().preferred == "manage"


def test_staff_without_permissions_read_no_terms():
    make_term("manage", "oversee")

    assert as_staff().get(TERMS).status_code == 403


def test_the_replacements_cost_one_query(django_assert_num_queries):
    make_term("manage", "oversee")

    with django_assert_num_queries(1):
        assert Term.objects.replacements() == {"oversee": "manage"}


def test_the_replacements_come_in_one_order_whatever_was_saved_first():
    for preferred, variants in ("b", "d\nc"), ("a", "y"), ("B two", "x"):
        make_term(preferred, variants)

    assert list(Term.objects.replacements()) == ["x", "y", "d", "c"]
