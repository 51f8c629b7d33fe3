"""Every page of the editors that is not Django's own, below the admin's address."""

from django.contrib import admin
from django.urls import path

from careers.editorial.publish.views import publication, publications

from . import passwords, previews
from .details.views import step as details
from .files.import_views import import_plan, import_roles
from .files.views import export
from .history import views as history
from .kept_forms import discard
from .matrix import views as matrix
from .matrix.next_text import next_text
from .matrix.submitting import submit_all
from .own_account import seen
from .publish.views import publish
from .redactions import views as redactions
from .review.live_texts import reviewed
from .review.views import review
from .role_names import role_names
from .saved_views import change_saved_view, saved_view, saved_views
from .text import views as text

app_name = "editorial"


def page(address, view, name):
    return path(address, admin.site.admin_view(view), name=name)


urlpatterns = [
    page("matrix/", matrix.matrix, "matrix"),
    page("matrix/next/", next_text, "next_text"),
    page("matrix/submit/", submit_all, "submit_all"),
    page("matrix/paste/", matrix.paste, "paste"),
    page("matrix/texts/", matrix.save_texts, "save_texts"),
    page("matrix/presence/", matrix.presence, "presence"),
    page("matrix/row-labels/", matrix.row_labels, "row_labels"),
    page("texts/<slug:role>/<slug:dimension>/", text.text, "text"),
    page("review/", review, "review"),
    page("reviewed/", reviewed, "reviewed"),
    page("publish/", publish, "publish"),
    page("publications/", publications, "publications"),
    page("publications/<int:pk>/", publication, "publication"),
    page("history/", history.changes, "changes"),
    page("history/<slug:role>/<slug:dimension>/", history.text_history, "text_history"),
    page("details/<slug:kind>/<int:key>/", details, "details"),
    page("export/", export, "export"),
    page("import/", import_roles, "import"),
    page("import/<int:pk>/", import_plan, "import_plan"),
    page("deleted/", history.deleted, "deleted"),
    page("kept/<int:pk>/discard/", discard, "discard_kept"),
    page("redactions/", redactions.redactions, "redactions"),
    page("redactions/<int:pk>/", redactions.redaction, "redaction"),
    page(
        "redactions/text/<slug:role>/<slug:dimension>/",
        redactions.redact_text,
        "redact_text",
    ),
    page(
        "redactions/details/<slug:kind>/<int:key>/",
        redactions.redact_details,
        "redact_details",
    ),
    page("preview/roles/<slug:slug>/", previews.role, "preview_role"),
    page("roles/names.json", role_names, "role_names"),
    page("views/", saved_views, "saved_views"),
    page("views/<int:pk>/", saved_view, "saved_view"),
    page("views/<int:pk>/change/", change_saved_view, "change_saved_view"),
    page("account/seen/", seen, "account_seen"),
    # For people who can't log in yet.
    path("password/", passwords.ForgottenPassword.as_view(), name="forgotten_password"),
    path(
        "password/<uidb64>/<token>/",
        passwords.SetPassword.as_view(),
        name="set_password",
    ),
    path(
        "password/handed-over/<uidb64>/<token>/",
        passwords.SetPasswordHandedOver.as_view(),
        name="handed_over",
    ),
]
