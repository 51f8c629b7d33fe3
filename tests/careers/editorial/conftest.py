"""One role with one live text, and an administrator, for the tests for editors."""

import pytest

from tests.factories import make_dimension, make_family, make_person, make_role
from tests.queue_pages import client_for


@pytest.fixture
def dimension(db):
    return make_dimension("Authority", question="What may it decide?", length_guide=45)


@pytest.fixture
def role(dimension):
    return make_role(
        "Architect", family=make_family("Data"), texts={dimension: "Decides"}
    )


@pytest.fixture
def administrator(db):
    return make_person("boss", "Administrator")


@pytest.fixture
def administrator_client(administrator):
    return client_for(administrator)
