"""What the pages share on which editors tick drafts and act on them."""

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.utils.translation import ngettext

from careers.editorial.details.page import details_items
from careers.editorial.workflow import (
    DetailsDraft,
    Draft,
    RefusedError,
    find_role,
    reason,
    scope_of,
)
from careers.models import Kind

from .forms import STALE
from .items import blocker_within, group_by_role, queue_items, tick_items

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


def queue_context(
    request,
    form,
    *,
    state,
    blocker_of,
    details_blocker_of,
    tick_all,
    order=(),
    prefetched=(),
):
    role, unknown_slug = requested_role(request)
    drafts = (role.drafts if role else Draft.objects).in_state(state)
    drafts = drafts.order_by(*order) if order else drafts
    drafts = drafts.prefetch_related(*prefetched)
    page = Paginator(drafts, DRAFTS_PER_PAGE).get_page(request.GET.get("page"))
    blocker_of = blocker_within(scope_of(request), blocker_of)
    items = queue_items(page.object_list, blocker_of)
    tick_items(items, form, by_default=tick_all)
    details = details_queue(state, role, prefetched, details_blocker_of)
    details = Paginator(details, DRAFTS_PER_PAGE).get_page(request.GET.get("page"))
    tick_items(details, form, by_default=tick_all)
    ticked = [item for item in items if item.is_ticked]
    return {
        **admin.site.each_context(request),
        "form": form,
        "asks_to_confirm": form.is_bound and not form.errors,
        "chosen_role": role,
        "unknown_slug": unknown_slug,
        "roles": Draft.objects.filter(state=state).roles(),
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


def details_queue(state, role, prefetched, blocker_of):
    drafts = DetailsDraft.objects.in_state(state).prefetch_related(*prefetched)
    if role:
        drafts = drafts.filter(kind=Kind.ROLE, key=role.pk)
    return details_items(drafts, blocker_of)


def requested_role(request):
    """Return the role in the address or None, and a slug that no role has or ""."""
    slug = request.GET.get("role", "")
    role = find_role(slug)
    return role, "" if role else slug.replace("\x00", "\ufffd")


def count_label(count, *, has_others):
    """Return "3 texts", or "3 changes" when not all of them are texts."""
    label = ngettext("%(count)d text", "%(count)d texts", count)
    if has_others:
        label = ngettext("%(count)d change", "%(count)d changes", count)
    return label % {"count": count}
