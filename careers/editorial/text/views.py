"""The page of one text, the actions on it, and two changes that conflict."""

import re
from functools import cached_property

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careers.editorial.kept_forms import kept_fields
from careers.editorial.matrix import Filters, filters_of, record_presence, text_path
from careers.editorial.responses import (
    cell_data,
    editors_only,
    format_time,
    json_error,
    saved_data,
    wants_fragment,
    wants_json,
)
from careers.editorial.workflow import (
    DELETED,
    Draft,
    EditConflictError,
    OutOfScopeError,
    RefusedError,
    display_name,
    find_pair,
    load_cell,
    reason,
    require,
)
from careers.text import clean_text, merge, visible

from .actions import ACTIONS, COMPARE, KEPT_STATES, NO_DRAFT_LEFT, NotSubmittedError
from .forms import TextForm
from .page import TextPage

DRAFT_VERSION = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")
LIVE_VERSION = re.compile(r"live\.[0-9a-f]{16}")


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def text(request, role, dimension):
    """Show one text as a form of its own; a POST acts on it.

    A script that only reads the text leaves no presence.
    """
    slug, (role, dimension) = role, find_pair(role, dimension)
    if None in (role, dimension):
        return deleted(request)
    if request.method == "POST":
        return act(request, role, dimension)
    if wants_fragment(request):
        return side_panel(request, role, dimension)
    if wants_json(request):
        cell = load_cell(role, dimension)
        return JsonResponse(cell_data(cell) | {"text": cell.text})
    if role.slug != slug:
        return redirect(text_path(role, dimension, text_filters(request, role)))
    record_presence(role, dimension, request.user)
    return text_page(request, role, dimension, sent=kept_text(request))


def kept_text(request):
    form = TextForm(kept_fields(request))
    return form.cleaned_data if form.is_valid() else None


def text_filters(request, role):
    """Return the filters of the matrix that the text is shown in.

    Opened by itself, a text is shown with the role's family. The matrix has archived
    roles only where they are named.
    """
    if request.GET or wants_json(request) or wants_fragment(request):
        return filters_of(request.GET)
    if role.is_archived:
        return Filters(role=(role.slug,))
    return Filters(family=(role.family.slug,)) if role.family_id else Filters()


def page_of(request, role, dimension, sent=None):
    filters = text_filters(request, role)
    cell = load_cell(role, dimension, reader=request.user)
    return TextPage(cell, filters, request.user, sent)


def text_page(request, role, dimension, *, status=200, problem="", sent=None):
    page = page_of(request, role, dimension, sent)
    context = {
        **admin.site.each_context(request),
        "title": str(page.cell),
        "page": page,
        "cell": page.cell,
        "problem": problem,
    }
    return render(request, "editorial/text/text.html", context, status=status)


def side_panel(request, role, dimension):
    page = page_of(request, role, dimension)
    context = {"page": page, "cell": page.cell, "is_fragment": True}
    return render(request, "editorial/text/_side_panel.html", context)


def deleted(request):
    if wants_json(request):
        return json_error(DELETED, 404)
    context = {
        **admin.site.each_context(request),
        "title": _("This text has been deleted"),
    }
    return render(request, "editorial/text/text_gone.html", context, status=404)


def act(request, role, dimension):
    form = TextForm(request.POST)
    is_known, sent = form.is_valid(), form.cleaned_data
    if not is_known:
        message = _("Unknown action. Reload the page and try again.")
        return refused(request, role, dimension, sent, message, 400)
    if sent["act"] == COMPARE:
        return conflict_page(request, role, dimension, sent)
    action = ACTIONS[sent["act"]]
    require(request, action.permission)
    try:
        cell = action.run(role, dimension, sent, request.user)
    except ValidationError as error:
        return refused(request, role, dimension, sent, reason(error), 422)
    except OutOfScopeError as error:
        return refused(request, role, dimension, sent, reason(error), 403)
    except (RefusedError, IntegrityError) as error:
        return too_late(request, role, dimension, sent, error)
    if wants_json(request):
        return JsonResponse(saved_data(cell or load_cell(role, dimension)))
    messages.success(request, done_message(action, cell, sent))
    return redirect(text_path(role, dimension, text_filters(request, role)))


def done_message(action, cell, sent):
    """Return what an action has done. Without a ``cell`` it saved no text."""
    if cell is None:
        return action.done
    if cell.draft is None:
        return NO_DRAFT_LEFT
    is_same = cell.version == sent["version"]
    return KEPT_STATES.get(cell.draft.state, action.done) if is_same else action.done


