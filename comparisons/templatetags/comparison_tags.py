"""Paths of comparisons, for templates."""

from django import template
from django.urls import reverse

from comparisons.selection import DAY_MARK, Selection

register = template.Library()


@register.simple_tag
def comparison_path(*roles):
    return Selection.of(role.slug for role in roles).path()


@register.filter
def comparison_of(roles):
    selection = Selection.of(role.slug for role in roles)
    return selection.path() if selection.is_comparable else ""


@register.filter
def preview_of(roles):
    selection = Selection.of(role.slug for role in roles)
    if not selection.is_comparable:
        return ""
    return reverse("comparisons:preview", args=[selection.address])


@register.simple_tag
def past_comparison_path(role, day):
    return Selection((f"{role.slug}{DAY_MARK}{day.isoformat()}", role.slug)).path()
