"""Nothing that is not public reaches visitors: not a word, not a byte, not a date."""

from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from django.utils import timezone

from careers.editorial.models import Presence
from careers.editorial.workflow import drafting
from careers.models import Dimension, Family, Role, RoleDimensionEntry

from .addresses import CONTENT, ERRORS, HEALTH, make_site
from .factories import (
    make_approved,
    make_draft,
    make_entry,
    make_family,
    make_person,
    make_publication,
    make_role,
)
from .html import document, links, sheet_rows, values

CANARY = "zwitscher"
KINDS = ["draft", "archived", "former", "drafd"]

# Addresses where someone might look for content that is not public.
GUESSES = [
    f"/roles/?q={CANARY}",
    f"/roles/?role={CANARY}-draft&role={CANARY}-former",
    f"/roles/?family={CANARY}-family",
    "/roles/?sort=changed",
    f"/compare/?role={CANARY}-draft&role={CANARY}-archived&go=choose",
    f"/compare/?q={CANARY}",
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
    for word in (CANARY, *(f"{CANARY}-{kind}" for kind in KINDS)):
        if word in path:
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
    Role.objects.filter(status="draft").update(status="published")

    assert CANARY in fetch(client, "/roles/")[2]
    assert client.get(f"/roles/{CANARY}-former/").status_code == 301


def test_an_archived_role_is_gone_from_every_page(client):
    before = {path: fetch(client, path) for path in CONTENT}
    make_secrets()
    Role.objects.filter(status="draft").update(status="published")
    Role.objects.filter(slug=f"{CANARY}-draft").update(status="archived")

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
