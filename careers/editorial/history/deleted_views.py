from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.editorial.matrix import matrix_path

# Bringing a role back takes the same permissions as deleting it, and adding one.
PERMISSIONS = {
    kind: [f"careers.add_{kind}", f"careers.delete_{kind}"]
    for kind in workflow.recovery.KINDS
}


class DeletedForm(forms.Form):
    """What to bring back."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in PERMISSIONS])
    key = forms.IntegerField(min_value=0, max_value=models.BigIntegerField.MAX_BIGINT)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.READ, raise_exception=True)
def deleted(request):
    if request.method != "POST":
        return deleted_page(request)
    form, kind = DeletedForm(request.POST), request.POST.get("kind", "")
    if not request.user.has_perms(PERMISSIONS.get(kind, PERMISSIONS["role"])):
        raise PermissionDenied
    if not form.is_valid():
        error = _("Choose a role or a dimension to bring back.")
        return deleted_page(request, error=error, status=400)
    try:
        restored, count = workflow.recovery.bring_back(
            **form.cleaned_data, by=request.user
        )
    except (workflow.RefusedError, ValidationError) as error:
        return deleted_page(request, error=workflow.reason(error), status=409)
    messages.success(request, restored_message(restored, count))
    return redirect(matrix_path(**{kind: (restored.slug,)}))


def restored_message(restored, count):
    return ngettext(
        "“%(name)s” is back, hidden from visitors, with %(count)d text as a draft.",
        "“%(name)s” is back, hidden from visitors, with %(count)d texts as drafts.",
        count,
    ) % {"name": restored, "count": count}


def kind_name(item):
    return workflow.recovery.KINDS[item.kind]._meta.verbose_name


def deleted_page(request, *, error="", status=200):
    may_bring_back = {
        kind: request.user.has_perms(permissions)
        for kind, permissions in PERMISSIONS.items()
    }
    context = {
        **admin.site.each_context(request),
        "title": _("Deleted roles and dimensions"),
        "deleted": [
            (item, kind_name(item), may_bring_back[item.kind])
            for item in workflow.recovery.deleted()
        ],
        "error": error,
    }
    return render(request, "editorial/history/deleted.html", context, status=status)
