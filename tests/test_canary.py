"""Nothing that is not public reaches visitors: not a word, not a byte, not a date."""

from datetime import timedelta
from urllib.parse import unquote_plus, urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from careers.editorial.models import Presence
from careers.editorial.workflow import details, drafting, publishing
from careers.models import Dimension, Family, Role, RoleDimensionEntry, Term, Theme

from .addresses import CONTENT, ERRORS, HEALTH, make_site
from .factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_entry,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_term,
    make_theme,
)
from .html import document, links, sheet_rows, values

CANARY = "zwitscher"
KINDS = ["draft", "archived", "former", "drafd", "deleted", "new", "renamed"]

# Addresses where someone might look for content that is not public.
GUESSES = [
    f"/roles/?q={CANARY}",
    f"/roles/?role={CANARY}-draft&role={CANARY}-former",
    f"/roles/?family={CANARY}-family",
    "/roles/?sort=changed",
    f"/compare/?role={CANARY}-draft&role={CANARY}-archived&go=choose",
    f"/compare/?q={CANARY}",
    f"/roles/names.json?q={CANARY}",
    *(
        f"{start}{CANARY}-{kind}{end}"
        for kind in KINDS
        for start, end in [
            ("/roles/", "/"),
            ("/roles/", ".json"),
            ("/roles/", ".md"),
            ("/compare/role-01-vs-", "/"),
            ("/compare/role-01-vs-", ".csv"),
            ("/compare/role-01-vs-", ".json"),
            ("/compare/", "/"),
        ]
    ),
    f"/compare/{CANARY}-draft-vs-{CANARY}-archived/",
    "/roles/zwitschr/",
    f"/dimensions/{CANARY}/",
    *(
        f"/dimensions/{CANARY}-{kind}/"
        for kind in ["draft", "archived", "deleted", "new", "renamed"]
    ),
    # Words that are only in texts that visitors cannot read, or in names to come.
    f"/roles/?q={CANARY}+hides",
    f"/roles/?q={CANARY}-new",
    f"/roles/?family={CANARY}-new",
    f"/roles/?family={CANARY}-renamed",
    f"/compare/?q={CANARY}+hides",
    f"/roles/names.json?q={CANARY}+hides",
    f"/roles/names.json?q={CANARY}-renamed",
    "/compare/role-01-vs-role-02/?dimension=" + f"{CANARY}-draft",
    "/compare/role-01-vs-role-02.csv?dimension=" + f"{CANARY}-archived",
    "/compare/role-01-vs-role-02/brief/?dimension=" + f"{CANARY}-new",
    "/compare/role-01@2020-01-31-vs-role-01/?dimension=" + f"{CANARY}-draft",
    "/feed.atom",
    # A role on another day, and the editors' pages about it.
    "/compare/role-01@2020-01-01-vs-role-01/",
    "/compare/role-01@2099-01-01-vs-role-01/",
    f"/compare/{CANARY}-draft@2020-01-01-vs-role-01/",
    "/admin/matrix/",
    "/admin/careers/roledimensionentry/",
    "/admin/texts/role-01/authority/",
    "/admin/history/role-01/authority/",
    "/admin/preview/compare/role-01-vs-role-02/",
    "/admin/preview/roles/role-01/",
    "/admin/review/",
    "/admin/publications/",
    "/preview/compare/role-01-vs-role-02/",
]

PUBLIC = [*CONTENT, *ERRORS, *HEALTH, *GUESSES]


@pytest.fixture(autouse=True)
def site(db):
    make_site()


def make_secrets():
    """Put the canary into every field of roles that are not public."""
    names = {
        "abbreviations": CANARY.upper(),
        "other_names": f"{CANARY} one\n{CANARY} two",
    }
    Dimension.objects.update(example=f"{CANARY} says it well")
    secret_family = make_family(f"{CANARY} family", position=0)
    for status, family in [
        ("draft", secret_family),
        ("archived", Family.objects.get(slug="engineering")),
    ]:
        role = make_role(f"{CANARY} {status}", status=status, family=family, **names)
        for dimension in Dimension.objects.all():
            make_entry(role, dimension, f"{CANARY} says a lot\n\n- {CANARY}")
    Role.objects.get(status="draft").former_slugs.create(slug=f"{CANARY}-former")
    make_secret_drafts(Role.objects.get(slug="role-01"))
    make_secret_dimensions()
    make_secret_structure()
    make_drafts_of_details()


