"""Every page of the editors that is not Django's own, below the admin's address."""

from django.contrib import admin
from django.urls import path

from . import previews
from .history import views as history
from .history.deleted_views import deleted
from .history.text_views import text_history
from .matrix import paste_views, script_views
from .matrix import views as matrix
from .publish.publication_views import publication, publications
from .publish.views import publish
from .review.live_texts import reviewed
from .review.views import review
from .text import views as text

app_name = "editorial"


def page(address, view, name):
    return path(address, admin.site.admin_view(view), name=name)


urlpatterns = [
    page("matrix/", matrix.matrix, "matrix"),
    page("matrix/paste/", paste_views.paste, "paste"),
    page("matrix/presence/", script_views.presence, "presence"),
    page("matrix/row-labels/", script_views.row_labels, "row_labels"),
    page("texts/<slug:role>/<slug:dimension>/", text.text, "text"),
    page("review/", review, "review"),
    page("reviewed/", reviewed, "reviewed"),
    page("publish/", publish, "publish"),
    page("publications/", publications, "publications"),
    page("publications/<int:pk>/", publication, "publication"),
    page("history/", history.changes, "changes"),
    page("history/<slug:role>/<slug:dimension>/", text_history, "text_history"),
    page("deleted/", deleted, "deleted"),
    page("preview/roles/<slug:slug>/", previews.role, "preview_role"),
]
