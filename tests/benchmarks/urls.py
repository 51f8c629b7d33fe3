from django.http import HttpResponse
from django.urls import path

from careers.urls import urlpatterns as site_urls

from .plain_page import plain_page


def bare(request):
    return HttpResponse("bare")


urlpatterns = [
    path("bare/", bare),
    path("plain/<str:address>/", plain_page),
    *site_urls,
]
