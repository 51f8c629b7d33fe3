"""The sitemaps of the first content."""

import pytest

from tests.html import canonical, document, robots
from tests.sitemap_pages import path_of, sitemap_addresses

pytestmark = [pytest.mark.usefixtures("first_content"), pytest.mark.one_database]


def test_the_sitemaps_list_every_kind_of_page(client):
    paths = [path_of(address) for address in sitemap_addresses(client)]

    assert {"/", "/roles/", "/compare/", "/dimensions/"} < set(paths)
    assert "/roles/agent-architect/" in paths
    assert "/dimensions/primary-role/" in paths
    assert len([path for path in paths if "-vs-" in path]) > 5
    assert len(set(paths)) == len(paths)


def test_only_canonical_pages_for_search_engines_are_listed(client):
    for address in sitemap_addresses(client):
        response = client.get(path_of(address))
        page = document(response)
        assert response.status_code == 200
        assert canonical(page) == [address]
        assert robots(page) == []
