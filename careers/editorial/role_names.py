"""The roles that words find, listed while an editor types: hidden ones too."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from careers.models import Role
from careers.search.type_ahead import WordsForm, first_roles, role_data

from .responses import editors_only


@require_safe
@editors_only
def role_names(request):
    """List the first roles that words find, hidden ones too, for type-ahead."""
    form = WordsForm(request.GET)
    roles, has_more = (
        first_roles(form.cleaned_data["q"], Role.objects.all(), editors_data)
        if form.is_valid()
        else ([], False)
    )
    return JsonResponse({"roles": roles, "has_more": has_more})


def editors_data(role, words):
    """Return what a list says to editors, also whether visitors see the role."""
    status = "" if role.is_published else role.get_status_display()
    return role_data(role, words) | {"status": status}
