from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careers.editorial import workflow


@require_POST
@permission_required(workflow.APPROVE, raise_exception=True)
def reviewed(request):
    slugs = [request.POST.get(name, "") for name in ("role", "dimension")]
    role, dimension = workflow.find_pair(*slugs)
    if not role or not dimension:
        raise Http404(_("This role or dimension no longer exists."))
    try:
        workflow.publishing.mark_reviewed(
            role=role,
            dimension=dimension,
            version=request.POST.get("version", ""),
            by=request.user,
        )
    except workflow.RefusedError as error:
        messages.error(request, str(error))
    else:
        message = _("%(role)s: %(dimension)s is marked as reviewed.")
        messages.success(request, message % {"role": role, "dimension": dimension})
    return redirect(f"{reverse('admin:index')}#oldest")
