"""The directory, a role, a dimension: pages over what is published."""

from functools import wraps

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.search.suggestions import suggest_roles

from . import structured_data
from .addresses import absolute_url
from .content_source import PublishedContent, latest_change, oldest_review
from .filters import RoleFilter
from .json_data import role_data
from .models import Dimension, Role
from .phrases import NOT_DESCRIBED
from .text import markdown

ROLES_PER_PAGE = 30
# The query keys of the directory: an address with one of them is a part of it.
SELECTING = ["q", "family", "sort", "page", "role"]

ROLES_BESIDE = 8  # roles of the same family that a role's page names


def published_role(view):
    """Give ``view`` the published role that an address names, and its edition.

    Another case, or a slug the role used to have, leads to its address for good;
    a slug no published role has is a 404 that proposes near names. A preview brings
    an edition of its own.
    """

    @wraps(view)
    def wrapper(request, slug, content=None):
        content = content or PublishedContent()
        asked = slug.lower()
        found = content.roles().in_order([asked])
        found = found or list(content.roles().by_former_slug([asked]).values())
        if not found:
            context = {"slug": slug, "near": suggest_roles([asked])}
            return render(request, "careers/role_not_found.html", context, status=404)
        if found[0].slug != slug:
            view_name = request.resolver_match.view_name
            return redirect(view_name, found[0].slug, permanent=True)
        return view(request, found[0], content)

    return wrapper


def described(role, content):
    """Return [(dimension, entry or None)] for ``role``, in the editors' order."""
    entries = {entry.dimension_id: entry for entry in content.entries([role])}
    return [
        (dimension, entries.get(dimension.pk)) for dimension in Dimension.objects.all()
    ]


@require_safe
def roles(request):
    published = Role.objects.published().select_related("family")
    found = RoleFilter(
        request.GET,
        published.with_summary().with_last_change().order_by("folded_names"),
    )
    page = Paginator(found.qs, ROLES_PER_PAGE).get_page(request.GET.get("page"))
    chosen = list(dict.fromkeys(map(str.lower, request.GET.getlist("role"))))
    chosen = chosen[: settings.COMPARISON_MAX_ROLES]
    listed = {role.slug for role in page}
    context = {
        "filter": found,
        "is_selected": any(key in request.GET for key in SELECTING),
        "page": page,
        "chosen": chosen,
        "chosen_elsewhere": [
            role for role in published.in_order(chosen) if role.slug not in listed
        ],
    }
    return render(request, "careers/roles.html", context)


@require_safe
@published_role
def role(request, role, content):
    rows = described(role, content)
    entries = [entry for _, entry in rows if entry]
    summary = next((e.text for d, e in rows if e and d.is_summary), "")
    context = {
        "role": role,
        "rows": rows,
        "summary": summary,
        "latest_change": latest_change(entries),
        "oldest_review": oldest_review(entries),
        "days": content.changes(role, [dimension for dimension, _ in rows]),
        "beside": content.beside(role)[:ROLES_BESIDE],
        "crumbs": [("Roles", reverse("careers:roles"))],
        "occupation": structured_data.occupation(role, summary),
    }
    return render(request, "careers/role.html", context)


@require_safe
def dimensions(request):
    context = {"dimensions": Dimension.objects.select_related("theme")}
    return render(request, "careers/dimensions.html", context)


@require_safe
def dimension(request, slug):
    if slug != slug.lower():
        return redirect("careers:dimension", slug.lower(), permanent=True)
    dimension = get_object_or_404(Dimension.objects.select_related("theme"), slug=slug)
    roles = Role.objects.published().with_text_on(dimension).by_family()
    page = Paginator(roles, ROLES_PER_PAGE).get_page(request.GET.get("page"))
    answers = [role for role in page if role.text]
    context = {
        "dimension": dimension,
        "page": page,
        "latest_change": latest_change(answers),
        "oldest_review": oldest_review(answers),
        "crumbs": [("Dimensions", reverse("careers:dimensions"))],
    }
    return render(request, "careers/dimension.html", context)


@require_safe
def roles_json(request):
    roles = Role.objects.published().by_family()
    return JsonResponse(
        {"site": settings.SITE_NAME, "roles": [role_data(role) for role in roles]}
    )


@require_safe
@published_role
def role_json(request, role, content):
    entries = [
        {
            "dimension": dimension.name,
            "slug": dimension.slug,
            "question": dimension.question,
            "text": entry.text if entry else None,
        }
        for dimension, entry in described(role, content)
    ]
    return JsonResponse({**role_data(role), "entries": entries})


@require_safe
@published_role
def role_markdown(request, role, content):
    parts = [f"# {markdown.escape(role.name)}"]
    for dimension, entry in described(role, content):
        parts.append(f"## {markdown.escape(dimension.name)}")
        parts.append(markdown.paragraphs(entry.text) if entry else str(NOT_DESCRIBED))
    parts.append(f"Source: {absolute_url(role.get_absolute_url())}")
    return HttpResponse(
        "\n\n".join(parts) + "\n", content_type="text/markdown; charset=utf-8"
    )


@require_safe
def llms_txt(request):
    context = {
        "roles": Role.objects.published().by_family(),
        "dimensions": Dimension.objects.all(),
    }
    return render(
        request, "llms.txt", context, content_type="text/plain; charset=utf-8"
    )


@require_safe
def robots_txt(request):
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")
