"""Deleting content. It stays in its table, so that it can be brought back as it was."""

from django.contrib import messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models.functions import Left
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.forms import WhyForm
from careers.editorial.kept_forms import kept_fields
from careers.editorial.workflow import (
    READ,
    Draft,
    RefusedError,
    publishing,
    users_of,
)
from careers.models import Kind, RoleDimensionEntry, kind_of

QUOTED_WORDS = 10

TITLES = {
    Kind.ROLE: gettext_lazy("Delete a role"),
    Kind.DIMENSION: gettext_lazy("Delete a dimension"),
    Kind.FAMILY: gettext_lazy("Delete a family"),
    Kind.THEME: gettext_lazy("Delete a theme"),
    Kind.TERM: gettext_lazy("Delete a term"),
}


class KeptWhenDeletedMixin:
    """Deletes one object at a time, which is a publication.

    ``end_of(item)`` says what its deletion ends for visitors.
    """

    def end_of(self, item):
        return ""

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        actions = super().get_actions(request, action_location=action_location)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request, obj=None):
        may_delete = super().has_delete_permission(request, obj)
        return may_delete or (obj is not None and publishing.is_own(obj, request.user))

    def get_deleted_objects(self, objs, request):
        users = [str(user) for obj in objs for user in users_of(obj)]
        return [], {}, set(), users

    def delete_model(self, request, obj):
        form = WhyForm(request.POST)
        if not form.is_valid():
            raise RefusedError(" ".join(form.errors["why"]))
        why = form.cleaned_data["why"]
        publishing.delete(obj, by=request.user, why=why)

    def render_delete_form(self, request, context):
        item = context["object"]
        if not context["protected"]:
            context["title"] = TITLES[kind_of(item)]
        context["form"] = WhyForm(kept_fields(request))
        context["end"] = self.end_of(item)
        return super().render_delete_form(request, context)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            opts = self.opts
            name = f"admin:{opts.app_label}_{opts.model_name}_change"
            return redirect(name, object_id)

    def response_delete(self, request, obj_display, obj_id):
        response = super().response_delete(request, obj_display, obj_id)
        if IS_POPUP_VAR not in request.POST and request.user.has_perm(READ):
            link = _('<a href="{address}">Bring it back from the deleted items</a>')
            address = reverse("editorial:deleted")
            messages.info(request, format_html(link, address=address))
        return response


class DeletedWithTextsMixin:
    """Shows the texts that go with an object.

    ``own`` is the object's name in a text ("role"), ``other`` the other name
    ("dimension").
    """

    own = other = ""

    def get_deleted_objects(self, objs, request):
        filters = {f"{self.own}__in": objs}
        entry, draft = "%(name)s", _("%(name)s (draft)")
        if request.user.has_perm(READ):
            entry, draft = _("%(name)s: %(text)s"), _("%(name)s (draft): %(text)s")
        labels = [entry % names for names in self._texts(RoleDimensionEntry, filters)]
        labels += [draft % names for names in self._texts(Draft, filters)]
        _nothing, _counts, perms, protected = super().get_deleted_objects(objs, request)
        return labels, {"texts": len(labels)}, perms, protected

    def _texts(self, model, filters):
        """Yield the name at the other end of each text, and the text's first words."""
        texts = model.objects.filter(**filters).order_by(
            "role__name", "dimension__position", "dimension__name"
        )
        texts = texts.annotate(start=Left("text", 240))
        for name, start in texts.values_list(f"{self.other}__name", "start"):
            yield {"name": name, "text": Truncator(start).words(QUOTED_WORDS)}
