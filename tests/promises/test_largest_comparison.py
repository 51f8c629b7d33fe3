"""Promise 25: the largest comparison that anyone may ask for costs little."""

import urllib.request
from urllib.error import HTTPError

import pytest
from django.conf import settings

from tests.site_processes import (
    children,
    cpu_seconds,
    empty_database,
    environment,
    memory_of,
    run_code,
    running_server,
)

pytestmark = pytest.mark.long

ROLES, DIMENSIONS = 50, 40
LENGTH = settings.COMPARISON_MAX_CHARACTERS // (ROLES * DIMENSIONS)  # characters
SLUGS = [f"role-{number:02}" for number in range(1, ROLES + 1)]
ADDRESS = f"/compare/{'-vs-'.join(SLUGS)}"

CONTENT = f"""
from random import Random
from tests.factories import make_dimension, make_role
from tests.reference import ROWS
words = [word for cells in ROWS.values() for cell in cells for word in cell.split()]
words, random = [*filter(str.isalpha, words)], Random(1)
def text():
    return ". ".join(
        " ".join(random.choices(words, k=9)).capitalize() for _ in range({LENGTH})
    )[:{LENGTH}]
dimensions = [make_dimension(f"Dimension {{n}}") for n in range({DIMENSIONS})]
for n in range(1, {ROLES} + 1):
    make_role(f"Role {{n:02}}", texts={{dimension: text() for dimension in dimensions}})
make_role("Long", texts=dict.fromkeys(dimensions, "x" * 90_000))
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory, prepare_site):
    folder = tmp_path_factory.mktemp("site")
    with empty_database(folder) as database_url:
        variables = environment(folder, DATABASE_URL=database_url)
        prepare_site(folder, database_url)
        run_code(CONTENT, folder, database_url)
        yield folder, variables


@pytest.fixture
def cost_of(database, record_property):
    """Return a function that asks a new server, and records what an answer cost."""
    folder, variables = database

    def cost_of(path):
        with running_server(folder, variables) as (address, server):
            worker = children(server.pid)[-1]
            urllib.request.urlopen(f"{address}/compare/").close()
            before = cpu_seconds(worker)
            try:
                with urllib.request.urlopen(address + path) as answer:
                    return answer.status
            except HTTPError as error:
                with error:
                    return error.status
            finally:
                record_property("seconds", f"{cpu_seconds(worker) - before:.2f}")
                record_property("peak megabytes", round(memory_of(worker, "VmHWM")))

    return cost_of


@pytest.mark.parametrize("suffix", ["/", ".csv", ".xlsx", ".json", ".md"])
def test_what_the_largest_comparison_costs(cost_of, suffix):
    assert cost_of(ADDRESS + suffix) == 200


def test_a_larger_one_is_refused_for_little(cost_of):
    assert cost_of(f"/compare/{'-vs-'.join([*SLUGS[1:], 'long'])}/") == 400
