"""Where a template links to a comparison."""

from django import template
from django.urls import reverse

from comparisons.selection import DAY_MARK, Selection

register = template.Library()


@register.simple_tag
def comparison_path(*roles):
    """The path of the comparison of these roles, in this order."""
    return Selection.of(role.slug for role in roles).path()


@register.filter
def comparison_of(roles):
    """The path of the comparison of a list of roles, "" where it has none."""
    selection = Selection.of(role.slug for role in roles)
    return selection.path() if selection.is_comparable else ""


@register.filter
def preview_of(roles):
    """The path of the preview of a comparison, "" for roles that have none."""
    selection = Selection.of(role.slug for role in roles)
    if not selection.is_comparable:
        return ""
    return reverse("comparisons:preview", args=[selection.address])


@register.simple_tag
def path_from(role, day):
    """The path of the comparison of a role on an earlier day with itself now."""
    return Selection((f"{role.slug}{DAY_MARK}{day.isoformat()}", role.slug)).path()
