"""Pieces of pages are remembered, and never out of date."""

from dataclasses import fields, is_dataclass

import pytest
from django.db.models import Model

from careers import pieces
from careers.models import Dimension, Role, Term
from careers.pieces import MOST_BYTES, piece
from tests.addresses import PAGES, make_site
from tests.factories import make_term
from tests.html import document, texts

CRUMBS = "_crumbs.html"
COMPARISON = "/compare/role-01-vs-role-02/"


@pytest.fixture
def remembered():
    pieces._remembered.cache_clear()
    return pieces._remembered.cache


@pytest.fixture
def cold_pages(settings):
    settings.PAGE_CACHE_BYTES = 0


def test_a_piece_is_rendered_once_for_the_same_values(remembered):
    first = piece(CRUMBS, crumbs=(("Roles", "/roles/"),))
    assert piece(CRUMBS, crumbs=(("Roles", "/roles/"),)) is first
    assert "/elsewhere/" in piece(CRUMBS, crumbs=(("Roles", "/elsewhere/"),))
    assert len(remembered) == 2


def test_a_piece_is_rendered_again_while_somebody_writes_its_template(
    remembered, settings
):
    settings.DEBUG = True
    piece(CRUMBS)
    assert not remembered


def test_pieces_take_a_number_of_bytes_at_most(remembered):
    long_name = "a" * (MOST_BYTES // 20)
    for number in range(20):
        piece(CRUMBS, crumbs=((f"{number} {long_name}", "/"),))
    assert 0 < remembered.currsize <= MOST_BYTES
    assert len(remembered) < 20


@pytest.mark.django_db
def test_pieces_are_remembered_by_plain_values(remembered, client, cold_pages):
    make_site()
    for path in PAGES:
        client.get(path)
    keys = [value for key in remembered for value in parts_of(key)]
    assert "Role 01" in keys
    assert not [value for value in keys if isinstance(value, Model)]


def parts_of(value):
    if isinstance(value, tuple | frozenset):
        return [part for item in value for part in parts_of(item)]
    if is_dataclass(value):
        values = [getattr(value, field.name) for field in fields(value)]
        return parts_of(tuple(values))
    return [value]


@pytest.mark.django_db
def test_a_change_of_any_words_shows_at_once(client, cold_pages):
    make_site()
    client.get(COMPARISON)
    Role.objects.filter(slug="role-01").update(name="Renamed")
    Dimension.objects.filter(slug="authority").update(question="Who decides?")
    page = document(client.get(COMPARISON))
    assert texts(page, ".heads .name") == ["Renamed", "Role 02"]
    assert texts(page, ".question") == ["Who decides?"]


@pytest.mark.django_db
def test_a_change_of_the_glossary_shows_at_once(client, cold_pages):
    make_site()
    for slug, text in {"role-01": "Manages plans", "role-02": "Oversees plans"}.items():
        Role.objects.get(slug=slug).entries.update(text=text)
    before = client.get(f"{COMPARISON[:-1]}.md").text
    make_term("manage", "oversee")
    assert "Nearly the same" in client.get(f"{COMPARISON[:-1]}.md").text
    Term.objects.all().delete()
    assert client.get(f"{COMPARISON[:-1]}.md").text == before
    assert "Nearly the same" not in before
