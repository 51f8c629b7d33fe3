"""A redacted name or address is gone from every address and row, as texts are."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from careers.editorial.models import DetailsDraft
from careers.editorial.workflow import details, publishing, redacting
from careers.editorial.workflow.errors import RefusedError
from careers.editorial.workflow.versions import parts_of, versions_of
from careers.models import Dimension, Family, Role, Term, Theme
from tests.admin_forms import form_data
from tests.factories import make_approved, make_publication, make_term
from tests.html import document, texts
from tests.redactions import (
    CANARY,
    DAY,
    NOW,
    START,
    addresses_with,
    ask_for_everything,
    client_of,
    confirm,
    make_site_with_people,
    rows_with,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def people(clock):
    return make_site_with_people()


def renamed_role():
    return Role.everything.get(pk=Role.history.filter(name="Role 01").last().id)


def publish(draft, people, *, why="Why"):
    [draft] = details.submit(versions=[draft.version], by=people["ada"])
    [draft] = details.approve(versions=[draft.version], by=people["bob"])
    publishing.publish(versions=[draft.version], why=why, by=people["bob"])


def rename(name, slug, people):
    role = renamed_role()
    role.name, role.slug = name, slug
    role.other_names = f"Other {name}"
    publish(details.save(role, by=people["ada"]), people, why=f"Now {name}")


def plant_name(clock, people):
    """Let a role have the canary for its name and address for two days."""
    clock.move_to(START)
    rename(f"Role {CANARY}", f"role-{CANARY}", people)
    role = renamed_role()
    dimension = Dimension.objects.get(slug="authority")
    make_publication([make_approved(role, dimension, "Says more now.")], why="Texts")
    clock.move_to(START + DAY)
    publishing.change_status(items=[role], status="archived", by=people["ada"])
    clock.move_to(START + 2 * DAY)
    publishing.change_status(items=[role], status="published", by=people["ada"])
    rename("Role 01", "role-01", people)
    clock.move_to(NOW)


def redact_name(people):
    redact_words_of(renamed_role(), people)


def redact_words_of(item, people):
    """Redact every version with the canary, and whatever quotes it."""
    tokens = [
        version.token
        for part in parts_of(item)
        for version in versions_of(part).values()
        if CANARY in version.value.lower()
    ]
    page = f"/admin/redactions/details/{item._meta.model_name}/{item.pk}/"
    query = "?" + "&".join(f"version={token}" for token in tokens)
    redaction = ask_for_everything(client_of(people["ada"]), page, query)
    assert confirm(client_of(people["bob"]), redaction).status_code == 302


@pytest.mark.long
def test_a_redacted_name_and_address_are_gone_from_every_address_and_row(clock, people):
    plant_name(clock, people)
    assert Client().get(f"/roles/role-{CANARY}/").status_code == 301

    redact_name(people)

    assert rows_with(CANARY) == []
    assert addresses_with(CANARY, people) == []
    assert Client().get(f"/roles/role-{CANARY}/").status_code == 404
    assert Client().get("/roles/role-01/").status_code == 200


def test_a_name_that_visitors_read_has_to_be_replaced_first(clock, people):
    rename(f"Role {CANARY}", "role-01", people)
    [token] = [
        version.token
        for part in parts_of(Role.objects.get(slug="role-01"))
        for version in versions_of(part).values()
        if version.value == f"Role {CANARY}"
    ]

    with pytest.raises(RefusedError, match="Publish other words first"):
        redacting.ask(tokens=[token], why="A joke", by=people["ada"])


def test_a_deleted_role_keeps_no_redacted_name(clock, people):
    rename(f"Role {CANARY}", f"role-{CANARY}", people)
    publishing.delete(renamed_role(), by=people["ada"])

    redact_name(people)

    assert rows_with(CANARY) == []
    role = renamed_role()
    assert (role.name, role.slug) == (
        f"Redacted role {role.pk}",
        f"redacted-role-{role.pk}",
    )


def test_optional_details_that_visitors_read_go_at_once(clock, people):
    rename("Role 01", "role-01", people)
    Role.objects.filter(slug="role-01").update(other_names=f"The {CANARY}")

    redact_name(people)

    assert rows_with(CANARY) == []
    assert Role.objects.get(slug="role-01").other_names == ""


def test_a_draft_of_details_keeps_what_else_it_proposes(clock, people):
    role = Role.objects.get(slug="role-01")
    role.name, role.abbreviations = f"Role {CANARY}", "R1"
    draft = details.save(role, by=people["ada"])
    [draft] = details.submit(versions=[draft.version], by=people["ada"])
    details.approve(versions=[draft.version], by=people["bob"])

    redact_name(people)

    draft = DetailsDraft.objects.get()
    assert (draft.state, draft.values["name"]) == ("writing", "Role 01")
    assert draft.values["abbreviations"] == "R1"


def test_a_redacted_name_cannot_be_typed_again(clock, people):
    plant_name(clock, people)
    redact_name(people)
    address = reverse("admin:careers_role_change", args=[renamed_role().pk])
    browser = client_of(people["ada"])
    page = browser.get(address)

    for name in (f"Role {CANARY}", f"role “{CANARY.upper()}”."):
        response = browser.post(address, form_data(page, name=name))

        errors = texts(document(response), ".errorlist")
        assert any("have been redacted" in error for error in errors), name


def test_a_redacted_dimension_is_gone_from_the_publications_of_its_texts(clock, people):
    dimension = Dimension.objects.get(slug="authority")
    for name in (f"The {CANARY}", "Authority"):
        dimension.name = name
        publish(details.save(dimension, by=people["ada"]), people)
        draft = make_approved(Role.objects.first(), dimension, f"{len(name)} words.")
        make_publication([draft])

    redact_words_of(dimension, people)

    assert rows_with(CANARY) == []


FIELDS = [
    (Family, "name"),
    (Theme, "name"),
    (Theme, "slug"),
    (Dimension, "name"),
    (Dimension, "question"),
    (Dimension, "example"),
    (Term, "preferred"),
    (Term, "variants"),
    (Term, "note"),
]


@pytest.mark.long
def test_every_kind_of_content_can_be_redacted(clock, people):
    make_term()
    for model, field in FIELDS:
        item = model.objects.first()
        for value in (CANARY, getattr(item, field) or "other"):
            setattr(item, field, value)
            if draft := details.save(item, by=people["ada"]):
                publish(draft, people)
            item.refresh_from_db()
        assert rows_with(CANARY), field

        redact_words_of(item, people)

        assert rows_with(CANARY) == [], field
    # Looking at every address takes seconds, so once for all fields.
    assert addresses_with(CANARY, people) == []
