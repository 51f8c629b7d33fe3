import pytest
from django.db import connections
from django.db.utils import ConnectionHandler


def test_live_runs_no_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/health/live")

    assert (response.status_code, response.content) == (200, b"live\n")


def test_live_needs_no_database(client):
    # Without the "db" fixture, any query is an error.
    assert client.get("/health/live").status_code == 200


@pytest.mark.django_db
def test_ready_queries_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health/ready")

    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "settings_of_database",
    [
        {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nowhere/at/all.sqlite3"},
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "nothing",
            "HOST": "/nowhere/at/all",
        },
    ],
)
def test_ready_is_a_503_without_a_database(client, settings_of_database):
    working = connections["default"]
    connections["default"] = ConnectionHandler({"default": settings_of_database})[
        "default"
    ]
    try:
        response = client.get("/health/ready")
    finally:
        connections["default"] = working

    assert response.status_code == 503
    assert response.content == b"unavailable\n"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_pages_are_never_cached(client, path):
    response = client.get(path)

    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "text/plain"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_pages_do_not_redirect_to_https(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(path).status_code == 200
    assert client.get("/").status_code == 301
