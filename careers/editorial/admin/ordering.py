"""Lists in the editors' order. A button moves an object one place."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Max
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from careers.editorial.workflow import details, ordering

from .base import ContentAdmin
from .content_list import ContentChangeList

STEPS = {"up": -1, "down": 1}
OPPOSITE = {"up": "down", "down": "up"}
MOVED = {
    "up": _("Moved up to position %(place)d."),
    "down": _("Moved down to position %(place)d."),
}


class OrderedChangeList(ContentChangeList):
    """A list whose objects have their ``place``, whatever the list is sorted by.

    They stand in the order of the drafts, and those with a draft say so.
    """

    def get_drafts(self):
        # All, as those on other pages have a place too.
        self.items = list(self.model.objects.all())
        return details.drafts_of(self.items)

    def get_results(self, request):
        super().get_results(request)
        for item in [*self.items, *self.result_list]:
            if draft := self.drafts.get(item.pk):
                details.set_details(item, draft.values)
        self.items.sort(key=lambda item: (item.position, item.name))
        places = {item.pk: place for place, item in enumerate(self.items, start=1)}
        if ORDER_VAR not in request.GET:
            self.result_list.sort(key=lambda item: places.get(item.pk, 0))
        for item in self.result_list:
            # 0 if someone has just deleted it.
            item.place, item.places = places.get(item.pk, 0), len(places)
            item.list_query = request.GET.urlencode()


class OrderedAdmin(ContentAdmin):
    """Objects in the editors' order, moved by a button or by typing a position."""

    def get_changelist(self, request, **kwargs):
        return OrderedChangeList

    def view_on_site(self, item):
        return item.get_absolute_url() if item.is_published else None

    def get_list_display(self, request):
        if self.has_change_permission(request):
            return self.list_display
        return [name for name in self.list_display if name != "order"]

    def get_changeform_initial_data(self, request):
        last = self.model.objects.aggregate(last=Max("position"))["last"] or 0
        return {"position": last + 1, **super().get_changeform_initial_data(request)}

    def get_urls(self):
        view = self.admin_site.admin_view(partial(move, model_admin=self))
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        return [path("<path:object_id>/move/", view, name=name), *super().get_urls()]

    @admin.display(description=_("Order"))
    def order(self, item):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_move"
        address = reverse(name, args=[item.pk])
        if item.list_query:
            address = f"{address}?{item.list_query}"
        return render_to_string(
            "editorial/admin/_move.html", {"object": item, "address": address}
        )


@require_POST
def move(request, object_id, *, model_admin):
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    direction = request.POST.get("move")
    if direction not in STEPS:
        raise BadRequest(gettext("Choose whether to move up or down."))
    opts = model_admin.opts
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    url = f"{url}?{request.GET.urlencode()}" if request.GET else url
    item = model_admin.get_object(request, unquote(object_id))
    if item is None:
        message = gettext("Nothing was moved: it has since been deleted.")
        messages.warning(request, message)
        return redirect(url)
    place = ordering.move(item, STEPS[direction], by=request.user)
    model_admin.log_change(request, item, MOVED[direction] % {"place": place})
    message = gettext(
        "%(name)s is now at position %(place)d in the draft of the order. Visitors see "
        "it once it is approved and published."
    )
    messages.success(request, message % {"name": item, "place": place})
    # The browser focuses the button again, so that it can be pressed once more. The
    # first place has no button up, the last none down.
    last = model_admin.model.objects.count()
    is_at_the_end = place == {"up": 1, "down": last}[direction]
    button = OPPOSITE[direction] if is_at_the_end else direction
    return redirect(f"{url}#move-{item.pk}-{button}")
