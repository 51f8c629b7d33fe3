import pytest

from tests.factories import make_dimension, make_family, make_role


@pytest.fixture
def purpose():
    return make_dimension("Purpose", position=1)


@pytest.fixture
def data():
    return make_family("Data")


@pytest.fixture
def analyst(data, purpose):
    return make_role("Analyst", family=data, texts={purpose: "Counts."})
