from django.http import HttpResponse
from django.urls import path

from careers.urls import urlpatterns as site_urls


def bare(request):
    return HttpResponse("bare")


urlpatterns = [path("bare/", bare), *site_urls]
