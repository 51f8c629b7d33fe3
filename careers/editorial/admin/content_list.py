"""Lists that are gone through by page and letter, and mark what is searched or hidden.

The words of a search are marked in names, by the ``marker`` of each object.
"""

from functools import cached_property

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, ChangeList
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.go_to import go_to
from careers.editorial.workflow import details
from careers.search.excerpts import Marker
from careers.search.roles import find, ranked
from careers.text import fold

LETTER = "letter"
FEW = 1_000


def letter_of(value):
    return fold(value or "")[:1]


class LetterFilter(admin.SimpleListFilter):
    """The first letter of names. Its links stand below the list, not beside it."""

    title = gettext_lazy("first letter")
    parameter_name = LETTER
    template = "editorial/admin/_no_filter.html"

    def lookups(self, request, model_admin):
        return [("", "")]

    def queryset(self, request, queryset):
        letter = letter_of(self.value())
        return queryset.starting_with(letter) if letter else queryset


class TypedFilter(admin.SimpleListFilter):
    """A filter with a field in place of links. ``typed`` is what stands in it."""

    @property
    def typed(self):
        return self.value() or ""

    def lookups(self, request, model_admin):
        return [("", "")]

    def choices(self, changelist):
        others = changelist.get_filters_params().items()
        kept = [
            (name, value)
            for name, values in [*others, ("q", [changelist.query])]
            for value in values
            if name != self.parameter_name and value
        ]
        yield {"value": self.typed, "kept": kept}


class KeyPaginator(Paginator):
    """Finds the keys of a page first, so that what is skipped is not read."""

    def page(self, number):
        page = super().page(number)
        if self.count <= FEW:
            return page
        keys = self._keys(page)
        items = self.object_list.order_by().in_bulk(keys)
        page.object_list = [items[key] for key in keys if key in items]
        return page

    def _keys(self, page):
        """Return the keys of a page, counted from the end that is nearer."""
        keys = self.object_list.values_list("pk", flat=True)
        start, end = page.start_index() - 1, page.end_index()
        if start <= self.count / 2:
            return list(keys[start:end])
        return list(keys.reverse()[self.count - end : self.count - start])[::-1]


class LetterPaginator(KeyPaginator):
    """Counts the roles by their first letters, as the list shows these too."""

    @cached_property
    def letter_counts(self):
        return self.object_list.letter_counts()

    @property
    def count(self):
        return sum(self.letter_counts.values())


class LongList(ChangeList):
    """A list with ``go_to``, what goes to one of its letters or pages."""

    viewed_page = None  # the ViewedPage that its address can be saved as

    def get_results(self, request):
        super().get_results(request)
        self.viewed_page = getattr(self.model_admin, "viewed_page", None)
        letter = letter_of(self.get_filters_params().get(LETTER, [""])[-1])
        is_long = self.multi_page or letter
        self.go_to = go_to(
            request,
            # Not the paginator's own page, which would read it once more.
            Page([], self.page_num, self.paginator),
            self.get_letters(request, letter) if is_long else [],
            letter=letter,
            page_key=PAGE_VAR,
        )

    def get_letters(self, request, letter):
        """Return the first letters of all that the list can have.

        None of a search: it puts the best first, so that letters would not help.
        """
        if LetterFilter not in self.list_filter or self.query:
            return []
        if not letter:
            return self.paginator.letter_counts
        return self.get_queryset(request, exclude_parameters=[LETTER]).letter_counts()


class ContentChangeList(LongList):
    """Gives each object its ``details_draft``, in one query for all of them."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.drafts = self.get_drafts()
        marker = get_marker(request, self.query)
        for item in self.result_list:
            item.details_draft = self.drafts.get(item.pk)
            item.marker = marker

    def get_drafts(self):
        return details.drafts_of(self.result_list)


def search_list(request, roles, words):
    """Return the ``roles`` that words find, the best first.

    If the list is sorted by a column, they come in its order.
    """
    if not words.strip():
        return roles
    found = find(roles, words)
    request.search_query = found.query
    matches = ranked(roles, found.keys)
    return (
        matches.order_by(*roles.query.order_by) if ORDER_VAR in request.GET else matches
    )


def get_marker(request, words):
    if not words.strip():
        return None
    return Marker(words, getattr(request, "search_query", None))


def state_label(item):
    """Return the status of an object in a list, and whether changes of it wait."""
    draft, status = item.details_draft, item.get_status_display()
    if draft is None or draft.is_of_new_object:
        return status
    return _("%(status)s, draft changes") % {"status": status}
