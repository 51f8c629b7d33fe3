"""The page on which editors choose what to export, and the file itself."""

from django import forms
from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careers.editorial import workflow
from careers.models import Role, is_slug

from .exporting import CONTENT_TYPES, ONE_TABLE, Export, Format, Shape


class ExportForm(forms.Form):
    role = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    format = forms.ChoiceField(
        label=gettext_lazy("File"), choices=Format, widget=forms.RadioSelect
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("Table"),
        choices=Shape,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("For an Excel or CSV file."),
    )
    drafts = forms.BooleanField(
        label=gettext_lazy("With drafts, in place of the live texts that they change"),
        required=False,
    )

    def clean(self):
        chosen = super().clean()
        if (chosen.get("format"), chosen.get("shape")) == (Format.CSV, Shape.SHEETS):
            self.add_error("shape", ONE_TABLE)
        return chosen

    def clean_role(self):
        return [slug for slug in self.cleaned_data["role"] or () if is_slug(slug)]


@require_http_methods(["GET", "HEAD", "POST"])
def export(request):
    """Ask what to export; by POST, which has room for many roles, send the file."""
    workflow.require(request, workflow.READ)
    if request.method != "POST":
        roles = [slug for slug in request.GET.getlist("role") if is_slug(slug)]
        return export_page(request, roles)
    form = ExportForm(request.POST)
    if not form.is_valid():
        return export_page(request, request.POST.getlist("role"), form, status=400)
    chosen, roles = form.cleaned_data, Role.objects.by_family()
    if chosen["role"]:
        slugs = set(chosen["role"])
        roles = [role for role in roles if role.slug in slugs]
    file = Export(roles, with_drafts=chosen["drafts"])
    content = file.file(chosen["format"], chosen["shape"], timezone.localdate())
    workflow.security_log.record(
        workflow.security_log.Kind.EXPORTED,
        by=request.user,
        about=f"{chosen['format']} roles={len(chosen['role']) or 'all'}"
        f" drafts={'yes' if chosen['drafts'] else 'no'}",
    )
    name = "roles-with-drafts" if chosen["drafts"] else "roles"
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[chosen["format"]],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{chosen["format"]}"'
        },
    )


def export_page(request, slugs, form=None, status=200):
    initial = {"format": Format.XLSX, "shape": Shape.LONG}
    context = {
        **admin.site.each_context(request),
        "title": _("Export roles"),
        "form": form or ExportForm(initial=initial),
        "slugs": slugs,
    }
    return render(request, "editorial/files/export.html", context, status=status)
