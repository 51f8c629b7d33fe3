"""The page of a role has its texts: one press saves both, or neither."""

from datetime import timedelta

import pytest
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import details
from careers.models import Dimension, Family, FormerSlug, Role, RoleDimensionEntry
from tests.admin_forms import (
    admin_path,
    as_editor,
    field_errors,
    form_data,
    messages_of,
)
from tests.details_pages import proposed
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_overtaken,
    make_person,
    make_publication,
    make_role,
    make_submitted,
)
from tests.html import document, text_of, texts, values
from tests.queue_pages import as_staff

pytestmark = pytest.mark.django_db

ADD = "/admin/careers/role/add/"


@pytest.fixture
def authority():
    return make_dimension("Authority", question="What may it decide?")


@pytest.fixture
def hours():
    return make_dimension("Hours", position=1)


@pytest.fixture
def role(authority, hours):
    texts = {authority: "Decides.", hours: "Works."}
    return make_role("Analyst", family=make_family("Data"), texts=texts)


def name_of(dimension):
    return f"text-{dimension.pk}-text"


def open_page(role, admin=None):
    return (admin or as_editor()).get(admin_path(role))


def save(role, page=None, admin=None, button="_continue", **typed):
    """Press a button of a role's page, with ``typed`` in its fields."""
    admin = admin or as_editor()
    data = form_data(page or open_page(role, admin))
    del data["_save"]
    return admin.post(admin_path(role), data | typed | {button: "Press"})


def type_in(dimension, words):
    return {name_of(dimension): words}


def drafts():
    """Return the texts of all drafts by the slug of their dimensions."""
    return dict(Draft.objects.values_list("dimension__slug", "text"))


def shown(response, dimension):
    return form_data(response)[name_of(dimension)].replace("\r\n", "\n").strip()


# Writing


def test_each_text_stands_in_a_box_above_the_buttons(role, authority, hours):
    make_draft(role, hours, "Works more.")
    page = open_page(role)
    assert shown(page, authority) == "Decides."
    assert shown(page, hours) == "Works more."
    fields = document(page).query("#role_form textarea, #role_form [name=_save]")
    assert [field.attrs["name"] for field in fields][1:] == [
        name_of(authority),
        name_of(hours),
        "_save",
    ]


def test_the_question_of_a_dimension_describes_its_box(role, authority):
    page = document(open_page(role))
    box = page.query_one(f"[name={name_of(authority)}]")
    assert text_of(page, f"[id={box.attrs['aria-describedby']}]") == (
        "What may it decide?"
    )


def test_one_press_saves_the_names_and_the_changed_texts(role, authority):
    typed = type_in(authority, "Decides all.") | {"name": "Chief Analyst"}
    messages = messages_of(save(role, **typed))
    assert "1 text saved as a draft. Visitors see no change yet." in messages
    assert proposed(role).name == "Chief Analyst"
    assert drafts() == {"authority": "Decides all."}
    assert RoleDimensionEntry.objects.get(dimension=authority).text == "Decides."


def test_a_text_that_is_left_alone_keeps_its_state(role, authority, hours):
    submitted = make_submitted(role, hours, "Line one.\n\n- Line two.")
    save(role, **type_in(authority, "Decides all."))
    draft = Draft.objects.get(dimension=hours)
    assert (draft.state, draft.version) == ("in_review", submitted.version)
    assert draft.written_by == submitted.written_by


def test_an_emptied_box_proposes_to_remove_the_text(role, authority):
    save(role, **type_in(authority, " \n"))
    assert drafts() == {"authority": ""}


def test_a_draft_that_returns_to_the_live_text_ends(role, authority):
    make_draft(role, authority, "Decides all.")
    messages = messages_of(save(role, **type_in(authority, "Decides.")))
    assert "1 text is the same as the live one, so it has no draft." in messages
    assert drafts() == {}


@pytest.mark.parametrize("button", ["_save", "_continue", "CHANGE_FORM-action"])
def test_every_button_saves_the_texts(role, authority, button):
    save(role, button=button, **type_in(authority, "Decides all."))
    assert drafts() == {"authority": "Decides all."}


def test_a_new_role_is_saved_with_its_texts(authority, hours):
    admin = as_editor()
    fields = form_data(admin.get(ADD), name="Cook", slug="cook")
    admin.post(ADD, fields | type_in(hours, "Works."))
    draft = Draft.objects.get()
    assert (draft.role.name, draft.role.status, draft.text) == (
        "Cook",
        "draft",
        "Works.",
    )


