"""What the site exports comes back as it was."""

import gettext
from datetime import date
from unittest import mock

import pytest
from django.utils import timezone, translation
from django.utils.translation import trans_real
from hypothesis import given
from hypothesis import strategies as st

from careers.editorial.files.exporting import Export
from careers.editorial.files.reading import read_file
from careers.models import Dimension, Role, RoleDimensionEntry
from careers.text import arrived
from tests.factories import make_dimension, make_draft, make_family, make_role

from .made_files import delimited, names, problems, read, shapes, triples

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 31)
KINDS = ["xlsx", "csv"]
SHAPES = ["long", "wide", "page"]


@pytest.fixture
def roles():
    """Three roles, two of one name, and dimensions with the names of heads."""
    purpose = make_dimension("Description", position=1)
    scope = make_dimension("Scope; and more", position=2)
    make_dimension("Site", position=3)
    texts = {purpose: "- Plans; =1+1\n- Writes “so”", scope: "=A1"}
    make_role("Analyst", family=make_family("Data"), texts=texts)
    make_role(
        "Junior", family=make_family("iOS"), slug="junior-ios", texts={scope: "'x"}
    )
    make_role(
        "Junior", family=make_family("Web"), slug="junior-web", texts={purpose: "-"}
    )
    return Role.objects.order_by("pk")


def stored():
    return {
        (entry.role.slug, entry.dimension.name): entry.text
        for entry in RoleDimensionEntry.objects.select_related("role", "dimension")
    }


def site_names():
    return names(
        [role.title for role in Role.objects.all()],
        [dimension.name for dimension in Dimension.objects.all()],
    )


def imported(reading):
    """Return the texts as the site would have them, those of each cell that has one."""
    before = stored()
    texts = {}
    for text in reading:
        key = text.role.slug, text.dimension
        if new := arrived(text.text, before.get(key, "")):
            texts[key] = new
    return texts


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("knows", [True, False])
def test_an_export_says_what_the_site_has(roles, kind, shape, knows):
    content = Export(roles, with_drafts=False).file(kind, shape, TODAY)

    reading = read_file("roles", content, site_names() if knows else names())

    assert problems(reading) == []
    assert shapes(reading) == [shape]
    assert imported(reading) == stored()
    assert {role.slug for role in reading.roles} == {
        "analyst",
        "junior-ios",
        "junior-web",
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_an_export_with_drafts_and_empty_roles_comes_back_too(roles, kind, shape):
    make_draft(roles[0], Dimension.objects.get(name="Site"), "Here")
    make_role("Nobody")
    content = Export(Role.objects.all(), with_drafts=True).file(kind, shape, TODAY)

    reading = read(content, site_names())

    assert problems(reading) == []
    assert imported(reading) == stored() | {("analyst", "Site"): "Here"}
    assert "nobody" in {role.slug for role in reading.roles}


class OtherLanguage(gettext.NullTranslations):
    def gettext(self, message):
        return f"{message}†"

    def to_language(self):
        return "en-zz"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_an_export_in_another_language_comes_back_in_it_alone(roles, kind, shape):
    with (
        mock.patch.dict(trans_real._translations, {"en-zz": OtherLanguage()}),
        translation.override("en-zz"),
    ):
        content = Export(roles, with_drafts=False).file(kind, shape, TODAY)
        reading = read(content)
        english = read(
            delimited([["Role", "Dimension", "Text"], ["a", "b", "c"]]).encode()
        )

    assert problems(reading) == []
    assert {(t.role.slug, t.dimension) for t in reading if t.text} == set(stored())
    assert triples(english) == [("a", "b", "c")]
    assert triples(read(content)) == []


# What the database takes: neither control characters nor halves of characters.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r")
    | st.sampled_from("'=+-@;\"\t\n ,_x0D"),
    min_size=1,
    max_size=40,
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES)
@given(st.lists(texts.filter(str.strip), min_size=4, max_size=4))
def test_any_text_comes_back(kind, shape, some):
    RoleDimensionEntry.objects.all().delete()
    Role.everything.all().delete()
    Dimension.objects.all().delete()
    dimensions = (
        make_dimension("Purpose", position=1),
        make_dimension("Scope", position=2),
    )
    make_role("Analyst", texts=dict(zip(dimensions, some[:2], strict=True)))
    make_role("Cook", texts=dict(zip(dimensions, some[2:], strict=True)))
    content = Export(Role.objects.all(), with_drafts=False).file(kind, shape, TODAY)

    reading = read(content, names())

    assert problems(reading) == []
    assert imported(reading) == stored()


# Comparisons


@pytest.fixture
def compared():
    first = make_dimension("First", position=1, question="What for?")
    second = make_dimension("Second", position=2)
    make_dimension("Third", position=3)
    bullets = "\n".join(f"- Item {number} & <b>" for number in range(20))
    make_role(
        "A", texts={first: "Bakes bread\n\nSells it", second: f"You can:\n{bullets}"}
    )
    make_role("B", texts={first: "Bakes bread"}, family=make_family())
    return "/compare/b-vs-a"


@pytest.mark.parametrize("ending", [".csv", ".xlsx", "/"])
@pytest.mark.parametrize(
    "options", ["", "?baseline=a", "?mark=differences&show=differences"]
)
def test_a_comparison_comes_back(client, compared, ending, options):
    content = client.get(f"{compared}{ending}{options}").content

    reading = read(content, site_names())

    assert problems(reading) == []
    assert shapes(reading) == ["page"]
    before = {(slug.upper(), name): text for (slug, name), text in stored().items()}
    texts = {(text.role.name, text.dimension): text.text for text in reading}
    new = {key: arrived(text, before.get(key, "")) for key, text in texts.items()}
    shown = before if "show" not in options else new
    assert {key: text for key, text in new.items() if text} == {
        key: before[key] for key in shown if key in before
    }
    assert [role.name for role in reading.roles] == ["B", "A"]


def test_a_saved_comparison_names_the_slugs_of_its_roles(client, compared):
    reading = read(client.get(f"{compared}/").content)

    assert [role.slug for role in reading.roles] == ["b", "a"]


def test_a_role_as_it_was_on_a_day_is_not_read(client, compared):
    day = timezone.localdate().replace(year=2020)
    content = client.get("/compare/b-vs-a/").content.decode()
    content = content.replace('data-role="a"', f'data-role="a@{day.isoformat()}"')

    reading = read(content.encode())

    assert [role.slug for role in reading.roles] == ["b"]
    assert "on a day" in reading.notes[0].message
