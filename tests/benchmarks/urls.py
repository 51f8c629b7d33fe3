from unittest import mock

from django.http import HttpResponse
from django.urls import path

from careers.urls import urlpatterns as site_urls
from comparisons import comparison_views


def bare(request):
    return HttpResponse("bare")


def plain(request, address):
    """The page of a comparison, without any points in its texts."""
    with mock.patch("careers.text.overlap.matching.cut", return_value=()):
        return comparison_views.comparison(request, address)


urlpatterns = [
    path("bare/", bare),
    path("plain/<str:address>/", plain),
    *site_urls,
]
