"""Former addresses of dimensions keep leading, in public and in the admin."""

import pytest

from tests.factories import make_dimension, make_role
from tests.queue_pages import as_member_of

pytestmark = pytest.mark.django_db


def make_renamed():
    dimension = make_dimension("Scope")
    dimension.slug = "responsibilities"
    dimension.save()
    return dimension


def test_a_former_address_redirects_for_good(client):
    make_renamed()
    response = client.get("/dimensions/scope/")
    assert response.status_code == 301
    assert response.url == "/dimensions/responsibilities/"


def test_a_former_address_in_a_comparison_redirects_too(client):
    dimension = make_renamed()
    for name in ("Cook", "Chef"):
        make_role(name, texts={dimension: "Cooks"})
    response = client.get("/compare/cook-vs-chef/?dimension=scope&show=differences")
    assert response.status_code == 301
    assert (
        response.url
        == "/compare/cook-vs-chef/?dimension=responsibilities&show=differences"
    )


def test_a_former_address_opens_the_text(client):
    make_role("Cook", texts={make_renamed(): "Cooks"})
    page = as_member_of("Editor").get("/admin/texts/cook/scope/", follow=True)
    assert page.status_code == 200
    assert "Cooks" in page.content.decode()


def test_a_former_address_filters_the_matrix():
    make_role("Cook", texts={make_renamed(): "Cooks"})
    page = as_member_of("Editor").get("/admin/matrix/?dimension=scope", follow=True)
    assert page.redirect_chain == [("/admin/matrix/?dimension=responsibilities", 302)]


def test_a_slug_that_another_dimension_had_is_refused():
    make_renamed()
    other = make_dimension("Other")
    other.slug = "scope"
    with pytest.raises(Exception, match="Old links to Scope use this address"):
        other.full_clean()


def test_the_address_of_a_hidden_dimension_leads_nowhere(client):
    dimension = make_renamed()
    dimension.status = "archived"
    dimension.save()
    assert client.get("/dimensions/scope/").status_code == 404
    assert client.get("/dimensions/responsibilities/").status_code == 404