def make_secret_dimensions():
    """Put the canary into texts of public roles on dimensions that are not public."""
    theme = make_theme(f"{CANARY} theme")
    Theme.objects.filter(pk=theme.pk).update(status="draft")
    for number, status in enumerate(["draft", "archived"]):
        dimension = make_dimension(
            f"{CANARY} {status}", status=status, theme=theme, position=number,
            question=f"Who {CANARY}?", example=CANARY,
        )  # fmt: skip
        for role in Role.objects.filter(status="published"):
            make_entry(role, dimension, f"{CANARY} hides on {dimension}")
            make_draft(role, dimension, f"{CANARY} hides more")
    dimension = make_dimension(f"{CANARY} deleted", theme=theme, status="draft")
    for role in Role.objects.filter(status="published"):
        make_entry(role, dimension, f"{CANARY} hides on {dimension}")
    publishing.delete(dimension, by=User.objects.first())


def make_secret_structure():
    """Make what is not public of every other kind, and delete a role."""
    for status in ["draft", "archived"]:
        for item in [
            make_family(f"{CANARY} {status}", position=0),
            make_theme(f"{CANARY} {status}"),
            # Would make every comparison of these texts read otherwise.
            make_term(f"{CANARY} {status}", f"role\n{status}"),
        ]:
            type(item).objects.filter(pk=item.pk).update(status=status)
    texts = {Dimension.objects.get(slug="authority"): f"{CANARY} once decided"}
    role = make_role(f"{CANARY} deleted", status="draft", texts=texts)
    publishing.delete(role, by=User.objects.first())


def make_drafts_of_details():
    """Propose a new object of every kind, and new details of a public one."""
    writer = User.objects.get(username=f"{CANARY}-writer")
    reviewer = User.objects.get(username=f"{CANARY}-reviewer")
    make_term("oversee", "survey")
    for model in (Family, Theme, Dimension, Role, Term):
        item = model.objects.published().fetch_mode(models.FETCH_ONE).first()
        for name in set(item.details) - {"family", "theme"}:
            setattr(item, name, secret_value(name, "renamed"))
        new = model(**{
            name: secret_value(name, "new")
            for name in set(item.details) - {"family", "theme", "is_summary"}
        })  # fmt: skip
        drafts = [details.save(item, by=writer), details.create(new, by=writer)]
        versions = [draft.version for draft in drafts]
        drafts = details.submit(versions=versions, by=writer)
        if model in (Role, Dimension):
            versions = [draft.version for draft in drafts]
            details.approve(versions=versions, by=reviewer)
        elif model is Family:
            version = drafts[0].version
            details.send_back(versions=[version], by=reviewer, comment=f"No {CANARY}")
    new = Role.objects.get(slug=f"{CANARY}-new")
    make_draft(new, Dimension.objects.get(slug="authority"), f"{CANARY} starts")
    due_at = timezone.now() + timedelta(days=9)
    draft = details.draft_of(Role.objects.get(slug="role-01"))
    make_publication([draft], why=CANARY, by=reviewer, due_at=due_at)


def secret_value(name, kind):
    if name == "position":
        return 99
    if name == "is_summary":
        return True
    if name == "slug":
        return f"{CANARY}-{kind}"
    return f"{CANARY} {kind}"


def make_secret_drafts(role):
    """Put the canary into everything that editors write about a public role."""
    writer = make_person(f"{CANARY}-writer", "Editor", email=f"{CANARY}@example.com")
    reviewer = make_person(f"{CANARY}-reviewer", "Reviewer")
    purpose, authority, *_ = Dimension.objects.all()
    people = {"by": writer, "reviewer": reviewer}
    approved = make_approved(role, authority, f"{CANARY} decides more", **people)
    make_publication(
        [approved],
        why=f"{CANARY} has grown",
        by=reviewer,
        due_at=timezone.now() + timedelta(days=9),
    )
    draft = make_draft(role, purpose, f"{CANARY} means more", by=writer)
    [draft] = drafting.submit(versions=[draft.version], by=writer)
    drafting.send_back(versions=[draft.version], by=reviewer, comment=f"No {CANARY}!")
    Presence.objects.create(role=role, user=writer, seen_at=timezone.now())


def fetch(client, path):
    response = client.get(path)
    if path.endswith(".xlsx"):
        return response.status_code, {}, str(sheet_rows(response)).lower()
    text = response.content.decode("utf-8", "replace").lower()
    headers = {**response.headers}
    headers.pop("Expires", None)  # the time of the response, where it is never cached
    return response.status_code, headers, text


