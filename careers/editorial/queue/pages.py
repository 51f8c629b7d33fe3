"""What the pages share on which editors tick drafts and act on them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import ngettext

from careers.editorial.details.page import DetailsItem, details_items
from careers.editorial.role_choice import named_role, offers_of
from careers.editorial.workflow import (
    DetailsDraft,
    Draft,
    EditorCell,
    RefusedError,
    reason,
    scope_of,
)
from careers.models import Kind, Role

from .forms import STALE
from .items import blockers_within, group_by_role, queue_items, tick_items

DRAFTS_PER_PAGE = 50


def answer_form(request, form, *, page, act):
    """Act on a form that is complete and confirmed; else show the page with it."""
    if not form.is_valid():
        is_stale = form.has_error(NON_FIELD_ERRORS, STALE)
        return page(request, form, status=409 if is_stale else 400)
    if not form.is_confirmed:
        return page(request, form)
    try:
        return act(request, form.cleaned_data)
    except (RefusedError, ValidationError) as error:
        form.add_error(None, reason(error))
        return page(request, form, status=409)


@dataclass(frozen=True)
class Queue:
    """What waits for the same step, of one role or of all.

    ``drafts`` are those of texts; ``details`` are the items of the others.
    ``blocker_of`` says of a draft and its cell why it can't be ticked.
    """

    roles: list[Role]  # that have any
    role: Role | None
    unknown_slug: str
    drafts: QuerySet[Draft]
    details: list[DetailsItem]
    blocker_of: Callable[[Draft, EditorCell], str]

    @classmethod
    def of(cls, request, state, blockers, *, order=(), prefetched=()):
        """``blockers`` are the functions for texts and for details."""
        roles = list(Draft.objects.filter(state=state).roles())
        role, unknown_slug = requested_role(request, roles)
        drafts = (role.drafts if role else Draft.objects).in_state(state)
        drafts = drafts.order_by(*order) if order else drafts
        of_details = DetailsDraft.objects.in_state(state).prefetch_related(*prefetched)
        if role:
            of_details = of_details.filter(kind=Kind.ROLE, key=role.pk)
        blocker_of, details_blocker_of = blockers_within(scope_of(request), *blockers)
        return cls(
            roles,
            role,
            unknown_slug,
            drafts.prefetch_related(*prefetched),
            details_items(of_details, details_blocker_of),
            blocker_of,
        )

    def items_of(self, drafts):
        return queue_items(drafts, self.blocker_of)

    @cached_property
    def items(self):
        """The items of all texts, however many."""
        return self.items_of(self.drafts)


def queue_context(request, form, queue, *, tick_all, items=None, count=None):
    """Return the context of a page.

    ``items`` are those of all texts, or ``count`` is their number, if at hand.
    """
    listed = queue.drafts if items is None else items
    paginator = Paginator(listed, DRAFTS_PER_PAGE)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(request.GET.get("page"))
    items = queue.items_of(page.object_list) if items is None else page.object_list
    tick_items(items, form, by_default=tick_all)
    details = queue.details
    details = Paginator(details, DRAFTS_PER_PAGE).get_page(request.GET.get("page"))
    tick_items(details, form, by_default=tick_all)
    ticked = [item for item in items if item.is_ticked]
    return {
        **admin.site.each_context(request),
        "form": form,
        "asks_to_confirm": form.is_bound and not form.errors,
        "chosen_role": queue.role,
        "offers": offers_of(request, "role") if queue.unknown_slug else None,
        "page": page,
        # The list of texts or that of details, whichever has more pages.
        "longest": max(page, details, key=lambda part: part.paginator.num_pages),
        "waiting": page.paginator.count + details.paginator.count,
        "items": items,
        "groups": group_by_role(items),
        "details_items": list(details),
        "ticked": ticked,
        "ticked_details": [item for item in details if item.is_ticked],
        "has_choice": any(not item.blocker for item in [*items, *details]),
    }


def requested_role(request, roles):
    """Return the role in the address or None, and words that name no role or "".

    Most often it is one of ``roles``.
    """
    slug = request.GET.get("role", "").strip()
    role = next((role for role in roles if role.slug == slug), None) or named_role(slug)
    return role, "" if role else slug.replace("\x00", "\ufffd")


def count_label(count, *, has_others):
    """Return "3 texts", or "3 changes" when not all of them are texts."""
    label = ngettext("%(count)d text", "%(count)d texts", count)
    if has_others:
        label = ngettext("%(count)d change", "%(count)d changes", count)
    return label % {"count": count}
