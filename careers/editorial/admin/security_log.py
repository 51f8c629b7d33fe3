"""The security log: administrators read it and take it along, and change nothing."""

import json
from datetime import datetime, time, timedelta

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.utils.dateparse import parse_date
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from careers.editorial import workflow
from careers.editorial.workflow import SecurityEvent
from careers.workbook import CSV_TYPE, csv_file

from .content_list import KeyPaginator, TypedFilter
from .lists import SafeLookups

MOST_EXPORTED = 100_000  # events of one file, the latest

FIELDS = ["time", "event", "person", "account", "address", "about", "others_before"]


class DayFilter(TypedFilter):
    title = gettext_lazy("day")
    parameter_name = "day"
    template = "editorial/admin/_day_filter.html"

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if (day := parse_date(self.value())) is None:
            raise IncorrectLookupParameters
        # From its start to its end, which the index of the time finds.
        start, end = (
            make_aware(datetime.combine(day + timedelta(days=days), time.min))
            for days in (0, 1)
        )
        return queryset.filter(made_at__gte=start, made_at__lt=end)


@admin.register(SecurityEvent)
class SecurityLogAdmin(SafeLookups, admin.ModelAdmin):
    list_display = [
        "made_at", "kind", "person", "account", "address", "about", "left_out",
    ]  # fmt: skip
    list_display_links = None
    list_filter = [DayFilter, "kind", "made_at"]
    list_select_related = ["person", "account"]
    list_per_page = 100
    search_fields = ["person__username", "account__username", "=address"]
    search_help_text = gettext_lazy("A username, or a whole network address")
    show_full_result_count = False
    sortable_by = []
    paginator = KeyPaginator
    change_list_template = "editorial/admin/security_log.html"

    def changelist_view(self, request, extra_context=None):
        context = {"title": _("Security log"), **(extra_context or {})}
        return super().changelist_view(request, context)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        exports = [
            path(
                f"log.{suffix}",
                self.admin_site.admin_view(require_safe(view)),
                name=f"editorial_securityevent_{suffix}",
            )
            for suffix, view in (("csv", self.csv), ("jsonl", self.json_lines))
        ]
        return [*exports, *super().get_urls()]

    def csv(self, request):
        head = [_("Time"), _("Event"), _("Person"), _("Account"), _("Address")]
        rows = [[*head, _("About"), _("Others before")]]
        for event in self._exported(request, "csv"):
            label = str(SecurityEvent.Kind(event["event"]).label)
            rows.append([*(event | {"event": label}).values()])
        return download(csv_file(rows), CSV_TYPE, "csv")

    def json_lines(self, request):
        events = self._exported(request, "jsonl")
        lines = [json.dumps(event, ensure_ascii=False) + "\n" for event in events]
        return download("".join(lines), "application/x-ndjson", "jsonl")

    def _exported(self, request, suffix):
        """Return what the list at this address shows, as strings by FIELDS."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            events = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest(_("The list has no such filter.")) from error
        rows = [as_strings(event) for event in events[:MOST_EXPORTED]]
        kind = workflow.security_log.Kind.LOG_EXPORTED
        about = f"{suffix} events={len(rows)}"
        workflow.security_log.record(kind, by=request.user, about=about)
        return rows


def as_strings(event):
    values = [
        event.made_at.isoformat(),
        event.kind,
        name_and_key(event.person),
        name_and_key(event.account),
        event.address or "",
        event.about,
        str(event.left_out),
    ]
    return dict(zip(FIELDS, values, strict=True))


def name_and_key(account):
    return f"{account.username} ({account.pk})" if account else ""


def download(content, content_type, suffix):
    disposition = f'attachment; filename="security-log.{suffix}"'
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": disposition},
    )
