"""What pages fetch, how much it weighs, and what stays in the browser."""

import re
import sys

import pytest

from .public_pages import ERROR_PAGES, PAGES, comparison_of

# The site's limits. Weights are in bytes, as transferred.
MOST_OF_A_COMPARISON = 100_000
MOST_OF_ITS_SCRIPTS = 20_000
MOST_FILES_OF_A_COMPARISON = 15

REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`))"""

COMPRESSED = (".woff2", ".png")  # the formats themselves are compressed
HASHED = re.compile(r"/static/.+\.[0-9a-f]{12}\.\w+$")


@pytest.fixture
def watched(first_visit):
    """A page, its messages in the console, and the responses it gets from now on."""
    page = first_visit()
    messages, failures, responses = [], [], []
    page.add_init_script(REPORT_VIOLATIONS)
    page.on("console", lambda message: messages.append((page.url, message.text)))
    page.on("pageerror", lambda error: messages.append((page.url, str(error))))
    page.on("requestfailed", lambda request: failures.append(request.failure))
    page.on(
        "response", lambda response: responses.append((response.status, response.url))
    )
    yield page, messages, responses
    # Leaving a page cancels its pending requests, mostly for its icon.
    assert set(failures) <= {"net::ERR_ABORTED"}


def test_a_tour_of_the_site_logs_nothing(watched, site):
    page, messages, responses = watched
    for path in PAGES.values():
        page.goto(path)
    assert messages == []
    assert len(responses) > len(PAGES)
    assert [(status, url) for status, url in responses if status != 200] == []
    assert [url for _, url in responses if not url.startswith(f"{site}/")] == []
    assert page.context.cookies() == []


def test_scripts_log_nothing_while_they_work(watched):
    page, messages, _ = watched
    page.goto("/")
    page.get_by_label("Data Engineer").check()
    page.get_by_label("UX Researcher").check()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_url("**/compare/*/")
    assert messages == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_logs_only_its_status(watched, name):
    status, path = ERROR_PAGES[name]
    page, messages, _ = watched
    assert page.goto(path).status == status
    # The browser itself logs the status, once.
    assert len(messages) == 1
    assert f"status of {status}" in messages[0][1]
    assert page.context.cookies() == []


def test_only_what_was_compared_is_stored_in_the_browser(first_visit):
    page = first_visit()
    page.goto(comparison_of(3))
    stored = "[Object.keys(localStorage), sessionStorage.length, document.cookie]"
    assert page.evaluate(stored) == [["recent-sets"], 0, ""]


@pytest.fixture
def weighed(first_visit):
    """Return {address: bytes transferred} of a first visit to a comparison of three."""
    page = first_visit()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    urls, weights = {}, {}
    session.on(
        "Network.responseReceived",
        lambda event: urls.update({event["requestId"]: event["response"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: weights.update(
            {urls[event["requestId"]]: event["encodedDataLength"]}
        ),
    )
    page.goto(comparison_of(3), wait_until="networkidle")
    return weights


def test_a_comparison_of_three_weighs_less_than_100_kb(weighed):
    for url, weight in weighed.items():
        sys.stdout.write(f"{weight:7.0f} {url}\n")
    sys.stdout.write(f"{sum(weighed.values()):7.0f} in all\n")
    assert len(weighed) > 5
    assert sum(weighed.values()) < MOST_OF_A_COMPARISON


def test_a_comparison_has_less_than_20_kb_of_script(weighed):
    scripts = {url: weight for url, weight in weighed.items() if url.endswith(".js")}
    assert 0 < sum(scripts.values()) < MOST_OF_ITS_SCRIPTS


def test_a_comparison_of_three_asks_for_at_most_15_files(weighed):
    files = [url for url in weighed if "/static/" in url]
    assert 5 < len(files) <= MOST_FILES_OF_A_COMPARISON


@pytest.fixture
def responses(first_visit):
    """Return {address: headers} of every response to a comparison of three."""
    page = first_visit()
    responses = {}
    page.on(
        "response", lambda response: responses.update({response.url: response.headers})
    )
    page.goto(comparison_of(3), wait_until="networkidle")
    return responses


def test_file_names_hold_a_hash_and_files_are_cached_for_years(responses):
    files = {url: head for url, head in responses.items() if "/static/" in url}
    assert len(files) > 5
    assert [url for url in files if not HASHED.search(url)] == []
    kept = {headers["cache-control"] for headers in files.values()}
    assert kept == {"max-age=315360000, public, immutable"}


def test_texts_are_compressed(responses):
    texts = {u: head for u, head in responses.items() if not u.endswith(COMPRESSED)}
    assert len(texts) > 5
    assert [u for u, head in texts.items() if "content-encoding" not in head] == []
