"""The button that submits the drafts on a page of the matrix."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial import workflow
from careers.phrases import join_names

MOST_NAMED = 3


def submit_drafts(request):
    versions = list(dict.fromkeys(request.POST.getlist("version")))
    try:
        if not versions:
            raise workflow.RefusedError(_("There is no draft to submit."))
        count = len(workflow.drafting.submit(versions=versions, by=request.user))
    except workflow.RefusedError as refusal:
        problem = _("%(reason)s No draft was submitted.") % {"reason": refusal}
        messages.error(request, problem)
    else:
        message = ngettext(
            "%(count)d draft submitted for review.",
            "%(count)d drafts submitted for review.",
            count,
        )
        messages.success(request, message % {"count": count})
    return redirect(request.get_full_path())


def submit_note(matrix, user):
    drafts = [cell.draft for cell in matrix.submittable]
    reviewers = workflow.notifications.reviewers_of(drafts, by=user)
    names = join_names(map(workflow.display_name, reviewers), limit=MOST_NAMED)
    note = _(
        "None of the people who can review these drafts has an email address, so no "
        "email is sent."
    )
    if reviewers:
        note = _("%(names)s will get an email.") % {"names": names}
    writers = [draft.written_by for draft in drafts if draft.written_by != user]
    if not writers:
        return note
    names = join_names(dict.fromkeys(map(workflow.display_name, writers)))
    by_others = ngettext(
        "This includes %(count)d draft by %(names)s.",
        "This includes %(count)d drafts by %(names)s.",
        len(writers),
    )
    return f"{by_others % {'count': len(writers), 'names': names}} {note}"
