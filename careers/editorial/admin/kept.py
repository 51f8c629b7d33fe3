"""Forms of the admin that show again what was typed while logged out."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from careers.editorial.kept_forms import WRITER, kept_fields, kept_form


class KeptFormsMixin:
    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        fields = kept_fields(request)
        return filled_form(form, fields) if fields else form

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        redirect = super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        if WRITER not in request.POST and not kept_form(request):
            return redirect
        # A redirect would lose what was typed. Its message is on this page too.
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nothing was saved"),
            "is_gone": True,
            "opts": opts,
        }
        return render(request, "editorial/admin/gone.html", context, status=404)


def filled_form(form_class, fields):
    """Return a class of forms that start with ``fields``, and with their errors."""

    class FilledForm(form_class):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, data=fields, **kwargs)

    return FilledForm
