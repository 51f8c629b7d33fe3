"""What lists of the admin take from an address: nothing that breaks the database."""

import re

from django.contrib.admin import ActionLocation
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError

# PostgreSQL takes no NUL, wherever in a query it stands, and no database such keys.
UNUSABLE_VALUE = re.compile(r"\x00|\d{19}")

# Regular expressions can keep the server busy for good; the others fail on a text.
FORBIDDEN_LOOKUPS = {"regex", "iregex", "range"}


class SafeLookups:
    """A list whose filters, words and ticks are looked at before they are used."""

    def lookup_allowed(self, lookup, value, request):
        is_known = FORBIDDEN_LOOKUPS.isdisjoint(lookup.split("__"))
        return is_known and super().lookup_allowed(lookup, value, request)

    def get_changelist_instance(self, request):
        values = [value for _, each in request.GET.lists() for value in each]
        if any(map(UNUSABLE_VALUE.search, values)):
            raise IncorrectLookupParameters
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError, DataError) as error:
            # What a lookup cannot use comes out when the database is asked.
            raise IncorrectLookupParameters from error

    def history_view(self, request, object_id, extra_context=None):
        # Django looks for the object first, and so tells everybody which there are.
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def response_action(
        self, request, queryset, action_location=ActionLocation.CHANGE_LIST
    ):
        # The database refuses other keys with a failure; a browser sends none.
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(re.fullmatch(r"[0-9]{1,18}", key) for key in keys):
            raise BadRequest("What is ticked is told by its number.")
        return super().response_action(request, queryset, action_location)
