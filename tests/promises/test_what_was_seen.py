"""No one publishes what they have not seen.

The publish page shows words beside a name, an address, a family and more. If any of it
changes after the page was opened, pressing its button is refused and nothing becomes
public, whatever kind of object changed, and whichever of its fields.
"""

import pytest
from django.contrib.auth.models import User

from careers.editorial.workflow import details, publishing
from careers.editorial.workflow.seen import split_mark
from careers.models import (
    KINDS,
    Dimension,
    Family,
    Role,
    RoleDimensionEntry,
    Theme,
)
from tests.admin_forms import form_data
from tests.database_rows import all_rows
from tests.factories import (
    make_approved,
    make_dimension,
    make_family,
    make_person,
    make_role,
    make_term,
    make_theme,
)
from tests.html import document, values
from tests.queue_pages import PUBLISH, client_for

pytestmark = pytest.mark.django_db

OTHER_VALUES = {
    "name": "Other name",
    "slug": "other-address",
    "position": 7,
    "question": "Who else?",
    "is_summary": True,
    "abbreviations": "OTH",
    "other_names": "Another\nStill another",
    "preferred": "other",
    "variants": "alternative",
}

DETAILS = [(kind, name) for kind, model in KINDS.items() for name in model.details]


@pytest.fixture
def site():
    """One public object of every kind; the role has a text on the dimension."""
    theme, family = make_theme("Authority"), make_family("Engineering")
    dimension = make_dimension("Decisions", theme=theme)
    kept = make_dimension("Kept")
    make_role("Engineer", family=family, texts={dimension: "Decides", kept: "Stays"})
    make_term("manage", "oversee")


@pytest.fixture
def reviewer():
    return make_person("reviewer", "Reviewer")


def the(kind):
    return KINDS[kind].objects.order_by("pk").first()


def other_value(name):
    if name == "family":
        return make_family("Other family")
    if name == "theme":
        return make_theme("Other theme")
    return OTHER_VALUES[name]


def change(kind, name):
    """Change one field of what visitors read, as a publication by others does."""
    item = the(kind)
    setattr(item, name, other_value(name))
    item.save()


def approve_details(item, reviewer):
    ana = User.objects.filter(username="ana").first()
    draft = details.save(item, by=ana or make_person("ana", "Administrator"))
    [draft] = details.submit(versions=[draft.version], by=draft.written_by)
    return details.approve(versions=[draft.version], by=reviewer)[0]


class OpenedPage:
    """The publish page as a person has opened it, with everything ticked."""

    def __init__(self, reviewer):
        self.client = client_for(reviewer)
        self.page = document(self.client.get(PUBLISH))

    @property
    def tokens(self):
        return values(self.page, "#content-main input[name=version]", "value")

    @property
    def shown(self):
        return values(self.page, "#content-main input[name=show]", "value")

    def press(self, **fields):
        form = {
            "version": self.tokens,
            "show": self.shown,
            "why": "Yearly review",
            "when": "now",
            "due_at": "",
            "counted": f"{len(self.tokens)}-{len(self.shown)}",
        }
        return self.client.post(PUBLISH, form | fields)


def assert_refused(page, **fields):
    before = all_rows()

    response = page.press(**fields)

    assert response.status_code == 409
    assert document(response).query_one(".errornote, .errorlist")
    assert all_rows() == before


# Beside the words of a text: the role, its family, and the dimension.

BESIDE_A_TEXT = [
    (kind, name) for kind, name in DETAILS if kind in {"role", "family", "dimension"}
]


@pytest.mark.parametrize(("kind", "name"), BESIDE_A_TEXT)
def test_a_text_is_published_beside_what_was_seen(site, reviewer, kind, name):
    make_approved(the("role"), the("dimension"), "Decides more", reviewer=reviewer)
    page = OpenedPage(reviewer)

    change(kind, name)

    assert len(page.tokens) == 1
    assert_refused(page)


@pytest.mark.parametrize(("kind", "name"), BESIDE_A_TEXT)
def test_a_text_is_scheduled_beside_what_was_seen(site, reviewer, kind, name):
    make_approved(the("role"), the("dimension"), "Decides more", reviewer=reviewer)
    page = OpenedPage(reviewer)

    change(kind, name)

    assert_refused(page, when="later", due_at="2027-01-31 09:00")


@pytest.mark.parametrize(("kind", "name"), BESIDE_A_TEXT)
def test_everything_is_published_beside_what_was_seen(site, reviewer, kind, name):
    make_approved(the("role"), the("dimension"), "Decides more", reviewer=reviewer)
    page = OpenedPage(reviewer)
    [seen] = values(page.page, "[name=all_seen]", "value")

    change(kind, name)
    before = all_rows()
    response = page.press(version=[], scope="all", all_seen=seen, counted="1-0")

    assert response.status_code in {400, 409}
    assert all_rows() == before


@pytest.mark.parametrize(
    ("kind", "name"), [pair for pair in DETAILS if pair[0] in {"role", "family"}]
)
def test_a_hidden_role_is_shown_as_it_was_seen(site, reviewer, kind, name):
    role = the("role")
    role.status = "draft"
    role.save()
    make_approved(role, the("dimension"), "Decides more", reviewer=reviewer)
    page = OpenedPage(reviewer)

    change(kind, name)

    assert len(page.shown) == 1
    assert_refused(page, version=[], counted="0-1")
    assert not the("role").is_published


# A draft of details: what is live of the object itself.


