"""What the admin's pages of all content have in common."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.details.page import details_context
from careers.editorial.forms import CleanTextField
from careers.editorial.matrix.submitting import submitted_message
from careers.editorial.workflow import RefusedError, details
from careers.models import is_key

from .content_list import ContentChangeList, KeyPaginator, state_label
from .deletion import KeptWhenDeletedMixin
from .forms import ContentForm
from .kept import KeptFormsMixin
from .lists import SafeLookups
from .scope import ScopedAdmin

SAVED_AS_DRAFT = _(
    "Saved as a draft. Visitors read it once it is approved and published."
)


class ContentAdmin(
    ScopedAdmin,
    KeptFormsMixin,
    KeptWhenDeletedMixin,
    SafeLookups,
    admin.ModelAdmin,
):
    form = ContentForm
    paginator = KeyPaginator
    formfield_overrides = {
        models.TextField: {
            "form_class": CleanTextField,
            "widget": AdminTextareaWidget(attrs={"rows": 4}),
        }
    }

    actions = ["submit"]

    @admin.action(
        permissions=["change"],
        description=_("Submit the selected items for review"),
    )
    def submit(self, request, queryset):
        drafts = details.drafts_of(queryset).values()
        versions = [d.version for d in drafts if d.state == d.State.WRITING]
        if not versions:
            messages.info(request, gettext("None of them has a draft to submit."))
            return
        try:
            details.submit(versions=versions, by=request.user)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return
        messages.success(request, submitted_message(len(versions)))

    def get_changelist(self, request, **kwargs):
        return ContentChangeList

    @admin.display(description=_("status"), ordering="status")
    def state(self, item):
        return state_label(item)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField):
            # With maxlength, browsers silently cut what is pasted. Without it, a
            # message at the field says how much is too much.
            field.widget.attrs.pop("maxlength", None)
            field.widget.attrs["dir"] = "auto"
        return field

    def get_object(self, request, object_id, from_field=None):
        """Return the object with the details that its draft proposes."""
        item = super().get_object(request, object_id, from_field)
        if item is not None:
            details.with_proposals([item])
        return item

    def save_model(self, request, obj, form, change):
        if change:
            draft = details.save(obj, by=request.user)
        else:
            draft = details.create(obj, by=request.user)
        if draft and set(form.changed_data) & set(obj.details):
            messages.info(request, SAVED_AS_DRAFT)

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj is not None:
            context |= details_context(request, obj)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        view = super().changeform_view
        if request.method == "POST":
            view = self._locked(view, unquote(object_id or ""))
        try:
            return view(request, object_id, *args, **kwargs)
        except IntegrityError:
            # Two people saved the same name or address at once, and this form was
            # checked before the other was saved. A second check finds the other.
            return view(request, object_id, *args, **kwargs)

    def rows_to_lock(self, key):
        """Return what no one else may change while the object of ``key`` is saved."""
        return self.model.objects.filter(pk=key) if is_key(key) else None

    def _locked(self, view, key):
        """Return ``view``, locking its object before it is read.

        Otherwise the view would write back values that changed while it ran. The lock
        is a query of its own: databases don't lock rows that a query with sums reads.
        """

        @transaction.atomic
        def locked(*args, **kwargs):
            if (rows := self.rows_to_lock(key)) is not None:
                list(rows.select_for_update().values("pk"))
            return view(*args, **kwargs)

        return locked
