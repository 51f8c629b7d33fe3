"""Where a template links to a comparison."""

from django import template

from comparisons import tabular
from comparisons.selection import Selection

register = template.Library()


@register.simple_tag
def comparison_path(*roles):
    """The path of the comparison of these roles, in this order."""
    return Selection.of(role.slug for role in roles).path()


@register.filter
def listed(points):
    """Points in their own words, one after the other."""
    return tabular.listed(points)
