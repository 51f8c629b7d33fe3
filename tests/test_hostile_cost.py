"""Texts that are short to send but slow to process."""

import re
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from careers.models import RoleDimensionEntry
from careers.models.fields import MAX_ACCENTS
from careers.text import diffs
from careers.text.words import truncate

from .admin_forms import as_editor
from .factories import make_dimension, make_entry, make_role
from .sitemap_pages import files

# One letter with accents in the order that takes longest to normalise.
ACCENTS = "a" + "\u0315" * 5_000 + "\u0300" * 5_000 + "\u0327" * 5_000


@pytest.fixture
def count_normalisations(monkeypatch):
    """Record the length of every text that is normalised."""
    lengths = []
    normalize = unicodedata.normalize

    def record(form, text):
        lengths.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", record)
    return lengths


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        f"/roles/{ACCENTS}/",
        f"/roles/?q={ACCENTS}",
        f"/roles/?role={ACCENTS}",
        f"/compare/?role={ACCENTS}",
        f"/compare/?q={ACCENTS}&go=choose",
        f"/compare/{ACCENTS}-vs-b/",
        f"/compare/a-vs-b.{ACCENTS}",
        f"/dimensions/{ACCENTS}/",
    ],
    ids=lambda path: path[:20],
)
def test_no_long_text_of_a_visitor_is_normalised(client, path, count_normalisations):
    assert client.get(path).status_code in {200, 404}
    assert max(count_normalisations, default=0) <= 100


@pytest.mark.django_db
def test_a_letter_in_a_text_has_at_most_thirty_accents():
    entry = make_entry(make_role("A"), make_dimension(), "a" + "\u0301" * MAX_ACCENTS)
    entry.full_clean()

    entry.text += "\u0301"

    with pytest.raises(ValidationError, match="no more than 30 accents"):
        entry.full_clean()


@pytest.mark.parametrize("character", ["\ufffe", "\uffff"])
def test_a_text_has_no_character_that_xml_cannot_hold(character):
    entry = RoleDimensionEntry(text=f"a{character}")

    with pytest.raises(ValidationError, match=r"U\+FFF. at position 2"):
        entry.clean_fields(exclude=["role", "dimension"])


@given(st.text(max_size=50), st.integers(1, 30))
def test_a_truncated_text_has_at_most_the_given_length(text, length):
    assert len(truncate(text, length)) <= length
    assert text.startswith(truncate(text, length).removesuffix("…"))


@pytest.mark.django_db
def test_an_editor_cannot_search_by_regular_expression():
    make_role("a" * 60)
    pattern = "^(.*)*(.*)*(.*)*z$"

    response = as_editor().get(
        reverse("admin:careers_role_changelist"), {"name__regex": pattern}
    )

    assert response.status_code == 400 or "e=1" in response.get("Location", "")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/roles.json", "/health/live", "/admin/login/"])
def test_other_sites_cannot_embed_a_response(client, path):
    response = client.get(path)

    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_sitemap_has_no_date_that_archiving_leaves_unchanged(client):
    make_role("A", texts={make_dimension(): "x"})

    (path,) = files(client, "roles")
    response = client.get(path)

    assert re.search(rb"<lastmod>\d{4}-", response.content)
    assert "Last-Modified" not in response


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("".join(f"a{n} " for n in range(700)), "".join(f"b{n} " for n in range(700))),
        ("x, " * 16_000, ",y " * 16_000),
        ("a b " * 8_000, "b a c " * 8_000),
        (" ".join(["a x"] * 350), " ".join(["a y"] * 350)),
    ],
    ids=["nothing alike", "signs", "two words", "every other word"],
)
def test_no_two_texts_take_long_to_compare(monkeypatch, before, after):
    matchers = []
    record = recording(diffs.Matcher.__init__, matchers)
    monkeypatch.setattr(diffs.Matcher, "__init__", record)

    diffs.diff(before, after)

    # The step that exceeds the limit is counted but not taken.
    steps = [matcher.steps - max(matcher.steps_to) for matcher in matchers]
    assert max(steps, default=0) <= diffs.MOST_STEPS


def recording(function, instances):
    """Return ``function``, changed to add its first argument to ``instances``."""

    def record(self, *args):
        instances.append(self)
        function(self, *args)

    return record


def test_texts_that_are_too_long_are_not_compared(monkeypatch):
    monkeypatch.setattr(diffs, "tokens", None)
    before, after = "a" * diffs.MOST_CHARACTERS, "b"

    assert diffs.diff(before, after) == [("removed", before), ("added", after)]
