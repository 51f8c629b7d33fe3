"""Deleting a role or a dimension, whose texts and comments go with it."""

from django.contrib import messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from careers.editorial.workflow import READ, Comment, Draft, lock_roles
from careers.models import Role, RoleDimensionEntry

QUOTED_WORDS = 10


class DeletedWithTextsMixin:
    """Deletes one object at a time, on a page that shows what goes with it.

    ``own`` is the object's name in a text ("role"), ``other`` the other name
    ("dimension").
    """

    own = other = ""

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        actions = super().get_actions(request, action_location=action_location)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(self, objs, request):
        # Django would ask the database for the role and dimension of each text.
        filters = {f"{self.own}__in": objs}
        entry, draft = "%(name)s", _("%(name)s (draft)")
        if request.user.has_perm(READ):
            entry, draft = _("%(name)s: %(text)s"), _("%(name)s (draft): %(text)s")
        labels = [entry % names for names in self._texts(RoleDimensionEntry, filters)]
        labels += [draft % names for names in self._texts(Draft, filters)]
        comments = Comment.objects.filter(**filters).count()
        return labels, {"texts": len(labels), "comments": comments}, set(), []

    def _texts(self, model, filters):
        """Yield the name at the other end of each text, and the text's first words."""
        texts = model.objects.filter(**filters).order_by(
            "role__name", "dimension__position", "dimension__name"
        )
        texts = texts.annotate(start=Left("text", 240))
        for name, start in texts.values_list(f"{self.other}__name", "start"):
            yield {"name": name, "text": Truncator(start).words(QUOTED_WORDS)}

    def delete_model(self, request, obj):
        # Saving a text locks its role. Without the same locks, a text saved between the
        # look at what goes along and the deletion would stop it.
        is_role = isinstance(obj, Role)
        lock_roles([obj.pk] if is_role else Role.objects.values_list("pk", flat=True))
        list(self.model.objects.select_for_update().filter(pk=obj.pk))
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        response = super().response_delete(request, obj_display, obj_id)
        if IS_POPUP_VAR not in request.POST and request.user.has_perm(READ):
            link = _(
                '<a href="{address}">'
                "Bring it back from the deleted roles and dimensions</a>"
            )
            address = reverse("editorial:deleted")
            messages.info(request, format_html(link, address=address))
        return response
