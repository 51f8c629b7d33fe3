from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from careers.editorial.workflow import RefusedError, details
from careers.models import KINDS, Kind


@require_POST
def step(request, kind, key):
    """Submit or discard the draft of an object's details."""
    if kind not in Kind.values:
        raise Http404
    if not request.user.has_perm(f"careers.change_{kind}"):
        raise PermissionDenied
    act = {"submit": submit, "discard": discard}.get(request.POST.get("act"))
    if act is None:
        raise BadRequest(_("Unknown action. Reload the page and try again."))
    if not KINDS[Kind(kind)].objects.filter(pk=key).exists():
        raise Http404
    try:
        messages.success(request, act(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect(f"admin:careers_{kind}_change", key)


def submit(request):
    version = request.POST.get("version", "")
    details.submit(versions=[version], by=request.user)
    return _("Submitted for review.")


def discard(request):
    version = request.POST.get("version", "")
    details.discard(version=version, by=request.user)
    return _("The draft was discarded. Visitors read what they read before.")
