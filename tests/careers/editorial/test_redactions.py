"""The pages on which administrators redact, and what they say before they do."""

import pytest
from django.core import mail
from django.urls import reverse

from careers.editorial.workflow import drafting, redacting
from careers.editorial.workflow.versions import versions_of
from careers.models import Publication, Redaction, Role, text_part
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_person,
    make_publication,
    make_role,
    publication_path,
)
from tests.html import document, links, text, texts, values
from tests.matrix_pages import JSON, log_in, post_text
from tests.queue_pages import client_for

SECRET = "Decides on the pay of Jo Smith."
HOME = "/admin/"


@pytest.fixture
def published(role, dimension):
    """The secret was live and has been replaced, one draft away from it."""
    make_publication([make_approved(role, dimension, SECRET)])
    make_publication([make_approved(role, dimension, "Decides on pay")])
    draft = make_draft(role, dimension, f"Well. {SECRET}")
    drafting.discard(
        role=role, dimension=dimension, version=draft.version, by=draft.written_by
    )


@pytest.fixture
def asked(published, role, dimension):
    return ask(role, dimension, by=make_person("ada", "Administrator"))


def ask(role, dimension, *, by, **fields):
    versions = versions_of(text_part(role.pk, dimension.pk)).values()
    tokens = [version.token for version in versions if version.value == SECRET]
    return redacting.ask(tokens=tokens, why="Named a person", by=by, **fields)


def history_path(role, dimension):
    return reverse("editorial:text_history", args=[role.slug, dimension.slug])


def page_of(redaction):
    return reverse("editorial:redaction", args=[redaction.pk])


def versions_on(page):
    """Return the words of each version on a page, and what is said of it."""
    return {
        text(article.query_one(".diff")): texts(article, "p")
        for article in page.query("article")
    }


def test_the_history_offers_each_version_to_administrators_alone(
    published, role, dimension, administrator_client
):
    path = history_path(role, dimension)
    offered = [
        link
        for link in links(document(administrator_client.get(path)), ".then a")
        if "/redactions/" in link
    ]
    page = document(administrator_client.get(offered[0]))

    assert len(values(page, "[name=version][checked]", "value")) == 1
    reviewer = client_for(make_person("other", "Reviewer"))
    assert "/redactions/" not in " ".join(
        links(document(reviewer.get(path)), ".then a")
    )


def test_the_page_says_where_the_words_are_and_what_has_some_of_them(
    published, role, dimension, administrator_client
):
    other = make_role("Baker", texts={dimension: f"Bakes. {SECRET}"})
    drafting.comment(
        role=role, dimension=dimension, text=f"Who wrote “{SECRET}”?",
        by=make_person("cleo", "Editor"),
    )  # fmt: skip
    token = next(
        version.token
        for version in versions_of(text_part(role.pk, dimension.pk)).values()
        if version.value == SECRET
    )
    address = reverse("editorial:redact_text", args=[role.slug, dimension.slug])

    searched = {"version": token, "act": "search"}
    page = document(administrator_client.post(address, searched))

    versions = versions_on(page)
    [facts] = versions[SECRET]
    assert facts.startswith("Live from ")
    assert "2 publications" in facts
    assert "Has some of the same words." in versions[f"Well. {SECRET}"]
    assert f"Bakes. {SECRET}" in versions
    assert str(other) in " ".join(texts(page, "article h3"))
    assert texts(page, ".quotes label") == [f"A comment: Who wrote “{SECRET}”?"]
    assert values(page, ".quotes [checked]", "name") == ["quote"]


def test_the_home_page_lists_it_for_administrators(asked):
    administrator = client_for(make_person("bob", "Administrator"))
    reviewer = client_for(make_person("rita", "Reviewer"))

    for client, expected in ((administrator, [page_of(asked)]), (reviewer, [])):
        page = document(client.get(HOME))
        assert links(page, "[aria-labelledby=redactions] a") == expected


def test_the_other_administrators_get_a_notice_without_the_words(
    published, role, dimension, django_capture_on_commit_callbacks
):
    ada = make_person("ada", "Administrator")
    make_person("bob", "Administrator")
    make_person("rita", "Reviewer")
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        redaction = ask(role, dimension, by=ada)

    [message] = mail.outbox
    assert message.to == ["bob@example.com"]
    assert page_of(redaction) in message.body
    assert SECRET not in message.body