def without_the_request(text, path):
    """Return ``text`` without the words of ``path`` that a page may repeat."""
    words = [f"{CANARY}-{kind}" for kind in KINDS]
    for word in (CANARY, f"{CANARY} hides", f"{CANARY}+hides", *words):
        if word in path or word in unquote_plus(path):
            for frame in ("“{}”", 'value="{}"', "q={}", "role={}"):
                text = text.replace(frame.format(word), "")
    return text


def test_no_response_has_a_word_of_unpublished_content(client, subtests):
    make_secrets()

    for path in PUBLIC:
        with subtests.test(path=path):
            _, headers, text = fetch(client, path)
            assert CANARY not in without_the_request(text, path)
            if CANARY not in path:
                assert CANARY not in str(headers).lower()


def test_unpublished_content_changes_no_byte_of_any_response(client, subtests):
    before = {path: fetch(client, path) for path in PUBLIC}

    make_secrets()

    for path in PUBLIC:
        with subtests.test(path=path):
            assert fetch(client, path) == before[path]


def test_the_words_appear_once_they_are_public(client):
    make_secrets()
    Role.objects.filter(slug=f"{CANARY}-draft").update(status="published")

    assert CANARY in fetch(client, "/roles/")[2]
    assert client.get(f"/roles/{CANARY}-former/").status_code == 301


def test_an_archived_role_is_gone_from_every_page(client):
    before = {path: fetch(client, path) for path in CONTENT}
    make_secrets()
    Role.objects.filter(slug=f"{CANARY}-draft").update(status="published")
    Role.objects.filter(slug=f"{CANARY}-draft").update(status="archived")

    assert {path: fetch(client, path) for path in before} == before


def test_texts_are_found_once_their_dimension_is_public(client):
    make_secrets()
    path = f"/roles/?q={CANARY}+hides"
    assert "/roles/role-01/" not in fetch(client, path)[2]

    Theme.objects.filter(name=f"{CANARY} theme").update(status="published")
    Dimension.objects.filter(slug=f"{CANARY}-draft").update(status="published")

    assert "/roles/role-01/" in fetch(client, path)[2]
    assert f"{CANARY} hides on" in fetch(client, "/roles/role-01/")[2]


@pytest.mark.parametrize(
    "retire",
    [
        pytest.param("archived", marks=pytest.mark.long),
        pytest.param("draft", marks=pytest.mark.long),
        "deleted",
    ],
)
def test_a_retired_dimension_is_gone_from_every_page(client, retire):
    boss = make_person("boss", "Administrator")
    before = {path: fetch(client, path) for path in PUBLIC}
    theme = make_theme(f"{CANARY} theme")
    dimension = make_dimension(f"{CANARY} former", theme=theme, position=0)
    for role in Role.objects.all():
        make_entry(role, dimension, f"{CANARY} hides on {dimension}")
    assert CANARY in fetch(client, "/roles/role-01/")[2]

    publishing.change_status(items=[dimension], status=retire, by=boss)
    publishing.change_status(items=[theme], status="archived", by=boss)

    assert {path: fetch(client, path) for path in before} == before


def test_changing_a_draft_changes_no_response(client):
    make_secrets()
    before = {path: fetch(client, path) for path in CONTENT}

    RoleDimensionEntry.objects.exclude(role__status="published").update(
        text=f"{CANARY} says more", updated_at=timezone.now()
    )

    assert {path: fetch(client, path) for path in before} == before


def crawl(client, start):
    """Yield every address that a crawler reaches through links, and its response."""
    queue, seen = [start], set()
    while queue:
        path = queue.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        yield path, response
        if response.status_code in {301, 302}:
            queue.append(response["Location"])
        elif response["Content-Type"].startswith("text/html"):
            page = document(response)
            targets = links(page, "a:not([rel=nofollow])") + values(
                page, "link[rel=canonical]", "href"
            )
            queue.extend(
                urlsplit(urljoin(f"http://127.0.0.1:8000{path}", link))
                ._replace(scheme="", netloc="", fragment="")
                .geturl()
                for link in targets
                if not link.startswith("mailto:")
            )


def test_no_link_leads_to_unpublished_content(client):
    make_secrets()

    reached = dict(crawl(client, "/"))

    assert {"/roles/role-01/", "/llms.txt", "/compare/role-02-vs-role-01.csv"} <= set(
        reached
    )
    for path, response in reached.items():
        assert response.status_code in {200, 301, 302}, path
        assert CANARY.encode() not in response.content.lower(), path
