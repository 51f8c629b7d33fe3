"""Names, addresses and order become public as texts do: approved, then published."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from careers.editorial.workflow import DetailsDraft, details, ordering
from careers.models import KINDS, DetailsChange, Dimension, Family, Role, Theme
from tests.admin_forms import (
    admin_path,
    as_editor,
    field_errors,
    form_data,
    messages_of,
)
from tests.details_pages import (
    approve,
    draft_of,
    go_live,
    press,
    publish,
    submit,
    submit_and_approve,
    tokens_of,
)
from tests.factories import (
    make_approved,
    make_dimension,
    make_editor,
    make_family,
    make_role,
    make_submitted,
    make_theme,
)
from tests.html import document, links, text_of, texts, values
from tests.queue_pages import PUBLISH, REVIEW, as_member_of, make_approved_change

pytestmark = pytest.mark.django_db

COOK = "/roles/cook/"


def visit(path):
    return Client().get(path)


def words_at(path):
    response = visit(path)
    return response.content.decode() if response.status_code == 200 else ""


def save(item, **typed):
    client = as_editor()
    page = client.get(admin_path(item))
    return client.post(admin_path(item), form_data(page, "form[id$=_form]", **typed))


def add(model, **typed):
    client = as_editor()
    path = f"/admin/careers/{model}/add/"
    return client.post(path, form_data(client.get(path), **typed))


def ready_tokens(client, query=""):
    return values(document(client.get(f"{PUBLISH}{query}")), "[name=version]", "value")


def make_cook(**fields):
    return make_role("Cook", texts={make_dimension("Hours"): "Evenings."}, **fields)


# A new name of each kind


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("role", COOK),
        ("family", COOK),
        ("dimension", COOK),
        ("theme", "/dimensions/hours/"),
    ],
)
def test_visitors_read_a_new_name_once_it_is_published(kind, path):
    family, theme = make_family("Old"), make_theme("old")
    hours = make_dimension("Hours", theme=theme)
    role = make_role("Cook", family=family, texts={hours: "Evenings."})
    items = {"role": role, "family": family, "dimension": hours, "theme": theme}
    item = items[kind]
    save(item, name="Brand new")
    submit(item)
    assert "Brand new" not in words_at(path)
    approve(item)
    assert "Brand new" not in words_at(path)
    assert publish(item).status_code == 302
    assert type(item).objects.get().name == "Brand new"
    if kind != "theme":
        assert "Brand new" in words_at(path)


def test_a_publication_says_who_wrote_and_approved_a_name():
    role = make_cook()
    save(role, name="Chef")
    submit_and_approve(role)
    page = document(as_member_of("Reviewer").get(publish(role).url))
    change = DetailsChange.objects.get(after__name="Chef")
    credit = f"Written by {change.written_by}, approved by {change.approved_by} on "
    assert text_of(page, ".waiting .when").startswith(credit)


def test_undoing_a_publication_gives_the_former_name_back():
    role = make_cook()
    save(role, name="Chef")
    submit_and_approve(role)
    path = publish(role).url
    assert "Chef" in words_at(COOK)
    as_member_of("Reviewer").post(path, {"act": "undo", "why": "A mistake"})
    assert "Chef" not in words_at(COOK)
    assert draft_of(role).values["name"] == "Chef"


def test_undoing_the_first_publication_keeps_later_names():
    add("theme", name="Duties", slug="duties")
    theme = Theme.objects.get()
    submit_and_approve(theme)
    path = publish(theme).url
    save(theme, name="Tasks")
    go_live(theme)
    as_member_of("Reviewer").post(path, {"act": "undo", "why": "Too early"})
    theme.refresh_from_db()
    assert (theme.name, theme.status) == ("Tasks", "draft")
    assert draft_of(theme).values["name"] == "Tasks"


def test_a_new_role_is_reviewed_without_its_empty_fields():
    add("role", name="Cook", slug="cook")
    submit(Role.objects.get())
    page = document(as_member_of("Reviewer").get(REVIEW))
    assert texts(page, ".differences dt") == ["Name", "Slug"]


def test_a_discarded_name_is_gone():
    role = make_cook()
    save(role, name="Chef")
    press(as_editor(), role, "discard")
    page = as_editor().get(admin_path(role))
    assert form_data(page, "#role_form")["name"] == "Cook"
    assert not document(page).query(".details-draft")


# New objects


def test_a_new_role_is_public_with_its_first_text():
    hours = make_dimension("Hours")
    add("role", name="Cook", slug="cook")
    role = Role.objects.get()
    submit_and_approve(role)
    draft = make_approved(role, hours, "Evenings.")
    assert visit(COOK).status_code == 404
    client = as_member_of("Reviewer")
    tokens = tokens_of(client, draft_of(role).version, draft.version)
    response = publish(role, version=tokens, counted="2-0")
    assert response.status_code == 302
    assert "Evenings." in words_at(COOK)


def test_a_new_role_without_texts_is_not_published():
    add("role", name="Cook", slug="cook")
    role = Role.objects.get()
    submit_and_approve(role)
    response = publish(role)
    assert response.status_code == 409
    assert "would have no text at all" in text_of(document(response), ".errornote")
    assert visit(COOK).status_code == 404


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        ("family", {"name": "Kitchen", "slug": "kitchen"}),
        ("theme", {"name": "kitchen", "slug": "kitchen"}),
        ("term", {"preferred": "kitchen", "variants": "galley"}),
        ("dimension", {"name": "Kitchen", "slug": "kitchen"}),
    ],
)
def test_a_new_object_is_hidden_until_it_is_published(model, typed):
    add(model, **typed)
    item = KINDS[model].objects.get()
    assert not item.is_published
    go_live(item)
    assert item.is_published


def test_a_role_in_a_new_family_is_published_with_it_or_not_at_all():
    role = make_cook()
    add("family", name="Kitchen", slug="kitchen")
    family = Family.objects.get()
    save(role, family=str(family.pk))
    submit_and_approve(role, family)
    response = publish(role)
    assert response.status_code == 409
    assert "which isn’t public" in text_of(document(response), ".errornote")
    assert publish(role, family).status_code == 302
    assert "Kitchen" in words_at(COOK)


def test_an_incomplete_dimension_is_published_only_when_it_is_confirmed():
    make_cook()
    baker = make_role("Baker", texts={Dimension.objects.get(): "Nights."})
    add("dimension", name="Pay", slug="pay")
    pay = Dimension.objects.get(slug="pay")
    submit_and_approve(pay)
    draft = make_approved(baker, pay, "Weekly.")
    client = as_member_of("Reviewer")
    page = document(client.get(PUBLISH))
    assert "1 of 2 public roles has a text for it." in texts(page, ".of-details p")
    tokens = tokens_of(client, draft_of(pay).version, draft.version)
    response = publish(pay, version=tokens, counted="2-0")
    assert response.status_code == 409
    assert visit("/dimensions/pay/").status_code == 404
    [confirm] = values(document(response), "[name=incomplete]", "value")
    response = publish(pay, version=tokens, counted="2-0", incomplete=confirm)
    assert response.status_code == 302
    assert "Weekly." in words_at("/roles/baker/")


def test_a_complete_dimension_needs_no_confirmation():
    role = make_cook()
    add("dimension", name="Pay", slug="pay")
    pay = Dimension.objects.get(slug="pay")
    submit_and_approve(pay)
    draft = make_approved(role, pay, "Weekly.")
    tokens = tokens_of(as_member_of("Reviewer"), draft_of(pay).version, draft.version)
    assert publish(pay, version=tokens, counted="2-0").status_code == 302


def test_texts_wait_for_their_dimension():
    role = make_cook()
    add("dimension", name="Pay", slug="pay")
    draft = make_approved(role, Dimension.objects.get(slug="pay"), "Weekly.")
    client = as_member_of("Reviewer")
    form = {"version": tokens_of(client, draft.version), "counted": "1-0"}
    form |= {"why": "Because", "when": "now"}
    response = client.post(PUBLISH, form)
    assert response.status_code == 409
    assert "isn’t public" in text_of(document(response), ".errornote")


# What belongs together


def test_two_dimensions_swap_their_names():
    hours, pay = make_dimension("Hours"), make_dimension("Pay", position=1)
    make_role("Cook", texts={hours: "Evenings.", pay: "Weekly."})
    save(pay, name="Other")
    save(hours, name="Pay")
    save(pay, name="Hours")
    submit_and_approve(hours, pay)
    assert publish(hours, pay).status_code == 302
    names = Dimension.objects.order_by("slug").values_list("slug", "name")
    assert list(names) == [("hours", "Pay"), ("pay", "Hours")]


def test_half_a_swap_of_names_is_refused():
    hours, pay = make_dimension("Hours"), make_dimension("Pay", position=1)
    save(pay, name="Other")
    save(hours, name="Pay")
    submit_and_approve(hours, pay)
    response = publish(hours)
    assert response.status_code == 409
    assert "is taken" in text_of(document(response), ".errornote")
    assert set(Dimension.objects.values_list("name", flat=True)) == {"Hours", "Pay"}


def test_undoing_a_swap_of_names_swaps_them_back():
    hours, pay = make_dimension("Hours"), make_dimension("Pay", position=1)
    save(pay, name="Other")
    save(hours, name="Pay")
    save(pay, name="Hours")
    submit_and_approve(hours, pay)
    path = publish(hours, pay).url
    as_member_of("Reviewer").post(path, {"act": "undo", "why": "A mistake"})
    names = Dimension.objects.order_by("slug").values_list("slug", "name")
    assert list(names) == [("hours", "Hours"), ("pay", "Pay")]


def test_a_name_that_visitors_read_elsewhere_is_refused():
    hours = make_dimension("Hours")
    make_dimension("Pay")
    errors = field_errors(save(hours, name="PAY"))
    assert errors == {"name": "There is already a dimension with this name."}


def test_the_summary_moves_to_another_dimension():
    old, new = make_dimension("Old", is_summary=True), make_dimension("New")
    client = as_editor()
    fields = form_data(client.get(admin_path(old)))
    del fields["is_summary"]
    client.post(admin_path(old), fields)
    save(new, is_summary="on")
    submit_and_approve(old, new)
    assert Dimension.objects.get(is_summary=True) == old
    assert publish(new).status_code == 409
    assert publish(new, old).status_code == 302
    assert Dimension.objects.get(is_summary=True) == new


# What the page has shown


def test_a_role_renamed_after_the_page_was_opened_is_not_shown():
    role = make_role("Honest", status="draft", slug="cook")
    make_approved(role, make_dimension("Hours"), "Evenings.")
    client = as_member_of("Reviewer")
    page = document(client.get(PUBLISH))
    [show] = values(page, "[name=show]", "value")
    [token] = values(page, "[name=version]", "value")
    save(role, name="The CEO is a crook", other_names="Salary 95k")
    go_live(role)
    form = {"version": token, "show": show, "counted": "1-1"}
    response = client.post(PUBLISH, form | {"why": "Because", "when": "now"})
    assert response.status_code == 409
    assert "changed after you opened this page" in text_of(
        document(response), ".errornote"
    )
    assert visit(COOK).status_code == 404


def test_a_family_renamed_after_the_page_was_opened_stops_its_texts():
    family = make_family("Kitchen")
    hours = make_dimension("Hours")
    role = make_role("Cook", family=family, texts={hours: "Evenings."})
    draft = make_approved(role, hours, "Nights.")
    client = as_member_of("Reviewer")
    tokens = tokens_of(client, draft.version)
    save(family, name="Crooks")
    go_live(family)
    form = {"version": tokens, "counted": "1-0", "why": "Because", "when": "now"}
    assert client.post(PUBLISH, form).status_code == 409
    assert "Nights." not in words_at(COOK)


def make_many_approved(count):
    hours = make_dimension("Hours")
    for number in range(count):
        role = make_role(f"Role {number:02}", texts={hours: "Before."})
        make_approved(role, hours, "After.")
    return Role.objects.all()


def all_form(client):
    page = document(client.get(PUBLISH))
    [seen] = values(page, "[name=all_seen]", "value")
    [count] = values(page, "#scope-all", "data-all")
    form = {"scope": "all", "all_seen": seen, "counted": f"{count}-0"}
    return form | {"why": "Because", "when": "now"}


@pytest.mark.long
def test_all_changes_on_every_page_are_published_at_once():
    make_many_approved(60)
    client = as_member_of("Reviewer")
    form = all_form(client)
    assert form["counted"] == "60-0"
    assert client.post(PUBLISH, form).status_code == 302
    assert "After." in words_at("/roles/role-00/")
    assert "After." in words_at("/roles/role-59/")


def test_all_changes_are_published_only_as_the_page_showed_them():
    roles = make_many_approved(60)
    client = as_member_of("Reviewer")
    form = all_form(client)
    make_approved(roles[0], make_dimension("Pay"), "Weekly.")
    response = client.post(PUBLISH, form)
    assert response.status_code == 409
    assert "changed after you opened this page" in text_of(
        document(response), ".errornote"
    )
    assert "After." not in words_at("/roles/role-00/")


def test_one_refused_change_stops_all_of_them():
    make_many_approved(60)
    add("role", name="Empty", slug="empty")
    submit_and_approve(Role.objects.get(slug="empty"))
    client = as_member_of("Reviewer")
    assert client.post(PUBLISH, all_form(client)).status_code == 409
    assert "After." not in words_at("/roles/role-00/")


def test_the_number_of_queries_does_not_grow_with_the_details(
    django_assert_num_queries,
):
    client = as_member_of("Reviewer")
    for first, count in ((0, 2), (2, 8)):
        for number in range(first, count):
            family = make_family(f"Family {number}")
            role = make_role(f"Role {number}")
            save(role, family=str(family.pk))
            add("dimension", name=f"Dimension {number}", slug=f"dimension-{number}")
            dimension = Dimension.objects.get(slug=f"dimension-{number}")
            submit_and_approve(role, dimension)
        with django_assert_num_queries(15):
            client.get(PUBLISH)


# How the pages count


def test_both_pages_count_texts_and_details_together():
    role = make_cook()
    save(role, name="Chef")
    submit(role)
    make_submitted(role, Dimension.objects.get(), "Nights.")
    reviewer = as_member_of("Reviewer")
    page = document(reviewer.get(REVIEW))
    assert "2 changes are waiting for review" in text_of(page, ".lead")
    approve(role)
    page = document(reviewer.get(REVIEW))
    assert "waiting to be published: 1 change" in text_of(page, "#content-main")
    page = document(reviewer.get(PUBLISH))
    assert "1 change is approved." in text_of(page, ".lead")


def test_the_review_asks_about_as_many_changes_as_are_selected():
    role = make_cook()
    save(role, name="Chef")
    submit(role)
    form = {"version": draft_of(role).version, "act": "approve", "counted": "7"}
    page = as_member_of("Reviewer").post(REVIEW, form)
    assert text_of(document(page), ".asks b") == "approve 1 change"
    assert draft_of(role).state == "in_review"


def test_more_than_fifty_changes_of_details_have_pages():
    editor = make_editor()
    families = [make_family(f"Family {number}", position=9) for number in range(52)]
    ordering.move(families[0], 1, by=editor)
    drafts = DetailsDraft.objects.all()
    details.submit(versions=[draft.version for draft in drafts], by=editor)
    reviewer = as_member_of("Reviewer")
    page = document(reviewer.get(REVIEW))
    assert links(page, "[rel=next]") == ["?page=2"]
    page = document(reviewer.get(f"{REVIEW}?page=2"))
    assert len(page.query(".of-details .waiting")) == 1


def publish_text_and_family(**fields):
    """Publish a text and a new family together, as a reviewer."""
    draft = make_approved_change()
    add("family", name="Kitchen", slug="kitchen")
    family = Family.objects.get(slug="kitchen")
    submit_and_approve(family)
    client = as_member_of("Reviewer")
    tokens = tokens_of(client, draft.version, draft_of(family).version)
    fields = {"version": tokens, "counted": "2-0", **fields}
    return client, publish(family, client=client, **fields)


def test_the_messages_count_texts_and_other_changes():
    client, response = publish_text_and_family()
    assert messages_of(response) == ["1 text and 1 other change are public now."]
    response = client.post(response["Location"], {"act": "undo", "why": "Too early"})
    assert messages_of(response)[-1] == (
        "Undone: 1 text and 1 other change. Visitors see what was there before."
    )


def in_a_week():
    return f"{timezone.localtime() + timedelta(days=7):%Y-%m-%dT%H:%M}"


def test_the_messages_about_a_schedule_count_all_changes():
    client, response = publish_text_and_family(when="later", due_at=in_a_week())
    [message] = messages_of(response)
    assert message.startswith("1 text and 1 other change will be public on")
    response = client.post(response["Location"], {"act": "cancel"})
    assert messages_of(response)[-1] == (
        "Canceled. 1 text and 1 other change stay approved."
    )
