"""A role's texts on its own page in the admin, where they are edited in place."""

from copy import copy

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.forms import model_to_dict
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.matrix import matrix_path
from careers.editorial.workflow import READ, WRITE, RefusedError, load_cells

from .forms import ContentForm
from .text_fields import RoleTexts, saved_messages, seen

SAVE_AS_NEW = "_saveasnew"


class RoleForm(ContentForm):
    """A role with its texts. ``refusal`` is why the workflow didn't save them."""

    writes_texts = False
    refusal = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.texts = None
        if self.writes_texts:
            self.texts = RoleTexts(self.instance, self.data if self.is_bound else None)

    def has_changed(self):
        return super().has_changed() or bool(self.texts and self.texts.has_changed())

    def clean(self):
        cleaned = super().clean()
        if self.texts and not self.texts.is_valid():
            self.add_error(None, _("Nothing was saved. Check the texts below."))
        if self.refusal:
            self.add_error(None, self.refusal)
        return cleaned


class RoleTextsAdmin(admin.ModelAdmin):
    """The page of a role with its texts: one press saves both, or neither.

    Some people may write the texts of a role, but not change its details: then the
    press saves the texts alone.
    """

    form = RoleForm
    save_as = True

    def writes_texts(self, request, role=None):
        is_popup = IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST
        may_write = request.user.has_perms([READ, WRITE]) and not is_popup
        return may_write and not self.out_of_scope(request, role)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.writes_texts = self.writes_texts(request, obj)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        if request.method == "POST" and object_id:
            role = self.get_object(request, unquote(object_id))
            if role and SAVE_AS_NEW in request.POST:
                request.POST = self.copy_of(request, role)
            elif role and self.saves_texts_alone(request, role):
                return self.save_texts(request, role, view)
        try:
            return view(request, object_id, form_url, extra_context)
        except RefusedError as error:
            # Everything was rolled back. The page says why, with what was typed.
            request.refusal = str(error)
            return view(request, object_id, form_url, extra_context)

    def copy_of(self, request, role):
        """Return what was sent to make a new role, with what it lacks from ``role``.

        A page without fields for the names sends none, and the address has to be
        another one.
        """
        data = request.POST.copy()
        for name, value in model_to_dict(role).items():
            data.setdefault(name, "" if value is None else str(value))
        if data["slug"] == role.slug:
            data["slug"] = ""
        if self.writes_texts(request):
            for cell in load_cells([role]).values():
                for name, value in seen(cell).items():
                    data.setdefault(f"text-{cell.dimension.pk}-{name}", value)
        return data

    def saves_texts_alone(self, request, role):
        if self.has_change_permission(request, role) or "_texts" not in request.POST:
            return False
        return self.writes_texts(request, role)

    def save_texts(self, request, role, view):
        texts, problem = RoleTexts(role, request.POST), ""
        try:
            if texts.is_valid():
                with transaction.atomic():
                    self.tell(request, texts.save(by=request.user))
                return redirect(request.get_full_path())
        except RefusedError as error:
            problem = str(error)
        page = copy(request)
        page.method = "GET"
        context = {"texts": texts, "texts_problem": problem}
        return view(page, str(role.pk), "", context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.texts:
            self.tell(request, form.texts.save(by=request.user))

    def tell(self, request, cells):
        if cells and SAVE_AS_NEW in request.POST:
            copied = ngettext(
                "%(count)d text copied as a draft. Visitors see none of it yet.",
                "%(count)d texts copied as drafts. Visitors see none of them yet.",
                len(cells),
            )
            messages.success(request, copied % {"count": len(cells)})
            return
        for message in saved_messages(cells):
            messages.success(request, message)

    def render_change_form(self, request, context, obj=None, **kwargs):
        if request.user.has_perm(READ) and not context["is_popup"]:
            form = context["adminform"].form
            context.setdefault("texts", form.texts)
            if obj and not context["texts"]:
                context["cells"] = load_cells([obj]).values()
            if obj:
                context["side_by_side"] = side_by_side_path(obj)
        page = super().render_change_form(request, context, obj=obj, **kwargs)
        if obj and not self.has_change_permission(request, obj):
            page.context_data["save_as"] = False  # there are no fields to save
        return page


def side_by_side_path(role):
    """Return the address of the matrix of ``role`` and the roles most like it."""
    roles = [role, *role.similar()]
    return matrix_path(role=tuple(role.slug for role in roles))


def link_to_texts(request, role):
    message = _(
        "{role} is a draft, so visitors can’t see it. "
        '<a href="{address}">Write its texts side by side</a>'
    )
    messages.info(
        request, format_html(message, role=role, address=side_by_side_path(role))
    )
