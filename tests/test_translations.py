"""Every text that people read passes through gettext."""

import pytest
from django.db import transaction
from django.template import Context, Template
from django.utils.translation import gettext_lazy, ngettext, npgettext, pgettext

from tests.unmarked_strings.files import in_files
from tests.unmarked_strings.pseudo_locale import pseudo_locale
from tests.unmarked_strings.site import make_greek_site
from tests.unmarked_strings.strings import has_words, in_html
from tests.unmarked_strings.visits import VISITS
from tests.unmarked_strings.walk import unmarked_of

pytestmark = pytest.mark.one_database


def describe(strings):
    return "\n".join(
        f"{name}:{string.line} {string.element} {string.string}"
        for name, string in strings
    )


@pytest.fixture(scope="module")
def greek_site(django_db_setup, django_db_blocker):
    """A site whose content has no Latin letters, so that unmarked strings stand out.

    It is made once. Every test runs in a transaction within the one that holds it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        make_greek_site()
        yield
        transaction.set_rollback(True)


def test_no_file_has_an_unmarked_string():
    strings = list(in_files())

    assert not strings, describe(strings)


@pytest.mark.long
@pytest.mark.parametrize("visit", VISITS)
def test_no_page_has_an_unmarked_string(greek_site, db, visit):
    strings = unmarked_of(visit)

    assert not strings, describe(strings)


# The pseudo-locale, which shows which strings are marked

LATER = gettext_lazy("Read it %(again)s.")


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("{% translate 'Yes' %}", "⟦Yes⟧"),
        ("{% translate 'May' context 'month' %}", "⟦May⟧"),
        ("{% blocktranslate %}{{ n }} of all{% endblocktranslate %}", "3⟦ of all⟧"),
        (
            "{% blocktranslate %}<a href='/x/'>{{ n }}</a> left{% endblocktranslate %}",
            "<a href='/x/'>3</a>⟦ left⟧",
        ),
        (
            "{% blocktranslate count n=n %}1{% plural %}Roles{% endblocktranslate %}",
            "⟦Roles⟧",
        ),
        ("{{ later }}", "⟦Read it ⟧%(again)s⟦.⟧"),
    ],
)
def test_marked_strings_show_in_a_template(template, page):
    with pseudo_locale():
        assert Template(template).render(Context({"n": 3, "later": LATER})) == page


def test_marked_strings_show_in_python():
    with pseudo_locale():
        assert pgettext("month", "May") == "⟦May⟧"
        assert ngettext("%d role", "%d roles", 2) % 2 == "2⟦ roles⟧"
        assert npgettext("list", "{n} role", "{n} roles", 1) == "{n}⟦ role⟧"

    assert str(LATER) == "Read it %(again)s."


@pytest.mark.parametrize(
    "text",
    [
        "Ρόλος",
        "⟦Roles⟧: 3",
        "Α vs Β",
        "a@b.example.org",
        "{texts}⟦ of ⟧{roles}",
        "⟦No role is called “⟧unknown⟦”.⟧",
    ],
)
def test_a_marked_text_has_no_words_of_its_own(text):
    assert not has_words(text)


@pytest.mark.parametrize(
    "page",
    [
        "<p>Roles</p>",
        "<p>⟦Roles⟧ and more</p>",
        "<p>{count} roles</p>",
        "<p>⟦No ⟧role⟦.⟧</p>",
        "<img alt='A role'>",
        "<input type=submit value=Save>",
        "<p data-message='Ticked: '></p>",
        "<meta name=description content='Roles'>",
        '<script type="application/ld+json">{"name": "Roles"}</script>',
    ],
)
def test_an_unmarked_string_on_a_page_is_reported(page):
    assert in_html(page)


@pytest.mark.parametrize(
    "page",
    [
        "<p class='big box' data-state=in-review id=roles>Ρόλοι</p>",
        "<input name=slug value=analyst>",
        "<script>let roles;</script><code>roles.json</code>",
    ],
)
def test_code_and_attributes_are_not_reported(page):
    assert not in_html(page)