# What cannot be saved


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("x" * 100_001, "Keep it to 100,000 characters. This text has 100,001."),
        ("a\x07b", "Remove the control character U+0007 at position 2."),
        ("a\x00b", "Remove the control character U+0000 at position 2."),
    ],
)
def test_a_text_that_cannot_be_kept_has_a_message_at_its_box(
    role, authority, hours, words, message
):
    typed = type_in(authority, words) | type_in(hours, "More.") | {"name": "Chief"}
    page = save(role, **typed)
    assert field_errors(page)[name_of(authority)] == message
    assert shown(page, hours) == "More."
    assert drafts() == {}
    assert Role.objects.get().name == "Analyst"


def test_a_text_of_full_length_is_kept(role, authority):
    save(role, **type_in(authority, "x" * 100_000))
    assert len(drafts()["authority"]) == 100_000


def test_a_wrong_name_saves_no_text(role, authority):
    page = save(role, **type_in(authority, "Decides all."), name=" ")
    assert shown(page, authority) == "Decides all."
    assert drafts() == {}


# Two people


def test_a_stale_text_changes_nothing_and_shows_theirs(role, authority, hours):
    page = open_page(role)
    make_draft(role, authority, "Decides little.")
    typed = type_in(authority, "Decides all.") | type_in(hours, "More.")
    answer = save(role, page, **typed, name="Chief")
    message = field_errors(answer)[name_of(authority)]
    assert message.startswith("Someone else changed this text after you opened")
    assert text_of(document(answer), ".theirs .prose") == "Decides little."
    assert (shown(answer, authority), shown(answer, hours)) == ("Decides all.", "More.")
    assert drafts() == {"authority": "Decides little."}
    assert Role.objects.get().name == "Analyst"


def test_a_second_press_saves_over_the_text_that_was_shown(role, authority):
    page = open_page(role)
    make_draft(role, authority, "Decides little.")
    answer = save(role, page, **type_in(authority, "Decides all."))
    save(role, answer)
    assert drafts() == {"authority": "Decides all."}


def test_a_third_change_is_not_overwritten_by_the_second_press(role, authority):
    page = open_page(role)
    make_draft(role, authority, "Decides little.")
    answer = save(role, page, **type_in(authority, "Decides all."))
    make_draft(role, authority, "Decides nothing.")
    assert name_of(authority) in field_errors(save(role, answer))
    assert drafts() == {"authority": "Decides nothing."}


def test_a_colleagues_change_to_another_text_stays(role, authority, hours):
    page = open_page(role)
    make_draft(role, hours, "Works more.")
    save(role, page, **type_in(authority, "Decides all."))
    assert drafts() == {"authority": "Decides all.", "hours": "Works more."}


def test_the_same_words_of_two_people_are_no_conflict(role, authority):
    page = open_page(role)
    draft = make_draft(role, authority, "Decides all.")
    assert save(role, page, **type_in(authority, "Decides all.")).status_code == 302
    assert Draft.objects.get().version == draft.version


def test_a_text_published_meanwhile_is_a_conflict(role, authority):
    page = open_page(role)
    make_publication([make_approved(role, authority, "Decides little.")])
    answer = save(role, page, **type_in(authority, "Decides all."))
    assert text_of(document(answer), ".theirs .prose") == "Decides little."


def test_a_text_of_a_deleted_dimension_is_shown_to_be_copied(role, authority, hours):
    page = open_page(role)
    Dimension.objects.filter(pk=authority.pk).delete()
    typed = type_in(authority, "Decides all.") | type_in(hours, "More.")
    answer = save(role, page, **typed)
    assert text_of(document(answer), "[readonly]") == "Decides all."
    assert drafts() == {}


def test_a_deleted_dimension_that_was_left_alone_is_no_matter(role, authority, hours):
    page = open_page(role)
    Dimension.objects.filter(pk=authority.pk).delete()
    save(role, page, **type_in(hours, "More."))
    assert drafts() == {"hours": "More."}


def test_a_refused_save_keeps_what_was_typed(role, authority, hours):
    draft = make_approved(role, authority, "Decides all.")
    make_publication([draft], due_at=timezone.now() + timedelta(days=1))
    typed = type_in(authority, "Decides.") | type_in(hours, "More.")
    answer = save(role, **typed, name="Chief")
    assert "is scheduled and would still be published" in text_of(
        document(answer), ".errorlist.nonfield"
    )
    assert (shown(answer, authority), shown(answer, hours)) == ("Decides.", "More.")
    assert drafts() == {"authority": "Decides all."}
    assert Role.objects.get().name == "Analyst"


def test_an_overtaken_draft_says_so(role, authority):
    make_overtaken(role, authority)
    page = document(open_page(role))
    assert "The live text changed after this draft was started." in text_of(
        page, ".role-texts"
    )


# Permissions


