"""The home page, how similarity is counted, and the picker."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from careers.models import OldAddress, Role
from careers.paths import path_to

from .featured import worth_reading
from .forms import PickerForm
from .resolver import CRUMBS
from .role_list import RoleList
from .selection import split_day


@require_safe
def home(request):
    role_list = RoleList()
    context = {
        "form": PickerForm(QueryDict()),
        "role_list": role_list,
        "worth_reading": worth_reading(),
    }
    return render(request, "comparisons/home.html", context)


@require_safe
def method(request):
    return render(request, "comparisons/method.html", {"crumbs": CRUMBS})


@require_safe
def roles_of_old_site(request, address):
    """Lead from where sites with a fixed page for each comparison often have it."""
    query = request.META.get("QUERY_STRING", "")
    if listed := OldAddress.objects.leading_from(request.path_info, query):
        return redirect(listed, permanent=True)
    path = path_to("comparisons:comparison", address)
    return redirect(f"{path}?{query}" if query else path, permanent=True)


@require_safe
def picker(request):
    form = PickerForm(request.GET)
    if form.is_ready:
        return redirect(form.comparison_path)
    published = Role.objects.published().select_related("family")
    compared = published.in_order(form.selection.role_slugs)
    slug, _day = split_day(form.replaced)
    replaced = next((role for role in compared if role.slug == slug), None)
    chosen = published.in_order([form.replacement]) if replaced else compared
    role_list = RoleList(
        taken=[*compared, *chosen],
        words=form.words,
        family=form.family,
        letter=form.letter,
    )
    context = {
        "form": form,
        "replaced": replaced,
        "chosen": chosen,
        "role_list": role_list,
        "max_roles": settings.COMPARISON_MAX_ROLES,
    }
    page = "replace" if replaced else "picker"
    status = 400 if form.is_too_long else 200
    return render(request, f"comparisons/{page}.html", context, status=status)
