from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from careers.editorial.workflow import READ

from .forms import ChangesForm
from .pages import page_links, page_number
from .past_day import past_day_form


@require_safe
@permission_required(READ, raise_exception=True)
def changes(request):
    form, page = ChangesForm(request.GET), page_number(request)
    changes, has_older = form.changes(page)
    role = form.cleaned_data.get("role")
    context = {
        **admin.site.each_context(request),
        "title": _("All changes"),
        "changes": changes,
        "by": form.cleaned_data.get("by", ""),
        "role": role,
        "past_day_form": past_day_form(role and role.live),
        "dimension": form.cleaned_data.get("dimension"),
        "roles": form.fields["role"].names(),
        "dimensions": form.fields["dimension"].names(),
        **page_links(request, page, has_older=has_older),
    }
    return render(request, "editorial/history/changes.html", context)
