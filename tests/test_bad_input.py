"""No request, however odd, causes a server error."""

from itertools import cycle, islice, product
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .addresses import CONTENT, HEALTH, PAGES
from .html import canonical, document, text_of, values

HOSTILE = [
    "\0",
    "a\0b",
    "\x07\x1b[31m",
    "\r\nSet-Cookie: a=b",
    "\x85\u2028\u2029",
    "مهندس\u202eبيانات",
    "👩🏽‍🚀👍",
    "e\u0301\ufeff\u200b",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% now %}",
    "' OR 1=1 --",
    "../../etc/passwd",
    "%25%00%",
    "-vs-",
    "-vs--vs-",
    "vs-",
    "-1",
    "1e309",
    "9" * 5_000,
    "a" * 100_000,
    "-vs-".join(["a"] * 20_000),
    "-vs-".join(f"a{number}" for number in range(5_000)),
    "a." * 50_000 + "/",
]
NAMES = [f"{number}-{text[:12]!a}" for number, text in enumerate(HOSTILE)]

PATHS = [
    "/{}",
    "/{}/",
    "/roles/{}/",
    "/roles/{}",
    "/roles/{}.json",
    "/roles/{}.md",
    "/roles.json/{}",
    "/compare/{}/",
    "/compare/{}",
    "/compare/role-01-vs-{}/",
    "/compare/{}-vs-role-01.csv",
    "/compare/role-01-vs-role-02.{}",
    "/dimensions/{}/",
    "/sitemap-{}.xml",
    "/health/{}",
    "/static/{}",
]

KEYS = ["q", "role", "family", "sort", "page", "p", "go", "show", "dimension", "x"]

EXPECTED_STATUSES = {200, 301, 302, 400, 404, 414}


@pytest.fixture
def site(made_site, db):
    """Each test runs in a transaction inside the one that holds the site."""


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
def test_a_hostile_path_causes_no_error(client, site, text):
    for path in PATHS:
        response = client.get(path.format(quote(text, safe="")))

        assert response.status_code in EXPECTED_STATUSES, path
        assert response.content.count(b"<script>alert") == 0


QUERY_PATHS = list(
    dict.fromkeys(
        path.split("?")[0]
        for path in [
            *PAGES,
            "/roles.json",
            "/roles/names.json",
            "/sitemap-roles.xml",
            "/compare/a-vs-b.csv",
        ]
    )
)


def assert_no_error(client, path, key, text):
    response = client.get(f"{path}?{urlencode({key: text})}")

    assert response.status_code in EXPECTED_STATUSES, (path, key)
    assert response.content.count(b"<script>alert") == 0


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
def test_a_hostile_query_causes_no_error(client, site, text):
    # One key for each path, and other keys for the next text.
    keys = islice(cycle(KEYS), HOSTILE.index(text), None)
    for path, key in zip(QUERY_PATHS, keys, strict=False):
        assert_no_error(client, path, key, text)


@pytest.mark.long
@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
def test_a_hostile_query_causes_no_error_in_any_parameter(client, site, text):
    for path, key in product(QUERY_PATHS, KEYS):
        assert_no_error(client, path, key, text)


@pytest.mark.parametrize("key", HOSTILE[:-3], ids=NAMES[:-3])
def test_an_unknown_parameter_is_ignored_and_never_canonical(client, site, key):
    for path in ("/", "/roles/role-01/", "/compare/role-01-vs-role-02/"):
        response = client.get(f"{path}?{urlencode({key: key})}")

        assert response.status_code == 200
        assert canonical(document(response)) == [f"http://127.0.0.1:8000{path}"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "query",
    [
        "x=" + "a" * 100_000,
        "&".join(f"{key}=1" for key in range(5_000)),
        "role=role-01&" * 2_000,
        "&" * 5_000,
        "=&=&==",
        "%",
        "%00=%00",
        "%ff=%fe",
        "q=%ED%A0%80",
        "?" * 1_000,
    ],
    ids=range(10),
)
def test_an_enormous_query_causes_no_error(client, site, query):
    for path in {path.partition("?")[0] for path in [*CONTENT, *HEALTH]}:
        response = client.get(path, QUERY_STRING=query)

        assert response.status_code in {200, 302, 400}, path


def test_too_many_parameters_are_a_400_in_the_sites_design(client, site):
    response = client.get("/roles/", QUERY_STRING="&".join(["q=a"] * 1_001))

    assert response.status_code == 400
    assert text_of(document(response), "h1") == "This request couldn’t be read"


@pytest.mark.parametrize(
    "path",
    [
        "/compare/role-01-vs-role-02",
        "/compare/role-02-vs-role-02-vs-role-01/",
        "/compare/?role=role-01&role=role-02",
    ],
)
def test_a_redirect_with_an_enormous_query_causes_no_error(client, site, path):
    query = path.partition("?")[2] + "&x=" + "a" * 100_000

    response = client.get(path.partition("?")[0], QUERY_STRING=query)

    assert response.status_code in {301, 302, 400}


# Browsers replace a NUL with another character, and the HTML standard forbids it.
AS_HTML = pytest.mark.parametrize("text", HOSTILE[2:-3], ids=NAMES[2:-3])


@AS_HTML
def test_a_search_is_repeated_as_text(client, site, text):
    page = document(client.get("/roles/", {"q": text}))

    [repeated] = values(page, "main input[name=q]", "value")
    assert repeated.splitlines() == text.splitlines()
    assert not page.query("main script, main img")


@AS_HTML
def test_an_unknown_role_is_repeated_as_text(client, site, text):
    path = f"/compare/role-01-vs-{quote(text, safe='')}/"

    page = document(client.get(path, follow=True))

    assert len(page.query("main h1")) == 1
    assert not page.query("main script, main img")


@pytest.mark.parametrize("header", ["Accept-Encoding", "If-None-Match", "Accept"])
@pytest.mark.parametrize("value", ["\x00", "W/", '"', "*", "gzip;q=x", "a" * 100_000])
def test_a_hostile_header_causes_no_error(client, site, header, value):
    response = client.get("/roles/", headers={header: value})

    assert response.status_code in {200, 304}


urls = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = st.one_of(
    urls, st.sampled_from(["role-01", "Role-02", "vs", "-vs-", "primary-role", ".csv"])
)


# Random addresses. Functions, as Django's TestCase would close the connection that
# holds the site of this module. Every example only reads.


@given(path=st.sampled_from(PATHS), parts=st.lists(names, min_size=1, max_size=4))
def test_a_random_path_causes_no_error(client, site, path, parts):
    response = client.get(path.format(quote("-vs-".join(parts), safe="")))

    assert response.status_code in EXPECTED_STATUSES


@given(
    path=st.sampled_from(["/", "/roles/", "/compare/", "/compare/role-01-vs-role-02/"]),
    fields=st.lists(
        st.tuples(st.one_of(st.sampled_from(KEYS), urls), names), max_size=6
    ),
)
def test_a_random_query_causes_no_error(client, site, path, fields):
    response = client.get(f"{path}?{urlencode(fields)}")

    assert response.status_code in EXPECTED_STATUSES


@given(raw=st.binary(max_size=60))
def test_random_bytes_cause_no_error(client, site, raw):
    path = "/compare/" + "".join(f"%{byte:02X}" for byte in raw)

    assert client.get(path).status_code in EXPECTED_STATUSES
