"""Asking for a redaction, confirming it, and the record of all of them."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careers.editorial import workflow
from careers.editorial.history.text_history import find_subject, text_of
from careers.editorial.kept_forms import kept_fields
from careers.editorial.workflow import redacting
from careers.editorial.workflow.versions import Version, parts_of
from careers.models import KINDS, Kind, Redaction, text_part

from .forms import RedactionForm
from .page import choices, done_message, left_message, plan_context, rows_of

REDACTIONS_PER_PAGE = 50


@require_safe
@permission_required(workflow.READ, raise_exception=True)
def redactions(request):
    queryset = Redaction.objects.with_people()
    page = Paginator(queryset, REDACTIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Redactions"),
        "page": page,
        "rows": rows_of(page.object_list),
    }
    return render(request, "editorial/redactions/redactions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.REDACT, raise_exception=True)
def redact_text(request, role, dimension):
    role, dimension = find_subject("role", role), find_subject("dimension", dimension)
    if role is None or dimension is None:
        raise Http404
    part = text_part(role.pk, dimension.pk)
    text = text_of(request.GET.get("event", ""), role.pk, dimension.pk)
    return ask(
        request,
        parts=[part],
        chosen=[Version(part, text).token] if text else [],
        subject=f"{role}: {dimension}",
        back=reverse("editorial:text_history", args=[role.slug, dimension.slug]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.REDACT, raise_exception=True)
def redact_details(request, kind, key):
    if kind not in Kind.values:
        raise Http404
    item = get_object_or_404(KINDS[Kind(kind)].everything, pk=key)
    back = reverse(f"admin:careers_{kind}_change", args=[key])
    if item.deleted_at:
        back = reverse("editorial:deleted")
    return ask(request, parts=parts_of(item), chosen=[], subject=str(item), back=back)


def ask(request, *, parts, chosen, subject, back):
    """Show the versions of ``parts``, and ask for a redaction of those ticked."""
    if request.method != "POST":
        kept = kept_fields(request) or QueryDict()
        tokens = {*chosen, *request.GET.getlist("version"), *kept.getlist("version")}
        form = RedactionForm(initial={"why": kept.get("why")})
        context = {"form": form, **choices(parts, tokens)}
        return ask_page(request, context, subject, back)
    form, status = RedactionForm(request.POST), 400
    # Only a post may have the words: addresses end up in logs.
    if request.POST.get("act") == "search":
        form.only_search()
        status = 400 if form.errors else 200
    elif form.is_valid():
        try:
            redaction = redacting.ask(
                tokens=form.cleaned_data["version"],
                quotes=form.cleaned_data["quote"],
                phrases=form.phrases,
                why=form.cleaned_data["why"],
                by=request.user,
            )
        except workflow.RefusedError as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, asked_message(redaction, request.user))
            return redirect("editorial:redaction", redaction.pk)
    ticked = set(request.POST.getlist("version"))
    quotes = set(request.POST.getlist("quote"))
    is_first = request.POST.get("act") == "search" and not quotes
    found = choices(parts, ticked, None if is_first else quotes, form.phrases)
    context = {"form": form, **found}
    return ask_page(request, context, subject, back, status=status)


def ask_page(request, context, subject, back, *, status=200):
    context |= {
        **admin.site.each_context(request),
        "title": _("Redact %(subject)s") % {"subject": subject},
        "subject": subject,
        "back": back,
    }
    return render(request, "editorial/redactions/ask.html", context, status=status)


def asked_message(redaction, user):
    if redacting.may_confirm(redaction, user):
        return _("Nothing is redacted yet. Check it below, then confirm.")
    return _("Nothing is redacted yet. Another administrator has to confirm.")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(workflow.READ, raise_exception=True)
def redaction(request, pk):
    redactions = Redaction.objects.with_people()
    redaction = get_object_or_404(redactions, pk=pk)
    if request.method != "POST":
        return redaction_page(request, redaction)
    workflow.require(request, workflow.REDACT)
    act = {"confirm": confirm, "drop": drop}.get(request.POST.get("act"))
    if act is None:
        raise BadRequest(_("Unknown action. Reload the page and try again."))
    try:
        messages.success(request, act(request, redaction))
    except workflow.RefusedError as refusal:
        redaction = redactions.get(pk=pk)  # somebody else may have ended it
        return redaction_page(request, redaction, error=str(refusal), status=409)
    return redirect("editorial:redaction", pk)


def confirm(request, redaction):
    seen = request.POST.get("seen", "")
    return done_message(
        redacting.confirm(redaction=redaction, seen=seen, by=request.user)
    )


def drop(request, redaction):
    redacting.drop(redaction=redaction, by=request.user)
    return _("Dropped. Nothing was redacted.")


def redaction_page(request, redaction, *, error="", status=200):
    context = {
        **admin.site.each_context(request),
        "title": _("Redaction %(number)d") % {"number": redaction.pk},
        "redaction": redaction,
        "error": error,
        "left": left_message(redaction) if redaction.is_done else "",
    }
    versions = []
    if redaction.is_asked and request.user.has_perm(workflow.REDACT):
        plan = redacting.plan_of(redaction)
        versions = plan.versions
        context |= plan_context(plan)
        context["may_confirm"] = redacting.may_confirm(redaction, request.user)
    [(_redaction, context["names"])] = rows_of([redaction], versions)
    template = "editorial/redactions/redaction.html"
    return render(request, template, context, status=status)
