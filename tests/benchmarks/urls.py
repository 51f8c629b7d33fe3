from unittest import mock

from django.http import HttpResponse
from django.urls import path

from careers.text.overlap import Overlap
from careers.text.overlap.points import Reading
from careers.urls import urlpatterns as site_urls
from comparisons import comparison_views

NOTHING = Reading((), (), frozenset())


def bare(request):
    return HttpResponse("bare")


def plain(request, address):
    """The page of a comparison, without any points in its texts or in memory."""
    with (
        mock.patch("comparisons.comparison.compare_texts", Overlap),
        mock.patch("careers.text.overlap.rows.read", return_value=NOTHING),
    ):
        return comparison_views.comparison(request, address)


urlpatterns = [
    path("bare/", bare),
    path("plain/<str:address>/", plain),
    *site_urls,
]
