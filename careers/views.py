"""The directory, a role, a dimension: pages about what is published."""

from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import markdown_files
from .addresses import absolute_url
from .content_source import PublishedContent, text_dates
from .content_version import made_from
from .directory.loosening import removals, ways_to_loosen
from .directory.roles import SELECTING, Directory
from .directory.rows import roles_with
from .family_pages import FamilyPage
from .json_data import role_data
from .models import Dimension, Role, is_slug
from .search.excerpts import with_excerpts
from .search.type_ahead import WordsForm, first_roles

ROLES_PER_PAGE = 30

ROLES_PER_FILE = 1_000  # of roles.json and llms.txt: less than half a megabyte

ROLES_BESIDE = 8  # roles of the same family that a role's page names

MARKDOWN = "text/markdown; charset=utf-8"
PLAIN_TEXT = "text/plain; charset=utf-8"


def published_role(view):
    """Give ``view`` the published role of an address and its content.

    Upper case, or a slug that the role used to have, redirects for good; a slug of no
    published role is a 404 that suggests similar ones.
    """

    @wraps(view)
    def wrapper(request, slug, content=None):
        content = content or PublishedContent.of(request)
        wanted = slug.lower()
        roles = content.roles().in_order([wanted])
        roles = roles or list(content.roles().by_former_slug([wanted]).values())
        if not roles:
            context = {"slug": slug, "near": content.suggestions([wanted])}
            return render(request, "careers/role_not_found.html", context, status=404)
        (role,) = roles
        if role.slug != slug:
            view_name = request.resolver_match.view_name
            return redirect(view_name, role.slug, permanent=True)
        [role] = content.shown([role])
        made_from(request, [role])
        return view(request, role, content)

    return wrapper


def described(role, content):
    """Return [(dimension, entry or None)] for ``role``, in the editors' order."""
    entries = {entry.dimension_id: entry for entry in content.entries([role])}
    return [
        (dimension, entries.get(dimension.pk)) for dimension in content.dimensions()
    ]


@require_safe
def roles(request):
    directory = Directory(request.GET)
    published = Role.objects.published().select_related("family")
    page = roles_with(
        [row.pk for row in directory.page.rows],
        roles=Role.objects.with_summary().with_last_change(),
    )
    listed = {role.pk for role in page}
    chosen = directory.chosen_roles
    context = {
        "directory": directory,
        "is_selected": any(key in request.GET for key in SELECTING),
        "roles": with_excerpts(page, directory.words, directory.query),
        "removals": list(removals(directory)),
        "looser": [] if directory.count else ways_to_loosen(directory),
        "chosen": chosen,
        "chosen_elsewhere": [
            role for role in published.in_order(chosen) if role.pk not in listed
        ],
    }
    return render(request, "careers/roles.html", context)


@require_safe
@published_role
def role(request, role, content):
    rows = described(role, content)
    summary = next((e.text for d, e in rows if e and d.is_summary), "")
    context = {
        "role": role,
        "rows": rows,
        "summary": summary,
        "dates": text_dates(entry for _dimension, entry in rows if entry),
        "days": content.changes(role, [dimension for dimension, _entry in rows]),
        "beside": content.beside(role)[:ROLES_BESIDE],
        "similar": content.neighbours([role]).listed(role),
        "crumbs": ((_("Roles"), reverse("careers:roles")),),
    }
    return render(request, "careers/role.html", context)


@require_safe
def dimensions(request):
    context = {"dimensions": PublishedContent().dimensions()}
    return render(request, "careers/dimensions.html", context)


@require_safe
def dimension(request, slug):
    if slug != slug.lower():
        return redirect("careers:dimension", slug.lower(), permanent=True)
    published = Dimension.objects.published().select_related("theme")
    dimension = published.with_slug(slug)
    if dimension is None:
        if moved := published.by_former_slug([slug]).get(slug):
            return redirect("careers:dimension", moved.slug, permanent=True)
        raise Http404
    roles = Role.objects.published().with_text_on(dimension).select_related("family")
    page = FamilyPage(roles, ROLES_PER_PAGE, request.GET)
    context = {
        "dimension": dimension,
        "page": page,
        "dates": text_dates(role for role in page if role.text),
        "crumbs": ((_("Dimensions"), reverse("careers:dimensions")),),
    }
    return render(request, "careers/dimension.html", context)


def page_of_roles(request):
    """Return a page of all roles in the order of their slugs, and the next address.

    The address holds the last slug of the page before; "" is that of no page.
    """
    after = request.GET.get("after", "")
    if after and not is_slug(after):
        raise Http404
    roles = Role.objects.published().select_related("family").order_by("slug")
    roles = list(roles.filter(slug__gt=after)[: ROLES_PER_FILE + 1])
    if len(roles) <= ROLES_PER_FILE:
        return roles, ""
    roles.pop()
    query = urlencode({"after": roles[-1].slug})
    return roles, absolute_url(f"{request.path}?{query}")


@require_safe
def roles_json(request):
    roles, next_page = page_of_roles(request)
    return JsonResponse(
        {
            "site": settings.SITE_NAME,
            "roles": [role_data(role) for role in roles],
            "next": next_page or None,
        }
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
    similar = content.neighbours([role]).similar_to(role)
    similar = [match.role.slug for match in similar]
    return JsonResponse({**role_data(role), "entries": entries, "similar": similar})


@require_safe
def role_names(request):
    # A role may be called "Names": without words, this is the address of its file.
    if "q" not in request.GET and Role.objects.published().in_order(["names"]):
        return role_json(request, "names")
    form = WordsForm(request.GET)
    roles, has_more = (
        first_roles(form.cleaned_data["q"]) if form.is_valid() else ([], False)
    )
    return JsonResponse({"roles": roles, "has_more": has_more})


@require_safe
@published_role
def role_markdown(request, role, content):
    similar = content.neighbours([role]).listed(role)
    markdown = markdown_files.role_markdown(role, described(role, content), similar)
    return HttpResponse(markdown, content_type=MARKDOWN)


@require_safe
def llms_txt(request):
    roles, next_page = page_of_roles(request)
    dimensions = PublishedContent().dimensions()
    markdown = markdown_files.site_markdown(roles, dimensions, next_page)
    return HttpResponse(markdown, content_type=PLAIN_TEXT)


@require_safe
def privacy(request):
    """What the site keeps of people, whatever the owner's own notice adds."""
    context = {
        "log_days": settings.SECURITY_LOG_DAYS,
        "session_hours": settings.SESSION_MAX_HOURS,
        "owners_page": settings.PRIVACY_URL,
    }
    return render(request, "careers/privacy.html", context)


@require_safe
def robots_txt(request):
    return render(request, "robots.txt", content_type=PLAIN_TEXT)
