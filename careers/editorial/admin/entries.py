"""The texts of all roles as one list, live or drafts. Each leads to its own page."""

from functools import cached_property

from django.contrib import admin
from django.contrib.admin import ShowFacets
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import Exact
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from careers.editorial.matrix import matrix_path, text_path
from careers.editorial.models import ViewedPage
from careers.editorial.role_choice import named_role, offers_of
from careers.editorial.templatetags.editorial import marked_by
from careers.editorial.workflow import READ, WRITE, CellState, Draft, scope_of
from careers.models import Dimension, FirstLetter, Role, RoleDimensionEntry
from careers.search.roles import find
from careers.templatetags.site import marked

from .content_list import LetterFilter, LongList, TypedFilter, get_marker, letter_of
from .lists import SafeLookups
from .roles import FamilyFilter
from .scope import ScopeFilter
from .written_texts import MOST_LISTED, NEVER, WrittenTexts, older_than

FIRST_WORDS = 20
LONGEST_START = 400  # characters: twenty words without a space are no words
YEAR, HALF_A_YEAR = 365, 182  # days


class YoursFilter(ScopeFilter):
    family = "role__family"


class RoleFilter(TypedFilter):
    """Part of a role's names, or its slug: a site can have a thousand roles."""

    title = _("role")
    parameter_name = "role"
    template = "editorial/admin/_role_filter.html"

    @cached_property
    def role(self):
        return named_role(self.value() or "")

    @property
    def typed(self):
        return self.role.title if self.role else super().typed

    def queryset(self, request, queryset):
        if not (names := self.value()):
            return queryset
        if self.role:
            return queryset.filter(role=self.role)
        return queryset.filter(role__in=find(Role.objects.all(), names).keys)


class RoleLetterFilter(LetterFilter):
    """The first letter of the names of the roles."""

    def queryset(self, request, queryset):
        if not (letter := letter_of(self.value())):
            return queryset
        # Not the keys of the roles: their order would then be of no use.
        return queryset.filter(Exact(FirstLetter("role__folded_names"), letter))


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [choice for choice in CellState.choices if choice[0] != "missing"]

    def queryset(self, request, queryset):
        states = [value for value, _label in self.lookup_choices]
        if self.value() not in states:
            return queryset
        return queryset.in_state(CellState(self.value()))


class ReviewedFilter(admin.SimpleListFilter):
    """When live texts were last reviewed; a new draft has not been live yet."""

    title = _("last reviewed")
    parameter_name = "reviewed"

    def lookups(self, request, model_admin):
        return [
            ("never", gettext("Never")),
            ("year", gettext("Over a year ago")),
            ("half-year", gettext("Over six months ago")),
            ("recent", gettext("In the last six months")),
        ]

    def queryset(self, request, queryset):
        conditions = {
            # Not by the index: never reviewed are many, and are read in order.
            "never": Q(reviewed=NEVER),
            "year": older_than(YEAR),
            "half-year": older_than(HALF_A_YEAR),
            "recent": Q(reviewed_at__isnull=False) & ~older_than(HALF_A_YEAR),
        }
        if self.value() not in conditions:
            return queryset
        return queryset.live_only(conditions[self.value()])


class EntryList(LongList):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = gettext("Texts of all roles")

    def get_queryset(self, request, exclude_parameters=None):
        self.root_queryset = WrittenTexts.all()
        return super().get_queryset(request, exclude_parameters)

    def get_results(self, request):
        super().get_results(request)
        self.is_cut, self.most = self.queryset.is_cut, MOST_LISTED
        self.result_list = list(self.result_list)
        marker = get_marker(request, self.query)
        for entry in self.result_list:
            entry.marker = marker

    def get_letters(self, request, letter):
        is_of_roles = self.query or RoleFilter.parameter_name in request.GET
        return [] if is_of_roles else Role.objects.letter_counts()

    def url_for_result(self, result):
        return text_path(result.role, result.dimension)


def missing_dimensions(role):
    """Return the dimensions on which ``role``, also an OuterRef, has no text."""
    same = {"role": role, "dimension": OuterRef("pk")}
    return (
        Dimension.objects.not_archived()
        .exclude(Exists(RoleDimensionEntry.objects.filter(**same)))
        .exclude(Exists(Draft.objects.filter(**same)))
    )


@admin.register(RoleDimensionEntry)
class EntryAdmin(SafeLookups, admin.ModelAdmin):
    """A list of texts. They are written on their own pages, as drafts.

    There is no deletion: a text is removed by a draft without words.
    """

    list_display = ["title", "start", "state", "words", "changed", "reviewed"]
    list_filter = [
        StateFilter,
        RoleFilter,
        ("role__family", FamilyFilter),
        RoleLetterFilter,
        "dimension",
        ReviewedFilter,
        YoursFilter,
    ]
    list_per_page = 50
    # The search is ours. Django asks only whether there is one.
    search_fields = ["folded_text"]
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    preserve_filters = False
    viewed_page = ViewedPage.TEXTS

    def get_changelist(self, request, **kwargs):
        return EntryList

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        texts, request.search_query = queryset.search(search_term)
        return texts, False

    def has_module_permission(self, request):
        return request.user.has_perm(READ)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(READ)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perms([READ, WRITE])

    has_add_permission = has_change_permission

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("role and dimension"), ordering="role_name")
    def title(self, entry):
        return marked_by(str(entry), entry.marker)

    @admin.display(description=_("text"), empty_value="")
    def start(self, entry):
        if pieces := entry.marker and entry.marker.excerpt(entry.cell.text):
            return marked(pieces)
        text = entry.cell.text[:LONGEST_START]
        return Truncator(text).words(FIRST_WORDS) or gettext("Removes the text")

    @admin.display(description=_("state"))
    def state(self, entry):
        return entry.cell.label

    @admin.display(description=_("words"))
    def words(self, entry):
        return entry.cell.word_count

    @admin.display(description=_("last changed"), ordering="changed")
    def changed(self, entry):
        draft = entry.cell.draft
        return date_of(draft.written_at if draft else entry.updated_at)

    @admin.display(description=_("last reviewed"), ordering="reviewed")
    def reviewed(self, entry):
        if not entry.cell.live:
            return gettext("Not live yet")
        return date_of(entry.reviewed_at) if entry.reviewed_at else gettext("Never")

    @method_decorator(require_safe)
    def add_view(self, request, form_url="", extra_context=None):
        """Lead to the page of a missing text: a role first, then a dimension."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        words = request.GET.get("role", "").strip()
        role = named_role(words)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Add a text"),
            "opts": self.opts,
            "role": role,
            "reason": scope_of(request).reason(role) if role else "",
            "dimensions": missing_dimensions(role.pk) if role else [],
            "offers": offers_of(request, "role") if words and not role else None,
            "missing": matrix_path(state=CellState.MISSING),
        }
        return TemplateResponse(request, "editorial/admin/add_text.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self._lead(request, object_id, "editorial:text")

    def history_view(self, request, object_id, extra_context=None):
        return self._lead(request, object_id, "editorial:text_history")

    def _lead(self, request, object_id, page):
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect(page, entry.role.slug, entry.dimension.slug)


def date_of(moment):
    return date_format(localtime(moment))
