from django.contrib import admin
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careers.editorial.access import editors_only
from careers.editorial.workflow import WRITE

from .filter_choices import FilterChoices
from .filters import MatrixForm, filters_of
from .matrix import Matrix
from .submitting import submit_drafts, submit_note


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def matrix(request):
    if request.method == "POST":
        return submit_drafts(request)
    matrix = Matrix(filters_of(request.GET))
    may_write = request.user.has_perm(WRITE)
    context = {
        **admin.site.each_context(request),
        "title": _("The matrix"),
        "matrix": matrix,
        "matrix_form": MatrixForm(request.GET),
        "filters": FilterChoices(matrix),
        "may_write": may_write,
        "submit_note": submit_note(matrix, request.user) if may_write else "",
        "now": timezone.now(),
    }
    return render(request, "editorial/matrix/matrix.html", context)