def test_who_may_not_change_the_role_saves_its_texts_alone(role, authority):
    admin = as_staff("view_role", "view_draft", "change_draft")
    page = open_page(role, admin)
    assert values(document(page), "#role_form [type=submit]", "name") == ["_texts"]
    save(role, page, admin, "_texts", **type_in(authority, "All."), name="Chief")
    assert drafts() == {"authority": "All."}
    assert Role.objects.get().name == "Analyst"


def test_they_keep_a_text_that_cannot_be_saved(role, authority):
    admin = as_staff("view_role", "view_draft", "change_draft")
    page = open_page(role, admin)
    make_draft(role, authority, "Decides little.")
    answer = save(role, page, admin, "_texts", **type_in(authority, "All."))
    assert shown(answer, authority) == "All."
    assert name_of(authority) in field_errors(answer)
    assert drafts() == {"authority": "Decides little."}


def test_those_who_only_read_texts_get_no_boxes(role, authority):
    staff = as_staff("view_role", "view_draft")
    page = open_page(role, staff)
    assert texts(document(page), ".role-text .prose") == ["Decides.", "Works."]
    assert document(page).query("#role_form textarea[name^=text]") == []
    sent = {"_texts": "Press", **type_in(authority, "Mine.")}
    assert staff.post(admin_path(role), sent).status_code == 403
    assert drafts() == {}


def test_a_form_cannot_write_texts_without_permission(role, authority):
    staff = as_staff("view_role", "change_role", "add_publication", "view_draft")
    save(role, open_page(role, staff), staff, **type_in(authority, "Mine."))
    assert drafts() == {}


def test_the_number_of_queries_does_not_grow_with_the_texts(
    django_assert_num_queries,
):
    role, admin = make_role("Analyst"), as_editor()
    for count in (3, 27):
        for number in range(Dimension.objects.count(), count):
            make_draft(role, make_dimension(f"Dimension {number}"), "Says.")
        with django_assert_num_queries(10):
            page = admin.get(admin_path(role))
    assert len(document(page).query("textarea[name^=text]")) == 27


# Save as new


def test_a_copy_has_the_texts_as_drafts(role, authority, hours):
    make_draft(role, authority, "Decides all.")
    answer = save(role, button="_saveasnew", name="Chief Analyst")
    copied = "2 texts copied as drafts. Visitors see none of them yet."
    assert copied in messages_of(answer)
    new = Role.objects.get(name="Chief Analyst")
    assert (new.slug, new.status) == ("chief-analyst", "draft")
    assert new.family == Family.objects.get()
    assert dict(new.drafts.values_list("dimension__slug", "text")) == {
        "authority": "Decides all.",
        "hours": "Works.",
    }
    assert not new.entries.exists()


def test_no_one_approves_their_own_words_in_a_copy(role, authority):
    rita, ben = (make_person(name, "Reviewer") for name in ("rita", "ben"))
    make_draft(role, authority, "Decides all that there is.", by=rita)
    role.other_names = "Head of Analysis"
    details.save(role, by=rita)
    save(role, button="_saveasnew", name="Chief Analyst")
    new = Role.objects.get(name="Chief Analyst")
    for draft in (new.drafts.get(dimension=authority), details.draft_of(new)):
        assert not draft.may_be_approved_by(rita)
        assert draft.may_be_approved_by(ben)


def test_a_copy_leaves_the_original_as_it_was(role, authority):
    save(role, button="_saveasnew", name="Chief", **type_in(authority, "New."))
    role.refresh_from_db()
    assert (role.name, role.slug) == ("Analyst", "analyst")
    assert not role.drafts.exists()
    assert Draft.objects.get(dimension=authority).text == "New."
    assert not FormerSlug.objects.exists()


def test_a_copy_needs_a_name_of_its_own(role):
    page = save(role, button="_saveasnew")
    assert (
        field_errors(page)["name"]
        == "There is already a role with this name in this family."
    )
    assert Role.objects.count() == 1
    assert values(document(page), ".submit-row [type=submit]", "name") == ["_saveasnew"]
    assert not Draft.objects.exists()


def test_a_copy_keeps_a_slug_that_was_typed(role):
    save(role, button="_saveasnew", name="Chief", slug="boss")
    assert Role.objects.get(name="Chief").slug == "boss"


def test_a_refused_copy_makes_no_role(role, authority):
    typed = type_in(authority, "a\x07b")
    page = save(role, button="_saveasnew", name="Chief", **typed)
    assert name_of(authority) in field_errors(page)
    assert Role.objects.count() == 1


def test_a_box_that_was_not_sent_is_copied_too(role, authority):
    admin = as_editor()
    fields = {"name": "Chief", "slug": "chief", "_saveasnew": "Press"}
    admin.post(admin_path(role), fields)
    assert Draft.objects.get(dimension=authority).text == "Decides."
