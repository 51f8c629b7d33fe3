"""The home page, the picker, and the comparison with its files."""

from functools import wraps
from itertools import groupby

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from careers import structured_data
from careers.addresses import absolute_url
from careers.content_source import PublishedContent
from careers.models import Dimension, Role
from careers.phrases import join_names
from careers.search.roles import search_roles
from careers.search.suggestions import suggest_roles
from careers.text.words import truncate

from .comparison import Comparison
from .exports import FORMATS
from .featured import worth_reading
from .forms import PickerForm
from .presentation import (
    ComparisonPresenter,
    Controls,
    Highlights,
    similarity_tables,
)
from .selection import Selection
from .snapshots import RoleNotPublicError, selected_roles

HOME_ROLES = 60  # up to so many roles the home page shows them all
HOME_ROLES_OF_A_FAMILY = 6  # and beyond, so many of each family

# The breadcrumb of a comparison, below home: (name, path) pairs.
CRUMBS = [(gettext_lazy("Compare"), reverse_lazy("comparisons:picker"))]


@require_safe
def home(request):
    roles = list(Role.objects.published().with_completeness().by_family())
    most = HOME_ROLES if len(roles) <= HOME_ROLES else HOME_ROLES_OF_A_FAMILY
    groups = []
    for family, group in groupby(roles, key=lambda role: role.family):
        members = list(group)
        more = max(len(members) - most, 0)
        groups.append({"family": family, "roles": members[:most], "more": more})
    context = {
        "groups": groups,
        "worth_reading": worth_reading(roles, Dimension.objects.count()),
    }
    return render(request, "comparisons/home.html", context)


@require_safe
def method(request):
    return render(request, "comparisons/method.html", {"crumbs": CRUMBS})


@require_safe
def picker(request):
    form = PickerForm(request.GET)
    if form.is_ready:
        return redirect(form.selection.path("", form.options.pairs()))
    published = Role.objects.published().by_family()
    chosen = published.in_order(form.selection.slugs)
    context = {
        "form": form,
        "chosen": chosen,
        "roles": search_roles(published, form.words).exclude(
            pk__in=[role.pk for role in chosen]
        ),
        "show_all_path": form.selection.picker_path(
            [("go", "choose"), *form.options.pairs()]
        ),
        "max_roles": settings.COMPARISON_MAX_ROLES,
    }
    status = 400 if form.is_too_long else 200
    return render(request, "comparisons/picker.html", context, status=status)


def compared(view):
    """Give ``view`` the comparison of an address and its content, or answer instead.

    Too many roles are a 400; unknown ones, and days on which a role was not public, a
    404. Repeated roles, upper case and former slugs redirect to the tidy address.
    """

    @wraps(view)
    def wrapper(request, address, content=None, **kwargs):
        content = content or PublishedContent()
        selection = Selection.from_address(address)
        if len(selection) > settings.COMPARISON_MAX_ROLES:
            return too_many(request, selection)
        roles = content.roles().in_order(selection.role_slugs)
        if missing := set(selection.role_slugs) - {role.slug for role in roles}:
            former = content.roles().by_former_slug(missing)
            if missing - former.keys():
                return not_found(request, selection, missing - former.keys())
            selection = selection.renamed({s: r.slug for s, r in former.items()})
        if selection.address != address or len(selection) < 2:
            return moved(request, selection)
        try:
            by_slug = {role.slug: role for role in roles}
            roles = selected_roles(selection, by_slug, content.today)
        except RoleNotPublicError as error:
            return not_public_then(request, selection, error)
        return view(request, Comparison.of(roles, content), content, **kwargs)

    return wrapper


def moved(request, selection):
    """Redirect to the tidy address of ``selection``, keeping the query.

    One role alone leads to the picker, for now: it may be compared one day.
    """
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


def not_found(request, selection, missing):
    missing = [slug for slug in selection.role_slugs if slug in missing]
    known = [slug for slug in selection.role_slugs if slug not in missing]
    published = Role.objects.published()
    context = {
        "missing": join_names(
            [_("“%(slug)s”") % {"slug": truncate(slug, 60)} for slug in missing],
            limit=3,
        ),
        "missing_count": len(missing),
        "chosen": published.in_order(known),
        "near": [role for role in suggest_roles(missing) if role.slug not in known],
        "crumbs": CRUMBS,
    }
    return render(request, "comparisons/not_found.html", context, status=404)


def not_public_then(request, selection, error):
    context = {"error": error, "now": selection.undated, "crumbs": CRUMBS}
    return render(request, "comparisons/not_public_then.html", context, status=404)


@require_safe
@compared
def comparison(request, comparison, content):
    presenter = ComparisonPresenter(comparison, request.GET)
    context = {
        "comparison": comparison,
        "presenter": presenter,
        "highlights": Highlights(presenter),
        "similarity_tables": similarity_tables(presenter),
        "controls": Controls(presenter),
        "files": [
            {
                "label": kind.label,
                "path": presenter.path(file),
                "is_attachment": kind.is_attachment,
            }
            for file, kind in FORMATS.items()
        ],
        "today": content.today,
        "crumbs": CRUMBS,
        "item_list": structured_data.item_list(comparison.roles, comparison.title),
    }
    return render(request, "comparisons/comparison.html", context)


@require_safe
def file(request, address, file):
    if file not in FORMATS:
        context = {
            "file": file,
            "formats": join_names([format_.label for format_ in FORMATS.values()]),
            "crumbs": CRUMBS,
        }
        return render(request, "comparisons/no_such_file.html", context, status=404)
    return download(request, address, file=file)


@compared
def download(request, comparison, content, file):
    format_ = FORMATS[file]
    name = comparison.selection.address
    if len(name) > 100:
        name = f"comparison-of-{len(comparison.roles)}-roles"
    response = HttpResponse(
        format_.render(ComparisonPresenter(comparison, request.GET), content.today),
        content_type=format_.content_type,
    )
    response["Content-Disposition"] = content_disposition_header(
        format_.is_attachment, f"{name}.{file}"
    )
    response["Link"] = f'<{absolute_url(comparison.canonical_path)}>; rel="canonical"'
    response["X-Robots-Tag"] = "noindex"
    return response
