"""The editors' side of comparisons: under the admin's address, by the admin's rules."""

from django.contrib import admin
from django.urls import path

from . import paste_views, previews, text_views, views

app_name = "workshop"

PAGES = [
    ("matrix/", "matrix", views.matrix),
    ("matrix/paste/", "paste", paste_views.paste),
    ("matrix/presence/", "presence", views.presence),
    ("texts/<slug:role>/<slug:dimension>/", "text", text_views.text),
    ("preview/compare/<str:address>/", "preview_comparison", previews.comparison),
    ("preview/roles/<slug:slug>/", "preview_role", previews.role),
]

urlpatterns = [
    path(address, admin.site.admin_view(view), name=name)
    for address, name, view in PAGES
]
