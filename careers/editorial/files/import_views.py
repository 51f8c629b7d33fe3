"""The pages on which editors send files, and check what these would change."""

from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.editorial.kept_forms import kept_fields
from careers.editorial.matrix.filters import MAX_SLUGS, Filters, matrix_path
from careers.editorial.models import ImportPlan

from . import kept
from .applying import save_as_drafts
from .import_forms import MOST_BYTES, OPTIONS, ImportForm, read_choices
from .import_page import PlanPage
from .naming import known_names
from .plan import Plan
from .planning import make_plan
from .reading import read_file, read_table_text
from .resolving import MAKEABLE, Options

CHOICES_CHANGED = gettext_lazy(
    "The plan has changed by what you chose. Check it, then save the drafts."
)
HAS_PROBLEMS = gettext_lazy(
    "Nothing was saved: there are problems. Change the files, then send them again."
)


@require_http_methods(["GET", "HEAD", "POST"])
def import_roles(request):
    workflow.require(request, workflow.WRITE)
    if request.method != "POST":
        return import_page(request, ImportForm(initial=kept_fields(request) or {}))
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return import_page(request, form, status=400)
    readings = readings_of(form.cleaned_data)
    plan = make_plan(readings, options_of(request, {}))
    planned = ImportPlan.objects.keep(
        person=request.user, readings=kept.to_json(readings), plan=plan.to_json()
    )
    return redirect("editorial:import_plan", planned.pk)


def readings_of(sent):
    names, shape = known_names(), sent["shape"]
    readings = [
        read_file(file.name, file.read(), names, shape=shape)
        for file in sent["sent_files"]
    ]
    if sent["pasted"].strip():
        name = _("pasted table")
        readings.append(read_table_text(name, sent["pasted"], names, shape=shape))
    return readings


def makeable(request):
    """Return the kinds of objects that the person of a request may add."""
    return {kind for kind in MAKEABLE if request.user.has_perm(f"careers.add_{kind}")}


def options_of(request, choices):
    return Options(
        choices=choices.get("names", {}),
        may_create=makeable(request),
        scope=workflow.scope_of(request),
        **{name: choices.get(name, False) for name in OPTIONS},
    )


def import_page(request, form, status=200):
    context = {
        **admin.site.each_context(request),
        "title": _("Import roles"),
        "form": form,
        "most_bytes": MOST_BYTES,
        "unfinished": ImportPlan.objects.of(request.user).defer("readings", "plan"),
    }
    return render(request, "editorial/files/import.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def import_plan(request, pk):
    """Show what files would change; carry it out, if that is what is sent."""
    workflow.require(request, workflow.WRITE)
    plans = ImportPlan.objects.of(request.user)
    if request.method != "POST":
        planned = get_object_or_404(plans.defer("readings"), pk=pk)
        return plan_page(request, planned, Plan.from_json(planned.plan))
    planned = get_object_or_404(plans, pk=pk)
    act = request.POST.get("act")
    if act == "discard":
        planned.delete()
        messages.info(request, _("Nothing was imported."))
        return redirect("editorial:import")
    plan = Plan.from_json(planned.plan)
    choices = read_choices(request.POST, plan)
    is_seen = choices == with_defaults(planned.choices)
    is_allowed = {new.kind for new in plan.new} <= makeable(request)
    if act != "save" or not (is_seen and is_allowed):
        plan_again(request, planned, choices)
        if act == "save":
            messages.warning(request, CHOICES_CHANGED)
        return redirect(request.get_full_path())
    if plan.problems:
        return plan_page(request, planned, plan, problem=HAS_PROBLEMS, status=400)
    return save(request, planned, plan)


def save(request, planned, plan):
    try:
        with transaction.atomic():
            # Locked: a second press on the button waits, and finds the plan gone.
            plans = ImportPlan.objects.of(request.user).select_for_update()
            get_object_or_404(plans.defer("readings", "plan"), pk=planned.pk).delete()
            written = save_as_drafts(plan, by=request.user)
    except workflow.RefusedError as refusal:
        return plan_page(request, planned, plan, problem=refusal, status=409)
    messages.success(request, saved_message(written))
    return redirect("editorial:import")


def with_defaults(choices):
    return {"names": {}, **dict.fromkeys(OPTIONS, False), **choices}


def plan_again(request, planned, choices):
    readings = kept.from_json(planned.readings)
    plan = make_plan(readings, options_of(request, choices))
    # An answer can make other questions needless.
    asked = {unknown.id for unknown in plan.unknown}
    names = {key: n for key, n in choices["names"].items() if key in asked}
    plans = ImportPlan.objects.filter(pk=planned.pk)
    plans.update(plan=plan.to_json(), choices={**choices, "names": names})


def saved_message(written):
    """Return "Saved 3 texts as drafts. See them in the matrix", with a link."""
    count = len(written.texts)
    if not count:
        return _("Added what is new, as drafts.")
    message = ngettext(
        'Saved {count} text as a draft. <a href="{path}">See it in the matrix</a>',
        'Saved {count} texts as drafts. <a href="{path}">See them in the matrix</a>',
        count,
    )
    slugs = tuple(role.slug for role in written.roles)
    # A matrix of more roles has no address of its own.
    filters = Filters(role=slugs if len(slugs) <= MAX_SLUGS else ())
    state = None if filters.role else workflow.CellState.WRITING
    return format_html(message, count=count, path=matrix_path(filters, state=state))


def plan_page(request, planned, plan, *, problem="", status=200):
    page = PlanPage(plan, request.GET)
    context = {
        **admin.site.each_context(request),
        "title": _("Check before you import"),
        "planned": planned,
        "plan": plan,
        "shown": page,
        "page": page.page,
        "choices": with_defaults(planned.choices),
        "problem": problem,
    }
    return render(request, "editorial/files/plan.html", context, status=status)
