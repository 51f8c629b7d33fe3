"""One role with one live text, which most of the tests for editors use."""

import pytest

from tests.factories import make_dimension, make_family, make_role


@pytest.fixture
def dimension(db):
    return make_dimension("Authority", question="What may it decide?", length_guide=45)


@pytest.fixture
def role(dimension):
    return make_role(
        "Architect", family=make_family("Data"), texts={dimension: "Decides"}
    )
