"""Saving, opening, renaming, sharing and deleting views of long lists."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from careers.models import Dimension, Family, is_key

from .models import MOST_VIEWS, SavedView, ViewedPage
from .workflow import READ, require

# What an address says of one look at a list, not of the list.
PASSING = {"page", "find", "back", PAGE_VAR, ALL_VAR, ERROR_FLAG}

# Filters that name an object by its key; those of the matrix name it by its address.
KEYS = {
    "family__id__exact": Family,
    "role__family__id__exact": Family,
    "dimension__id__exact": Dimension,
}
PERMISSIONS = {ViewedPage.ROLES: "careers.view_role"}


class SavedViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "page", "query", "is_shared"]
        error_messages = {
            "name": {"required": _("Give the view a name.")},
        }

    def clean_query(self):
        return kept_query(self.cleaned_data["query"])

    def _get_validation_exclusions(self):
        # Names are compared with those of the person's other views of the page.
        return super()._get_validation_exclusions() - {"person", "page"}


class ChangeForm(SavedViewForm):
    class Meta(SavedViewForm.Meta):
        fields = ["name", "is_shared"]


def kept_query(query):
    """Return the filters, columns and order in a query, as an address has them."""
    kept = QueryDict(mutable=True)
    for name, values in QueryDict(query).lists():
        if name not in PASSING and not name.startswith("_"):
            kept.setlist(name, [value for value in values if value])
    return kept.urlencode()


@require_http_methods(["GET", "HEAD", "POST"])
def saved_views(request):
    """List the views that a person can open; a POST saves one more."""
    require(request, READ)
    if request.method == "POST":
        return save_view(request)
    views = SavedView.objects.shown_to(request.user)
    context = {
        **admin.site.each_context(request),
        "title": _("Saved views"),
        "own": [view for view in views if view.person_id == request.user.pk],
        "shared": [view for view in views if view.person_id != request.user.pk],
    }
    return render(request, "editorial/saved_views/saved_views.html", context)


@transaction.atomic
def save_view(request):
    form = SavedViewForm(request.POST, instance=SavedView(person=request.user))
    own = SavedView.objects.of(request.user)
    if not form.is_valid():
        messages.error(request, problem_of(form))
    elif own.count() >= MOST_VIEWS:
        message = _("You have %(count)d views, and can’t save more. Delete some first.")
        messages.error(request, message % {"count": MOST_VIEWS})
    else:
        view = form.save()
        message = _("Saved as “%(name)s”. You’ll find it here and on the home page.")
        messages.success(request, message % {"name": view})
    # Only ever to one of our own lists.
    page = request.POST.get("page")
    if page not in ViewedPage.values:
        return redirect("editorial:saved_views")
    query = kept_query(request.POST.get("query", "").replace("\x00", "\ufffd"))
    return redirect(SavedView(page=page, query=query).path)


def problem_of(form):
    return " ".join(error for errors in form.errors.values() for error in errors)


@require_safe
def saved_view(request, pk):
    """Open a view, and say what it asks for that is gone."""
    require(request, READ)
    view = get_object_or_404(SavedView.objects.shown_to(request.user), pk=pk)
    if not may_open(request.user, view):
        raise PermissionDenied
    for model in models_gone(view):
        message = _("This view asks for a %(kind)s that has been deleted.")
        messages.warning(request, message % {"kind": model._meta.verbose_name})
    return redirect(view.path)


def may_open(user, view):
    permission = PERMISSIONS.get(view.page)
    return permission is None or user.has_perm(permission)


def models_gone(view):
    for name, value in view.parameters.items():
        model = KEYS.get(name)
        if model and is_key(value) and not model.objects.filter(pk=value).exists():
            yield model


@require_POST
@transaction.atomic
def change_saved_view(request, pk):
    """Rename, share or delete one of one's own views."""
    require(request, READ)
    view = get_object_or_404(SavedView.objects.of(request.user), pk=pk)
    if request.POST.get("act") == "delete":
        view.delete()
        message = _("Deleted the view “%(name)s”.")
        messages.success(request, message % {"name": view})
        return redirect("editorial:saved_views")
    form = ChangeForm(request.POST, instance=view)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved the view “%(name)s”.") % {"name": view})
    else:
        messages.error(request, problem_of(form))
    return redirect("editorial:saved_views")
