"""The pages on which editors send files, and check what these would change."""

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.editorial.details.page import list_path
from careers.editorial.kept_forms import kept_fields
from careers.editorial.matrix.filters import MAX_SLUGS, Filters, matrix_path
from careers.editorial.models import ImportFile, ImportPlan
from careers.models import Kind

from . import work
from .import_forms import MOST_BYTES, OPTIONS, ImportForm, read_choices
from .import_page import COUNTS, PlanPage
from .plan import Plan
from .work import Work

CHOICES_CHANGED = gettext_lazy(
    "The plan has changed by what you chose. Check it, then save the drafts."
)
UP_TO_DATE = gettext_lazy("The plan is up to date.")
HAS_PROBLEMS = gettext_lazy(
    "Nothing was saved: there are problems. Change the files, then send them again."
)
UNDECIDED = gettext_lazy(
    "Nothing was saved: where the files have several texts, choose one of them first."
)
NOTHING = gettext_lazy("Nothing was imported.")


@require_http_methods(["GET", "HEAD", "POST"])
def import_roles(request):
    workflow.require(request, workflow.WRITE)
    if request.method != "POST":
        return import_page(request, ImportForm(initial=kept_fields(request) or {}))
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return import_page(request, form, status=400)
    sent = form.cleaned_data
    planned = ImportPlan.objects.keep(person=request.user, shape=sent["shape"])
    contents = [(file.name, file.read()) for file in sent["sent_files"]]
    if sent["pasted"].strip():
        contents.append(("", sent["pasted"].encode()))
    ImportFile.objects.bulk_create(
        ImportFile(plan=planned, name=name[-255:], content=content)
        for name, content in contents
    )
    work.start(planned, Work.READ)
    return redirect("editorial:import_plan", planned.pk)


def import_page(request, form, status=200):
    context = {
        **admin.site.each_context(request),
        "title": _("Import roles"),
        "form": form,
        "most_bytes": MOST_BYTES,
        "unfinished": ImportPlan.objects.of(request.user).unfinished(),
    }
    return render(request, "editorial/files/import.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def import_plan(request, pk):
    """Show what files would change; carry it out, if that is what is sent."""
    workflow.require(request, workflow.WRITE)
    plans = ImportPlan.objects.of(request.user)
    if request.method == "POST":
        planned = get_object_or_404(plans, pk=pk)
        try:
            return act_on(request, planned, request.POST.get("act"))
        except work.StoppedError:
            return redirect("editorial:import_plan", pk)
    planned = get_object_or_404(plans.defer("readings"), pk=pk)
    if planned.work or planned.saved_texts is not None or not planned.plan:
        return progress_page(request, planned)
    return plan_page(request, planned, Plan.from_json(planned.plan))


def act_on(request, planned, act):
    if act in ("stop", "discard"):
        work.stop(planned)
        if act == "discard" or not planned.plan:
            ImportPlan.objects.filter(pk=planned.pk, saved_texts=None).delete()
            messages.info(request, NOTHING)
            return redirect("editorial:import")
        return redirect("editorial:import_plan", planned.pk)
    if act == "again" and planned.work and planned.has_stopped:
        work.start(planned, planned.work)
    if planned.work or not planned.plan:
        return redirect("editorial:import_plan", planned.pk)
    plan = Plan.from_json(planned.plan)
    choices = read_choices(request.POST, plan)
    is_seen = choices == with_defaults(planned.choices)
    is_allowed = {new.kind for new in plan.new} <= work.makeable_by(request.user)
    if act != "save" or not (is_seen and is_allowed):
        return plan_again(request, planned, choices, act)
    if plan.problems or plan.undecided:
        problem = HAS_PROBLEMS if plan.problems else UNDECIDED
        return plan_page(request, planned, plan, problem=problem, status=400)
    return save(request, planned, plan)


def plan_again(request, planned, choices, act):
    planned.choices = choices
    is_done = work.start(planned, Work.PLAN)
    if act == "save":
        messages.warning(request, CHOICES_CHANGED)
    elif is_done:
        messages.success(request, UP_TO_DATE)
    return redirect(request.get_full_path())


def save(request, planned, plan):
    is_done = work.start(planned, Work.SAVE)
    planned.refresh_from_db()
    if planned.problem:
        problem = planned.problem
        return plan_page(request, planned, plan, problem=problem, status=409)
    if not is_done:
        return redirect("editorial:import_plan", planned.pk)
    messages.success(request, saved_message(planned))
    return redirect("editorial:import")


def with_defaults(choices):
    return {"names": {}, "texts": {}, **dict.fromkeys(OPTIONS, False), **choices}


def saved_message(planned):
    """Say what was saved, with links to where it goes on."""
    sentences = [saved_texts(planned)] if planned.saved_texts else []
    links = [
        (list_path(kind, are_new=True), COUNTS[kind] % {"count": number})
        for kind in COUNTS
        if kind in Kind.values and (number := planned.saved_new.get(kind))
    ]
    if links:
        message = _("Added as drafts: {names}. Select them there to submit them.")
        names = format_html_join(", ", '<a href="{}">{}</a>', links)
        sentences.append(format_html(message, names=names))
    if count := planned.saved_new.get("addresses"):
        message = ngettext(
            "%(count)d old address leads to its page now.",
            "%(count)d old addresses lead to their pages now.",
            count,
        )
        sentences.append(message % {"count": count})
    return format_html_join(" ", "{}", [(sentence,) for sentence in sentences])


def saved_texts(planned):
    """Return "Saved 3 texts as drafts. See them in the matrix.", with a link."""
    count = planned.saved_texts
    message = ngettext(
        'Saved {count} text as a draft. <a href="{path}">See it in the matrix</a>.',
        'Saved {count} texts as drafts. <a href="{path}">See them in the matrix</a>.',
        count,
    )
    slugs = tuple(planned.saved_roles)
    # A matrix of more roles has no address of its own.
    filters = Filters(role=slugs if len(slugs) <= MAX_SLUGS else ())
    state = None if filters.role else workflow.CellState.WRITING
    return format_html(message, count=count, path=matrix_path(filters, state=state))


def progress_page(request, planned):
    is_saved = planned.saved_texts is not None
    context = {
        **admin.site.each_context(request),
        "title": _("Imported") if is_saved else _("Importing"),
        "planned": planned,
        "saved": saved_message(planned) if is_saved else "",
    }
    return render(request, "editorial/files/progress.html", context)


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
        "problem": problem or planned.problem,
    }
    return render(request, "editorial/files/plan.html", context, status=status)
