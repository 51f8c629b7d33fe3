from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careers.editorial import workflow
from careers.editorial.forms import MAX_WHY, WhyForm
from careers.editorial.kept_forms import kept_fields
from careers.editorial.role_choice import offers_of
from careers.models import KINDS, Kind, Status, is_key

from .forms import ChangesForm
from .pages import page_links, page_number
from .past_day import past_day_form
from .text_history import (
    compared_versions,
    event_of,
    events_of,
    find_subject,
    present_cell,
    text_of,
)

EVENTS = 50  # on a page

# Bringing a role back takes the same permissions as deleting it, and adding one.
PERMISSIONS = {
    kind: [f"careers.add_{kind}", f"careers.delete_{kind}"] for kind in KINDS
}


@require_safe
@permission_required(workflow.READ, raise_exception=True)
def changes(request):
    form, page = ChangesForm(request.GET), page_number(request)
    changes, has_older = form.changes(page)
    role = form.cleaned_data.get("role")
    offers = offers_of(request, "role") if "role" in form.errors else None
    context = {
        **admin.site.each_context(request),
        "title": _("All changes"),
        "form": form,
        "changes": changes,
        "by": form.cleaned_data.get("by", ""),
        "role": role,
        "past_day_form": past_day_form(role and role.live),
        "dimension": form.cleaned_data.get("dimension"),
        "offers": offers,
        # A deleted role is known by its address alone.
        "role_words": offers.words if offers else role and (role.live or role.slug),
        "dimensions": form.fields["dimension"].names(),
        **page_links(request, page, has_older=has_older),
    }
    return render(request, "editorial/history/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.READ, raise_exception=True)
def text_history(request, role, dimension):
    role = find_subject("role", role)
    dimension = find_subject("dimension", dimension)
    if role is None or dimension is None:
        raise Http404
    if request.method != "POST":
        return text_page(request, role, dimension)
    workflow.require(request, workflow.WRITE)
    try:
        return restore(request, role, dimension)
    except workflow.EditConflictError as error:
        return text_page(request, role, dimension, error=error, status=409)
    except (workflow.RefusedError, ValidationError) as error:
        return text_page(
            request, role, dimension, error=workflow.reason(error), status=400
        )


def restore(request, role, dimension):
    if not (role.live and dimension.live):
        raise workflow.RefusedError(
            _("This role or dimension has been deleted. Bring it back first.")
        )
    key = request.POST.get("restore", "")
    text = text_of(key, role.pk, dimension.pk)
    event = event_of(key, events_of(role.pk, dimension.pk))
    if text is None or event is None:
        raise workflow.RefusedError(
            _("This version doesn’t exist. Choose another one.")
        )
    if event.redaction:
        raise workflow.RefusedError(
            _("This version has been redacted, so its words are gone for good.")
        )
    cell = workflow.drafting.restore(
        role=role.live,
        dimension=dimension.live,
        text=text,
        version=request.POST.get("version", ""),
        by=request.user,
        moment=event.moment,
    )
    if cell.draft:
        message = _("Restored as a draft. Visitors see no change yet.")
        messages.success(request, message)
    else:
        message = _("Visitors already read this text, so no draft is needed.")
        messages.info(request, message)
    return redirect("editorial:text_history", role.slug, dimension.slug)


def text_page(request, role, dimension, *, error="", status=200):
    events = events_of(role.pk, dimension.pk)
    only_milestones = request.GET.get("show") == "milestones"
    listed = [event for event in events if event.is_milestone or not only_milestones]
    page = page_number(request)
    rest = listed[(page - 1) * EVENTS :]
    cell = present_cell(role, dimension)
    context = {
        **admin.site.each_context(request),
        "title": _("History of %(text)s") % {"text": f"{role}: {dimension}"},
        "role": role,
        "dimension": dimension,
        "cell": cell,
        "events": rest[:EVENTS],
        "only_milestones": only_milestones,
        "comparison": compared_versions(request.GET, events, role, dimension),
        "error": error,
        **page_links(request, page, has_older=len(rest) > EVENTS),
        "may_restore": cell
        and request.user.has_perm(workflow.WRITE)
        and workflow.scope_of(request).has(cell.role),
        "may_redact": request.user.has_perm(workflow.REDACT),
    }
    template = "editorial/history/text_history.html"
    return render(request, template, context, status=status)


class DeletedForm(WhyForm):
    """What to bring back, and why."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in PERMISSIONS])
    key = forms.IntegerField(min_value=0, max_value=models.BigIntegerField.MAX_BIGINT)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.READ, raise_exception=True)
def deleted(request):
    if request.method != "POST":
        return deleted_page(request)
    form, kind = DeletedForm(request.POST), request.POST.get("kind", "")
    kind = kind if kind in PERMISSIONS else "role"
    item = deleted_item(kind, request.POST.get("key", ""))
    if not may_bring_back(request.user, kind, item):
        raise PermissionDenied
    if not form.is_valid():
        error = " ".join(form.errors.get("why", [_("Choose what to bring back.")]))
        return deleted_page(request, error=error, status=400)
    try:
        if item is None:
            raise workflow.RefusedError(_("This is not on the list. Check it again."))
        why = form.cleaned_data["why"]
        workflow.publishing.bring_back(item, by=request.user, why=why)
    except workflow.RefusedError as error:
        return deleted_page(request, error=workflow.reason(error), status=409)
    restored = type(item).objects.get(pk=item.pk)
    messages.success(request, restored_message(restored))
    return redirect(f"admin:careers_{kind}_change", item.pk)


def deleted_item(kind, key):
    rows = KINDS[Kind(kind)].everything
    return rows.filter(pk=key).first() if is_key(key) else None


def may_bring_back(user, kind, item):
    """As with deletions: by permission, or one's own item that was never public."""
    if user.has_perms(PERMISSIONS[kind]):
        return True
    is_own = item is not None and item.deleted_by_id == user.pk
    return is_own and workflow.publishing.is_own(item, user)


def restored_message(restored):
    if restored.is_published:
        message = _("“%(name)s” is back. Visitors read it again.")
    else:
        message = _("“%(name)s” is back, hidden from visitors as it was.")
    return message % {"name": restored}


def deleted_items():
    """Return everything that is deleted, the latest first."""
    items = [
        item
        for model in KINDS.values()
        for item in model.everything.filter(status=Status.DELETED).select_related(
            "deleted_by"
        )
    ]
    return sorted(items, key=lambda item: item.deleted_at, reverse=True)


def deleted_page(request, *, error="", status=200):
    typed = kept_fields(request) or request.POST
    context = {
        **admin.site.each_context(request),
        "title": _("Deleted"),
        "deleted": [
            (
                item,
                kind,
                item._meta.verbose_name,
                may_bring_back(request.user, kind, item),
                (typed.get("kind"), typed.get("key")) == (kind, str(item.pk)),
            )
            for item in deleted_items()
            for kind in [item._meta.model_name]
        ],
        "error": error,
        "max_why": MAX_WHY,
        "why": typed.get("why", ""),
    }
    return render(request, "editorial/history/deleted.html", context, status=status)