@pytest.mark.parametrize(("kind", "name"), DETAILS)
@pytest.mark.parametrize("proposed", ["the same field", "another field"])
def test_details_are_published_over_what_was_seen(site, reviewer, kind, name, proposed):
    item = the(kind)
    other = next(n for n in item.details if n != name and n not in {"family", "theme"})
    changed = name if proposed == "the same field" else other
    setattr(item, changed, proposed_value(changed))
    approve_details(item, reviewer)
    page = OpenedPage(reviewer)

    change(kind, name)

    assert len(page.tokens) == 1
    assert_refused(page)


def proposed_value(name):
    if name == "family":
        return make_family("Proposed family")
    if name == "theme":
        return make_theme("Proposed theme")
    return {
        "position": 5,
        "is_summary": True,
        "slug": "proposed-address",
        "variants": "proposed",
    }.get(name, "Proposed")


# A draft of details: what the family or theme that it names is called.

RELATED = [("role", "family", name) for name in Family.details]
RELATED += [("dimension", "theme", name) for name in Theme.details]


@pytest.mark.parametrize(("kind", "related", "name"), RELATED)
@pytest.mark.parametrize("proposed", ["kept", "new"])
def test_details_are_published_beside_what_was_seen(
    site, reviewer, kind, related, name, proposed
):
    item = the(kind)
    if proposed == "new":
        setattr(item, related, KINDS[related].objects.create(name="New", slug="new"))
    else:
        item.name = "Proposed"
    approve_details(item, reviewer)
    page = OpenedPage(reviewer)

    named = getattr(item, related)
    setattr(named, name, OTHER_VALUES[name])
    named.save()

    assert len(page.tokens) == 1
    assert_refused(page)


# The other changes that leave a page behind.


def test_a_newer_draft_is_not_published(site, reviewer):
    item = the("role")
    item.name = "Proposed"
    approve_details(item, reviewer)
    page = OpenedPage(reviewer)

    item.name = "Proposed again"
    details.save(item, by=reviewer)

    assert_refused(page)


def test_a_newer_approved_text_is_not_published(site, reviewer):
    cell = the("role"), the("dimension")
    make_approved(*cell, "Decides more", reviewer=reviewer)
    page = OpenedPage(reviewer)

    make_approved(*cell, "Decides it all", reviewer=reviewer)

    assert_refused(page)


def test_newer_approved_details_are_not_published(site, reviewer):
    item = the("role")
    item.name = "Proposed"
    approve_details(item, reviewer)
    page = OpenedPage(reviewer)

    item.name = "Proposed again"
    approve_details(item, reviewer)

    assert_refused(page)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_deleted_is_not_published(site, reviewer, kind):
    Role.objects.update(family=None)
    Dimension.objects.update(theme=None)
    item = the(kind)
    first = item.details[0]
    setattr(item, first, "Proposed")
    approve_details(item, reviewer)
    page = OpenedPage(reviewer)
    publishing.delete(item, by=reviewer)

    assert_refused(page)


@pytest.mark.parametrize(
    ("kind", "name"), [pair for pair in DETAILS if pair[0] in {"role", "dimension"}]
)
def test_a_status_is_given_to_what_was_seen(site, kind, name):
    boss = client_for(make_person("boss", "Administrator"))
    make_role("Another", texts={Dimension.objects.last(): "Keeps the site."})
    path = f"/admin/careers/{kind}/"
    ticked = {"_selected_action": [the(kind).pk], "index": "0"}
    page = boss.post(path, {"action": "archive", **ticked})
    answer = form_data(page)
    del answer["_save"]

    change(kind, name)
    before = all_rows()

    assert boss.post(path, answer).status_code == 409
    assert all_rows() == before


def without_marks(tokens):
    return [split_mark(token)[0] for token in tokens]


def test_a_text_is_not_published_without_its_mark(site, reviewer):
    make_approved(the("role"), the("dimension"), "Decides more", reviewer=reviewer)
    page = OpenedPage(reviewer)

    assert_refused(page, version=without_marks(page.tokens))


@pytest.mark.parametrize("kind", KINDS)
def test_details_are_not_published_without_their_mark(site, reviewer, kind):
    item = the(kind)
    setattr(item, item.details[0], "Proposed")
    approve_details(item, reviewer)
    page = OpenedPage(reviewer)

    assert_refused(page, version=without_marks(page.tokens))


def test_a_hidden_role_is_not_shown_without_its_mark(site, reviewer):
    Role.objects.update(status="draft")
    make_approved(the("role"), the("dimension"), "Decides more", reviewer=reviewer)
    page = OpenedPage(reviewer)

    assert_refused(page, show=without_marks(page.shown))


def test_a_hidden_role_that_was_seen_is_shown(site, reviewer):
    Role.objects.update(status="draft")
    make_approved(the("role"), the("dimension"), "Decides more", reviewer=reviewer)

    assert OpenedPage(reviewer).press().status_code == 302
    assert the("role").is_published


def test_what_was_seen_is_published(site, reviewer):
    make_approved(the("role"), the("dimension"), "Decides more", reviewer=reviewer)
    role = the("role")
    role.name = "Principal Engineer"
    approve_details(role, reviewer)
    page = OpenedPage(reviewer)

    assert len(page.tokens) == 2
    assert page.press().status_code == 302
    assert Role.objects.get().name == "Principal Engineer"
    assert RoleDimensionEntry.objects.filter(text="Decides more").exists()