def test_only_another_administrator_is_offered_to_confirm(asked):
    for name, expected in (("ada", ["drop"]), ("bob", ["confirm", "drop"])):
        person = asked.asked_by if name == "ada" else make_person(name, "Administrator")
        page = document(client_for(person).get(page_of(asked)))
        assert values(page, "[name=act]", "value") == expected


def test_a_reviewer_reads_who_and_why_but_not_the_words(asked, role):
    page = document(client_for(make_person("rita", "Reviewer")).get(page_of(asked)))

    facts = " ".join(texts(page, ".facts dd"))
    assert "Named a person" in facts
    assert f"{role}: " in facts
    assert SECRET not in page.to_text()


def test_what_stays_is_listed_before_it_is_confirmed(asked, administrator_client):
    page = document(administrator_client.get(page_of(asked)))

    assert "What stays" in texts(page, "h2")
    assert f"Well. {SECRET}" in versions_on(page)


def test_a_role_that_would_be_archived_is_named(role, dimension, administrator_client):
    make_publication([make_approved(role, dimension, SECRET)])
    redaction = ask(role, dimension, by=make_person("ada", "Administrator"))

    page = document(administrator_client.get(page_of(redaction)))

    assert "“Architect” loses its last text" in texts(page, ".hindrance")[0]


def test_a_quote_that_was_not_ticked_stays(published, role, dimension):
    ada, bob = (make_person(name, "Administrator") for name in ("ada", "bob"))
    kept, gone = (
        drafting.comment(role=role, dimension=dimension, text=f"{n}: {SECRET}", by=ada)
        for n in "12"
    )
    redaction = ask(
        role, dimension, by=ada, quotes=[f"editorial.comment.{gone.pk}", "nonsense.1"]
    )

    mark = redacting.plan_of(redaction).mark
    redacting.confirm(redaction=redaction, seen=mark, by=bob)

    for comment, expected in ((kept, f"1: {SECRET}"), (gone, "Redacted")):
        comment.refresh_from_db()
        assert comment.text == expected


def test_a_script_learns_that_words_were_redacted(
    asked, role, dimension, administrator
):
    mark = redacting.plan_of(asked).mark
    redacting.confirm(redaction=asked, seen=mark, by=administrator)

    response = post_text(log_in(), role, dimension, text=SECRET, headers=JSON)

    # No conflict: nobody else has changed the text.
    assert response.status_code == 422
    assert "these words were redacted" in response.json()["message"]


def test_a_publication_with_redacted_words_offers_no_undo(
    asked, administrator, administrator_client
):
    path = publication_path(Publication.objects.earliest("pk"))
    undo = f"{path}?undo=1"
    assert undo in links(document(administrator_client.get(path)), ".ways a")
    mark = redacting.plan_of(asked).mark
    redacting.confirm(redaction=asked, seen=mark, by=administrator)

    for address in (path, undo):
        page = document(administrator_client.get(address))
        message = "It can’t be undone, because words of it were redacted."
        assert message in texts(page, ".help")
        assert undo not in links(page, ".ways a")
        assert not page.query("[value=undo]")


def test_the_history_says_who_redacted_a_version(
    asked, role, dimension, administrator, administrator_client
):
    mark = redacting.plan_of(asked).mark
    redacting.confirm(redaction=asked, seen=mark, by=administrator)

    page = document(administrator_client.get(history_path(role, dimension)))

    marks = [line for line in texts(page, ".why") if line.startswith("Redacted ")]
    assert marks
    assert all(line.endswith("by boss") for line in marks)


def test_the_list_of_redactions_costs_the_same_for_many(
    published, role, dimension, administrator, administrator_client,
    django_assert_max_num_queries,
):  # fmt: skip
    for number in range(6):
        other = make_dimension(f"Dimension {number}")
        make_publication([make_approved(role, other, SECRET)])
        ask(role, other, by=administrator)

    with django_assert_max_num_queries(10):
        page = document(administrator_client.get(reverse("editorial:redactions")))

    assert len(texts(page, ".results tbody tr")) == Redaction.objects.count() == 6


def test_an_unknown_item_or_action_is_refused(asked, administrator_client):
    for path, status in (
        ("/admin/redactions/text/nothing/nowhere/", 404),
        ("/admin/redactions/details/nothing/1/", 404),
        (f"/admin/redactions/details/role/{Role.objects.count() + 99}/", 404),
        ("/admin/redactions/999/", 404),
    ):
        assert administrator_client.get(path).status_code == status
    response = administrator_client.post(page_of(asked), {"act": "delete"})
    assert response.status_code == 400
