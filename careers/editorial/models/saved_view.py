"""The filters, columns and order of a list that an editor comes back to."""

from django.db import models
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from careers.models import (
    has_words,
    is_known,
    is_short,
    person_field,
    validate_one_line,
    validate_plain_text,
)
from careers.paths import path_to

MAX_NAME = 80  # characters
MAX_QUERY = 8_000  # characters, less than servers read of an address
MOST_VIEWS = 100  # of one person


class ViewedPage(models.TextChoices):
    """A page that can be saved with its filters."""

    MATRIX = "matrix", _("The matrix")
    ROLES = "roles", _("Roles")
    TEXTS = "texts", _("Texts")

    @property
    def path(self):
        return path_to(PAGES[self])


PAGES = {
    ViewedPage.MATRIX: "editorial:matrix",
    ViewedPage.ROLES: "admin:careers_role_changelist",
    ViewedPage.TEXTS: "admin:careers_roledimensionentry_changelist",
}


class SavedViewQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def shown_to(self, person):
        """Return the views of ``person`` and those that others share, by name."""
        shared = models.Q(is_shared=True, person__is_active=True)
        views = self.filter(models.Q(person=person) | shared)
        return views.select_related("person").order_by(Lower("name"), "pk")


class SavedView(models.Model):
    Page = ViewedPage

    person = person_field()
    page = models.CharField(max_length=6, choices=ViewedPage)
    name = models.CharField(
        _("name"),
        max_length=MAX_NAME,
        validators=[validate_plain_text, validate_one_line],
    )
    # What follows the "?" in the address; the path is that of ``page``.
    query = models.TextField(blank=True, max_length=MAX_QUERY)
    is_shared = models.BooleanField(_("Share with the team"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "person",
                "page",
                Lower("name"),
                name="saved_view_names_differ",
                violation_error_message=_(
                    "You already have a view with this name. Choose another."
                ),
            ),
            is_known("page", ViewedPage, "saved_view_page_is_known"),
            has_words("name", "saved_view_has_a_name"),
            is_short("query", MAX_QUERY, "saved_view_query_is_not_too_long"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_to("editorial:saved_view", self.pk)

    @property
    def path(self):
        path = ViewedPage(self.page).path
        return f"{path}?{self.query}" if self.query else path

    @property
    def parameters(self):
        return QueryDict(self.query)
