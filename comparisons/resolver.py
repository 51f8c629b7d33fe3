"""From an address to its comparison, or to the page that says why there is none."""

from functools import partial, wraps

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from careers.content_source import PublishedContent
from careers.content_version import made_from
from careers.models import Dimension
from careers.phrases import join_names

from .comparison import Comparison
from .selection import Selection
from .snapshots import RoleNotPublicError, selected_roles

grouped = partial(number_format, force_grouping=True)

# The breadcrumb of a comparison, below home: (name, path) pairs.
CRUMBS = ((gettext_lazy("Compare"), reverse_lazy("comparisons:picker")),)

MOST_LONGEST = 3  # roles that are named when the texts are too much


def compared(view):
    """Give ``view`` the comparison of an address and its content, or answer instead.

    Too many roles, or too much text, are a 400; unknown roles, and days on which a role
    was not public, a 404. Repeated roles, upper case and former slugs redirect to the
    tidy address.
    """

    @wraps(view)
    def wrapper(request, address, content=None, **kwargs):
        content = content or PublishedContent.of(request)
        selection = Selection.from_address(address)
        if len(selection) > settings.COMPARISON_MAX_ROLES:
            return too_many(request, selection)
        roles = content.roles().with_characters().in_order(selection.role_slugs)
        if missing := set(selection.role_slugs) - {role.slug for role in roles}:
            former = content.roles().by_former_slug(missing)
            if missing - former.keys():
                return not_found(request, selection, missing - former.keys())
            selection = selection.renamed({s: r.slug for s, r in former.items()})
        if selection.address != address or len(selection) < 2:
            return moved(request, selection)
        try:
            # By the present slug: a draft may propose another one.
            slugs = [role.slug for role in roles]
            by_slug = dict(zip(slugs, content.shown(roles), strict=True))
            roles = selected_roles(selection, by_slug, content.today)
        except RoleNotPublicError as error:
            return not_public_then(request, selection, error)
        if sum(role.characters for role in roles) > settings.COMPARISON_MAX_CHARACTERS:
            return too_much_text(request, roles)
        return compare(view, request, roles, content, **kwargs)

    return wrapper


def compare(view, request, roles, content, **kwargs):
    made_from(request, roles)
    comparison = Comparison.of(roles, content)
    if query := with_present_dimensions(request.GET, comparison):
        return HttpResponsePermanentRedirect(f"{request.path}?{query}")
    return view(request, comparison, content, **kwargs)


def with_present_dimensions(query, comparison):
    """Return the query with present slugs of dimensions; None if it has them."""
    slugs = query.getlist("dimension")
    missing = set(slugs) - {row.dimension.slug for row in comparison.rows}
    former = Dimension.objects.published().by_former_slug(missing)
    if not former:
        return None
    query = query.copy()
    present = {slug: dimension.slug for slug, dimension in former.items()}
    query.setlist("dimension", [present.get(slug, slug) for slug in slugs])
    return query.urlencode()


def moved(request, selection):
    # Not for good: the role may be compared one day.
    if len(selection) < 2:
        return redirect(selection.picker_path())
    match = request.resolver_match
    path = reverse(
        match.view_name, kwargs=match.kwargs | {"address": selection.address}
    )
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def too_many(request, selection):
    context = {
        "number": len(selection),
        "limit": settings.COMPARISON_MAX_ROLES,
        "crumbs": CRUMBS,
    }
    return render(request, "comparisons/too_many.html", context, status=400)


def too_much_text(request, roles):
    longest = sorted(roles, key=lambda role: role.characters, reverse=True)
    context = {
        "number": grouped(sum(role.characters for role in roles)),
        "limit": grouped(settings.COMPARISON_MAX_CHARACTERS),
        "longest": join_names([role.title for role in longest[:MOST_LONGEST]]),
        "chosen": roles,
        "crumbs": CRUMBS,
    }
    return render(request, "comparisons/too_much_text.html", context, status=400)


def not_found(request, selection, missing):
    missing = [slug for slug in selection.role_slugs if slug in missing]
    published = PublishedContent()
    known = [slug for slug in selection.role_slugs if slug not in missing]
    context = {
        "missing": missing,
        "chosen": published.roles().in_order(known),
        "near": [
            role for role in published.suggestions(missing) if role.slug not in known
        ],
        "crumbs": CRUMBS,
    }
    return render(request, "comparisons/not_found.html", context, status=404)


def not_public_then(request, selection, error):
    context = {"error": error, "now": selection.undated, "crumbs": CRUMBS}
    return render(request, "comparisons/not_public_then.html", context, status=404)
