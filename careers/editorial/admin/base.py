"""What the pages of all content have in common."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import IntegrityError, models, transaction
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html

from careers.editorial.forms import CleanTextField
from careers.editorial.workflow.drafting import lock_roles
from careers.editorial.workflow.permissions import READ
from careers.models import Role
from careers.models.fields import is_key

from . import views
from .forms import ContentForm
from .lists import SafeLookups


class ContentAdmin(SafeLookups, admin.ModelAdmin):
    """Pages whose fields lose nothing of what is typed or pasted into them."""

    form = ContentForm
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = {
        models.TextField: {
            "form_class": CleanTextField,
            "widget": AdminTextareaWidget(attrs={"rows": 4}),
        }
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField):
            # Browsers cut at maxlength, without a word, what is pasted. The message
            # at the field says how much is too much.
            field.widget.attrs.pop("maxlength", None)
            field.widget.attrs["dir"] = "auto"
        return field

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        view = super().changeform_view
        if request.method == "POST" and object_id:
            view = self._locked(view, unquote(object_id))
        try:
            return view(request, object_id, *args, **kwargs)
        except IntegrityError:
            # Two people saved the same name or address at once, and the form was
            # checked before the other's was there. Now the check will say so.
            return view(request, object_id, *args, **kwargs)

    def _locked(self, view, key):
        """Return ``view`` that has the object for itself from before it reads it.

        Otherwise it would write back what somebody else changes in between. In a
        query of its own: no database locks the rows that a list's numbers sum up.
        """

        @transaction.atomic
        def locked(*args, **kwargs):
            if is_key(key):
                list(self.model.objects.select_for_update().filter(pk=key).values("pk"))
            return view(*args, **kwargs)

        return locked


class DeletedWithTextsMixin:
    """A role or a dimension. One way to delete it: its page, which shows what goes."""

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        actions = super().get_actions(request, action_location=action_location)
        actions.pop("delete_selected", None)
        return actions

    def delete_model(self, request, obj):
        # Who saves a text holds its role until it is there. A text that came between
        # the look at what goes along and the deletion would be in its way.
        is_role = isinstance(obj, Role)
        lock_roles([obj.pk] if is_role else Role.objects.values_list("pk", flat=True))
        list(self.model.objects.select_for_update().filter(pk=obj.pk))
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        response = super().response_delete(request, obj_display, obj_id)
        if IS_POPUP_VAR not in request.POST and request.user.has_perm(READ):
            way = format_html(
                '<a href="{}">Bring it back from what was deleted</a>',
                reverse("editorial:deleted"),
            )
            messages.info(request, way)
        return response


class OrderedAdmin(ContentAdmin):
    """Objects in the editors' order, moved by a button or by typing a position."""

    def get_changelist(self, request, **kwargs):
        return views.OrderedChangeList

    def view_on_site(self, each):
        return each.get_absolute_url()

    def get_list_display(self, request):
        shown = self.list_display
        if not self.has_change_permission(request):
            shown = [name for name in shown if name != "order"]
        return shown

    def get_changeform_initial_data(self, request):
        last = self.model.objects.aggregate(last=models.Max("position"))["last"] or 0
        return {"position": last + 1, **super().get_changeform_initial_data(request)}

    def get_urls(self):
        view = partial(views.move, model_admin=self)
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        address = path(
            "<path:object_id>/move/", self.admin_site.admin_view(view), name=name
        )
        return [address, *super().get_urls()]

    @admin.display(description="Order")
    def order(self, each):
        name = f"admin:{each._meta.app_label}_{each._meta.model_name}_move"
        address = reverse(name, args=[each.pk])
        return render_to_string(
            "editorial/admin/_move.html", {"each": each, "address": address}
        )
