"""The home page, how similarity is counted, and the picker."""

from itertools import groupby

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from careers.models import Role
from careers.search.roles import search_roles

from .featured import worth_reading
from .forms import PickerForm
from .resolver import CRUMBS

HOME_ROLES = 60  # up to so many roles the home page shows them all
HOME_ROLES_OF_A_FAMILY = 6  # and beyond, so many of each family


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
        "worth_reading": worth_reading(roles),
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
