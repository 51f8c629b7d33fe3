"""Roles as files for programs and language models."""

import json

import pytest

from careers import views
from tests.factories import (
    make_dimension,
    make_family,
    make_role,
    make_roles,
    make_theme,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def json_of(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return json.loads(response.content)


def content_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_names_every_published_role(client):
    make_role("Analyst", family=make_family("Data"), abbreviations="DA")
    make_role("Other")
    make_role("Secret", status="draft")

    assert json_of(client, "/roles.json") == {
        "site": "Careers",
        "roles": [
            {
                "slug": "analyst",
                "name": "Analyst",
                "family": "Data",
                "url": f"{SITE}/roles/analyst/",
                "also_known_as": ["DA"],
            },
            {
                "slug": "other",
                "name": "Other",
                "family": None,
                "url": f"{SITE}/roles/other/",
                "also_known_as": [],
            },
        ],
        "next": None,
    }


def test_an_empty_site_has_an_empty_list(client):
    assert json_of(client, "/roles.json")["roles"] == []


@pytest.fixture
def two_roles_per_file(monkeypatch):
    monkeypatch.setattr(views, "ROLES_PER_FILE", 2)


@pytest.mark.parametrize("count", range(6))
def test_a_crawl_of_the_list_sees_every_role_once(client, two_roles_per_file, count):
    roles = make_roles(count)
    make_role("Role 00", status="draft")
    slugs, next_page = [], f"{SITE}/roles.json"
    while next_page:
        page = json_of(client, next_page.removeprefix(SITE))
        slugs += [role["slug"] for role in page["roles"]]
        assert len(page["roles"]) <= 2
        next_page = page["next"]
    assert slugs == [role.slug for role in roles]


def test_llms_txt_links_to_more_roles(client, two_roles_per_file):
    make_roles(3)
    first = content_of(client, "/llms.txt")
    more = f"- [More roles]({SITE}/llms.txt?after=role-02)\n"
    assert first.endswith(f"- [Role 02]({SITE}/roles/role-02.md)\n{more}")
    last = content_of(client, "/llms.txt?after=role-02")
    assert last.endswith(f"## Roles\n\n- [Role 03]({SITE}/roles/role-03.md)\n")


@pytest.mark.parametrize("after", ["%00", "no slug", "x" * 3000])
@pytest.mark.parametrize("path", ["/roles.json", "/llms.txt"])
def test_a_page_after_no_slug_is_a_404(client, path, after):
    assert client.get(f"{path}?after={after}").status_code == 404


def test_a_role_as_json_has_every_dimension_in_order(client):
    last = make_dimension("Last", position=2, question="What last?")
    make_dimension("First", position=1)
    make_role("Analyst", texts={last: "- one\n- <two>"})

    role = json_of(client, "/roles/analyst.json")

    assert (role["slug"], role["url"]) == ("analyst", f"{SITE}/roles/analyst/")
    assert role["entries"] == [
        {"dimension": "First", "slug": "first", "question": "", "text": None},
        {
            "dimension": "Last",
            "slug": "last",
            "question": "What last?",
            "text": "- one\n- <two>",
        },
    ]


def test_a_role_as_markdown_keeps_paragraphs_and_bullets(client):
    first = make_dimension("First", position=1)
    make_dimension("Last", position=2)
    make_role("Analyst (*)", slug="analyst", texts={first: "Leads:\n- a_b\n\n<end>"})

    assert content_of(client, "/roles/analyst.md") == (
        "# Analyst (\\*)\n\n## First\n\nLeads:\n\n- a\\_b\n\n&lt;end&gt;\n\n"
        f"## Last\n\nNot described yet\n\nSource: {SITE}/roles/analyst/\n"
    )
    assert (
        client.get("/roles/analyst.md")["Content-Type"]
        == "text/markdown; charset=utf-8"
    )


def test_llms_txt_lists_dimensions_and_published_roles(client):
    make_dimension("Authority", question="What may it decide?", theme=make_theme())
    make_role("Analyst & Co", slug="analyst")
    make_role("Secret", status="draft")

    text = content_of(client, "/llms.txt")

    assert text.startswith("# Careers\n\n> ")
    assert "- Authority: What may it decide?\n" in text
    assert f"- [Analyst &amp; Co]({SITE}/roles/analyst.md)\n" in text
    assert "Secret" not in text


def test_robots_may_read_everything_but_the_admin(client):
    lines = content_of(client, "/robots.txt").splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]
