"""Lists whose addresses and ticks can't cause an error in the database."""

import re

from django.contrib.admin import ActionLocation
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError
from django.utils.translation import gettext as _

# PostgreSQL accepts no NUL anywhere in a query, and no database such keys.
UNUSABLE_VALUE = re.compile(r"\x00|\d{19}")

# A regular expression can keep the server busy forever; a range fails on a text.
FORBIDDEN_LOOKUPS = {"regex", "iregex", "range"}


class SafeLookups:
    def lookup_allowed(self, lookup, value, request):
        is_safe = FORBIDDEN_LOOKUPS.isdisjoint(lookup.split("__"))
        return is_safe and super().lookup_allowed(lookup, value, request)

    def get_changelist_instance(self, request):
        values = [value for _name, values in request.GET.lists() for value in values]
        if any(map(UNUSABLE_VALUE.search, values)):
            raise IncorrectLookupParameters
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError, DataError) as error:
            # The database refuses some values only when it is asked.
            raise IncorrectLookupParameters from error

    def history_view(self, request, object_id, extra_context=None):
        # Django looks for the object first, which would reveal which objects exist.
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def response_action(
        self, request, queryset, action_location=ActionLocation.CHANGE_LIST
    ):
        # Other keys are errors of the database. Browsers don't send any.
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(re.fullmatch(r"[0-9]{1,18}", key) for key in keys):
            raise BadRequest(
                _("Invalid selection. Reload the page and select the items again.")
            )
        return super().response_action(request, queryset, action_location)
