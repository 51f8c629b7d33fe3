"""Promise 17: once content has changed in any way, no visitor gets an older page.

Lists of similar roles may be late: tests/careers/test_kept_similar_roles.py.
"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client, RequestFactory
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from careers import page_cache
from careers.middleware import PublicPages
from careers.models import Family, Role, RoleDimensionEntry, Status, Term
from tests.factories import make_dimension, make_entry, make_family, make_role

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/roles/",
    "/roles/?q=soup",
    "/roles/role-1/",
    "/roles/role-2.json",
    "/compare/role-1-vs-role-2/",
    "/compare/role-2-vs-role-3.csv",
    "/dimensions/purpose/",
    "/dimensions/",
    "/roles.json",
    "/llms.txt",
    "/sitemap-roles.xml",
]
numbers = st.integers(1, 3)
encodings = st.sampled_from(["", "br"])
words = st.sampled_from(["Cooks soup.", "Bakes bread.", "Serves soup.", "Manages."])


class VisitorsAndEditors(RuleBasedStateMachine):
    """Two servers with pages of their own, on one database that others change."""

    @initialize(addresses=st.lists(st.sampled_from(ADDRESSES), min_size=2, max_size=2))
    def site(self, addresses):
        self.addresses = addresses
        self.atom = transaction.atomic()
        self.atom.__enter__()
        self.servers = [Client(), Client()]
        self.tags = {}
        family = make_family()
        self.dimensions = [make_dimension("Purpose"), make_dimension("Tools")]
        for number in (1, 2, 3):
            texts = {self.dimensions[0]: f"Role {number} cooks."}
            make_role(f"Role {number}", family=family, texts=texts)

    @rule(encoding=encodings)
    def visit_another_server(self, encoding):
        self.visit(1, encoding)

    @invariant()
    def no_page_is_older(self):
        self.visit(0, "br")

    def visit(self, server, encoding):
        # Twice: the second answer is one that was kept.
        for address in self.addresses * 2:
            self.compare(address, server, encoding)

    def compare(self, address, server, encoding):
        """Ask a server that may have the page, and one that has none."""
        headers = {"accept-encoding": encoding}
        known = self.tags.get((address, server, encoding), "")
        response = self.servers[server].get(
            address, headers=headers | {"if-none-match": known}
        )
        fresh = Client().get(address, headers=headers)
        if response.status_code == 304:
            assert fresh["ETag"] == known
        else:
            assert response.status_code == fresh.status_code
            assert response.content == fresh.content
            self.tags[address, server, encoding] = response.get("ETag", "")

    @rule(number=numbers, text=words)
    def text_changes(self, number, text):
        RoleDimensionEntry.objects.filter(role__name=f"Role {number}").update(text=text)

    @rule(number=numbers, text=words)
    def text_changes_by_raw_sql(self, number, text):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE careers_roledimensionentry SET text = %s WHERE role_id = "
                "(SELECT id FROM careers_role WHERE name = %s)",
                [text, f"Role {number}"],
            )

    @rule(number=numbers, index=st.integers(0, 1), text=words)
    def text_comes_and_goes(self, number, index, text):
        dimension = self.dimensions[index]
        role = Role.objects.get(name=f"Role {number}")
        if not role.entries.filter(dimension=dimension).delete()[0]:
            make_entry(role, dimension, text)

    @rule(number=numbers, status=st.sampled_from(["published", "archived"]))
    def role_is_shown_or_not(self, number, status):
        Role.objects.filter(name=f"Role {number}").update(status=Status(status))

    @rule(name=words)
    def names_change(self, name):
        Family.objects.update(name=name)

    @rule(variants=words)
    def glossary_changes(self, variants):
        if not Term.objects.all().delete()[0]:
            Term.objects.create(preferred="soup", variants="broth")

    @rule(number=numbers, text=words)
    def change_is_taken_back(self, number, text):
        """What a page shows inside a transaction is gone after it."""
        with transaction.atomic():
            self.text_changes(number, text)
            self.visit(0, "")
            transaction.set_rollback(True)

    def teardown(self):
        transaction.set_rollback(True)
        self.atom.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def exact(monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_BEHIND", timedelta())


CHANGES = {
    "a text": lambda site: site.text_changes(1, "Serves soup."),
    "a text, by raw SQL": lambda site: site.text_changes_by_raw_sql(2, "Manages."),
    "another text": lambda site: site.text_comes_and_goes(1, 1, "Bakes bread."),
    "a text less": lambda site: site.text_comes_and_goes(2, 0, ""),
    "a role less": lambda site: site.role_is_shown_or_not(1, "archived"),
    "a name": lambda site: site.names_change("Kitchen"),
    "a term": lambda site: site.glossary_changes("broth"),
    "a change that is taken back": lambda site: site.change_is_taken_back(1, "Soup."),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_on_every_page_at_once(name):
    site = VisitorsAndEditors()
    site.site(ADDRESSES)
    site.visit(0, "br")
    CHANGES[name](site)

    site.visit(0, "br")

    site.teardown()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_change_while_a_page_is_made_is_on_the_next(address):
    """The version is read before the content: a page that missed it is not kept."""
    site = VisitorsAndEditors()
    site.site([address])
    server = PublicPages(None)
    made = server.make

    def made_too_early(request):
        response = made(request)
        site.text_changes(1, "Serves soup.")
        site.text_changes(2, "Serves bread.")
        return response

    server.make = made_too_early
    server(RequestFactory().get(address))
    server.make = made

    response = server(RequestFactory().get(address))

    assert response.content == Client().get(address).content
    site.teardown()


def test_no_visitor_gets_an_older_page():
    run_state_machine_as_test(
        VisitorsAndEditors,
        settings=settings(
            max_examples=settings().max_examples // 10, stateful_step_count=10
        ),
    )