def refused(request, role, dimension, sent, problem, status):
    if wants_json(request):
        return json_error(problem, status)
    return text_page(
        request, role, dimension, status=status, problem=problem, sent=sent
    )


def too_late(request, role, dimension, sent, error):
    if None in find_pair(role.slug, dimension.slug):
        return deleted(request)
    if isinstance(error, IntegrityError):
        raise error
    cell, message = load_cell(role, dimension), str(error)
    is_conflict = (
        isinstance(error, EditConflictError) and cell.version != sent["version"]
    )
    if is_conflict and not is_possible_version(sent["version"], cell):
        message = _(
            "We can’t tell which version you edited, so nothing was saved. Compare "
            "your text with the current one."
        )
    if wants_json(request):
        if not isinstance(error, EditConflictError):
            return json_error(message, 422)
        return JsonResponse(conflict_data(cell, message, request.user), status=409)
    if is_conflict and sent["text"] is not None:
        return conflict_page(
            request, role, dimension, sent, message=message, status=409
        )
    # A text that is saved need not be put back.
    sent = None if isinstance(error, NotSubmittedError) else sent
    return text_page(request, role, dimension, status=409, problem=message, sent=sent)


def conflict_page(request, role, dimension, sent, *, message="", status=200):
    page = page_of(request, role, dimension)
    mine = sent["mine"] or sent["text"] or ""
    context = {
        "conflict": Conflict(page.cell, sent["base"], mine, request.user),
        "cell": page.cell,
        "message": message,
        "path": page.path,
    }
    name = "editorial/text/_conflict.html"
    if not wants_fragment(request):
        name = "editorial/text/conflict.html"
        context |= admin.site.each_context(request)
        context["title"] = _("Two changes to %(text)s") % {"text": page.cell}
    return render(request, name, context, status=status)


def is_possible_version(version, cell):
    """Whether the cell may have had this version: a form's fields can be wrong."""
    if LIVE_VERSION.fullmatch(version):
        return True
    match = DRAFT_VERSION.fullmatch(version)
    if not match:
        return False
    key, number = map(int, match.groups())
    return not cell.draft or key != cell.draft.pk or number <= cell.draft.number


def last_change(cell):
    records = Draft.history.filter(role_id=cell.role.pk, dimension_id=cell.dimension.pk)
    return records.select_related("history_user").first()


def conflict_data(cell, message, user):
    record = last_change(cell)
    return cell_data(cell) | {
        "message": str(message),
        "theirs": cell.text,
        "by": display_name(record.history_user) if record else "",
        "at": format_time(record.history_date) if record else "",
        "is_mine": bool(record) and record.history_user_id == user.pk,
    }


class Conflict:
    """The text before both changes, theirs, mine, and one with both changes."""

    def __init__(self, cell, base, mine, user):
        self.cell, self.user = cell, user
        self.theirs = cell.text
        self.mine = visible(clean_text(mine))
        self.is_base_known = base is not None
        self.base = cell.live if base is None else visible(clean_text(base))

    @cached_property
    def merge(self):
        """The text with both changes; None where they change the same words."""
        return merge(self.base, self.theirs, self.mine) if self.is_base_known else None

    @property
    def text(self):
        return self.mine if self.merge is None else self.merge

    @cached_property
    def last_change(self):
        return last_change(self.cell)

    @property
    def is_mine(self):
        return bool(self.last_change) and (
            self.last_change.history_user_id == self.user.pk
        )

    @property
    def summary(self):
        record = self.last_change
        who = display_name(record.history_user) if record else ""
        values = {
            "person": who,
            "time": format_time(record.history_date) if record else "",
            "state": self.cell.label,
        }
        if self.is_mine:
            return (
                _(
                    "You changed it yourself in another window, %(time)s. "
                    "State: %(state)s."
                )
                % values
            )
        if who:
            return _("Last changed by %(person)s, %(time)s. State: %(state)s.") % values
        return _("State: %(state)s.") % values

    @property
    def advice(self):
        """What to check in the text before it is saved."""
        if self.merge is not None:
            return _("This text has both changes. Read it through before you save it.")
        if self.is_mine:
            return _(
                "Both changes are to the same words, so this is the text from this "
                "window. Add what you want to keep from the other one."
            )
        return _(
            "You both changed the same words, so this is your text only. Add what you "
            "want to keep from theirs."
        )
