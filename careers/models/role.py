from collections import Counter
from datetime import datetime

from django.db import models, transaction
from django.db.models.functions import Coalesce, Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.paths import path_to
from careers.text import fold_name

from .content import (
    Content,
    FormerAddress,
    PresentManager,
    Readdressed,
    ReaddressedQuerySet,
    SluggedContentQuerySet,
    slug_is_its_own,
)
from .counts import characters_of, number_of
from .entry import RoleDimensionEntry
from .fields import (
    NameKeyField,
    SearchTextField,
    has_words,
    is_at_most,
    is_short,
    is_slug,
    names_differ,
    slug_is_plain,
    with_derived_fields,
)
from .history import DELETION_FIELDS, Records, latest, latest_record
from .ordering import MAX_POSITION, Ordered
from .status import PUBLIC_STATUSES, Status
from .text_fields import AddressField, LineField, PlainTextField

NO_TEXT = models.Value("", models.TextField())


class FirstLetter(models.Func):
    """The first letter of folded names, as the index ``role_by_letter`` has it.

    Substr's numbers are parameters, and SQLite knows no expression of an index by them.
    """

    function = "SUBSTRING"
    template = "%(function)s(%(expressions)s, 2, 1)"
    output_field = models.CharField()

    def as_sqlite(self, *args, **kwargs):
        return self.as_sql(*args, function="SUBSTR", **kwargs)


FEW = 1_000  # roles that are sorted whole

# As the editors order families; roles without one come last.
FAMILY_ORDER = [
    models.F("family__position").asc(nulls_last=True),
    models.F("family__name").asc(nulls_last=True),
]


class FamilyQuerySet(SluggedContentQuerySet):
    def having(self, roles):
        """Return the families of ``roles``, a queryset."""
        return self.filter(models.Exists(roles.filter(family=models.OuterRef("pk"))))


class Family(Content, Ordered):
    """A group of roles, such as Engineering or People."""

    details = ["name", "slug", "position"]

    name = LineField(
        _("name"),
        max_length=120,
        help_text=_("What visitors read, such as “Data” or “People”."),
    )
    slug = AddressField(
        unique=False,
        help_text=_(
            "The part of addresses that names this family. Changing it breaks old "
            "links."
        ),
    )

    name_key = NameKeyField(of=["name"])

    objects = PresentManager.from_queryset(FamilyQuerySet)()
    everything = FamilyQuerySet.as_manager()
    history = Records(excluded_fields=DELETION_FIELDS)

    class Meta(Ordered.Meta):
        verbose_name = _("family")
        verbose_name_plural = _("families")
        constraints = [
            *Content.Meta.constraints,
            slug_is_its_own("family", _("Family with this Slug already exists.")),
            slug_is_plain("family_slug_is_plain"),
            has_words("name", "family_has_a_name"),
            is_at_most("position", MAX_POSITION, "family_position_is_bounded"),
            names_differ("family", _("There is already a family with this name.")),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        super().save(**kwargs)
        qualified = Role._base_manager.filter(family=self).exclude(qualifier="")
        qualified.exclude(qualifier=self.name).update(qualifier=self.name)

    def get_absolute_url(self):
        return f"{path_to('careers:roles')}?family={self.slug}"

    def natural_key(self):
        return (self.slug,)


class RoleQuerySet(ReaddressedQuerySet):
    def published(self):
        """Return the public roles. Pages, files and search all start here.

        Reading a related object that the query did not fetch raises an error, instead
        of costing a query for each role.
        """
        return super().published().fetch_mode(models.FETCH_RAISE)

    def in_order(self, slugs):
        """Return a list of the roles with these slugs, in the order of ``slugs``."""
        possible = [slug for slug in slugs if is_slug(slug)]
        # In any other order, SQLite reads all public roles.
        roles = self.filter(slug__in=possible).order_by()
        roles = {role.slug: role for role in roles}
        return [roles[slug] for slug in possible if slug in roles]

    def with_completeness(self):
        """Add ``described``, the number of dimensions that the role has a text for.

        Only those count that visitors can read.
        """
        return self.annotate(described=number_of(self._public_entries()))

    def with_characters(self):
        """Add ``characters``, how many the texts have that visitors can read."""
        return self.annotate(characters=characters_of(self._public_entries(), "text"))

    def _public_entries(self):
        return RoleDimensionEntry.objects.filter(
            role=models.OuterRef("pk"), dimension__status__in=PUBLIC_STATUSES
        )

    def with_summary(self):
        """Add ``summary``, the text on the summary dimension, or the first, or ""."""
        texts = self._public_entries().order_by(
            "-dimension__is_summary", "dimension__position", "dimension__name"
        )
        summary = models.Subquery(texts.values("text")[:1])
        return self.annotate(summary=Coalesce(summary, NO_TEXT))

    def undescribed(self):
        """Return the roles without a text that visitors can read."""
        texts = RoleDimensionEntry.objects.filter(
            role=models.OuterRef("pk"), dimension__status__in=PUBLIC_STATUSES
        )
        return self.exclude(models.Exists(texts))

    def with_text_on(self, dimension):
        """Add ``text``, the text on ``dimension`` or "", and its dates.

        ``updated_at`` and ``reviewed_at`` are None without a text.
        """
        entry = RoleDimensionEntry.objects.filter(
            role=models.OuterRef("pk"), dimension=dimension
        )
        return self.annotate(
            text=Coalesce(models.Subquery(entry.values("text")[:1]), NO_TEXT),
            updated_at=models.Subquery(entry.values("updated_at")[:1]),
            reviewed_at=models.Subquery(entry.values("reviewed_at")[:1]),
        )

    def with_last_change(self):
        """Add ``changed_at``, when one of the role's texts last changed."""
        latest = RoleDimensionEntry.objects.filter(
            role=models.OuterRef("pk"), dimension__status__in=PUBLIC_STATUSES
        ).order_by("-updated_at")
        return self.annotate(
            changed_at=models.Subquery(latest.values("updated_at")[:1])
        )

    def with_page_changes(self):
        """Add when what the page of the role says last changed, of several kinds.

        The latest of them is ``page_changed_at``.
        """
        role = models.OuterRef("pk")
        entries = RoleDimensionEntry.history.filter(
            role_id=role, history_type="-", dimension__status__in=PUBLIC_STATUSES
        )
        return self.with_last_change().annotate(
            details_changed_at=latest_record(Role.history.filter(id=role)),
            text_removed_at=latest_record(entries),
        )

    def by_family(self):
        """Order roles as the editors do in each family, and families too."""
        return self.select_related("family").order_by(*FAMILY_ORDER, "place", "pk")

    def of_page(self, page, numbers=()):
        """Return a list of the roles of a page of a paginator, by family.

        The database sorts keys, of many roles those of the page's families alone, and
        reads no more of the other roles. ``numbers`` are those of all its roles by the
        keys of their families, if they are known.
        """
        roles = page.object_list
        if page.paginator.count > FEW:
            roles = page.paginator.object_list.by_family_from_to(
                page.start_index() - 1, page.end_index(), numbers
            )
        return list(self.filter(pk__in=roles.values("pk")).by_family())

    def by_family_from_to(self, start, end, numbers=()):
        """Return a slice in the order of families, found by their numbers of roles."""
        if not numbers:
            of_families = self.order_by().values_list("family")
            numbers = dict(of_families.annotate(number=models.Count("*")))
        families = Family.everything.order_by("position", "name")
        passed, first, crossed = 0, 0, []
        for family in families.values_list("pk", flat=True):
            count = numbers.get(family, 0)
            if passed + count <= start:
                first = passed + count
            elif passed < end:
                crossed.append(family)
            passed += count
        of_page = models.Q(family__in=crossed)
        if passed < end:
            of_page |= models.Q(family=None)
        return self.filter(of_page).by_family()[start - first : end - first]

    def named(self, words):
        """Return the role of this name, with or without its family, or None.

        None too if several roles have the name.
        """
        roles = list(self.filter(name_key=fold_name(words))[:2])
        if not roles and words.endswith(")"):
            name, _bracket, family = words[:-1].rpartition(" (")
            roles = self.filter(name_key=fold_name(name)).exclude(qualifier="")
            roles = [r for r in roles if fold_name(r.qualifier) == fold_name(family)]
        return roles[0] if len(roles) == 1 else None

    def letter_counts(self):
        """Return ``{first letter of a name, or "": its number of roles}``."""
        letters = (
            self.order_by()
            .annotate(letter=FirstLetter("folded_names"))
            .values_list("letter")
        )
        return dict(letters.annotate(models.Count("pk")).order_by("letter"))

    def starting_with(self, letter):
        return self.filter(Exact(FirstLetter("folded_names"), letter))

    def search(self, words):
        """Return the roles that match best, best first; all for no words at all."""
        from careers.search.roles import search_roles  # which reads these models

        return search_roles(self, words)


class Role(Readdressed, Content, Ordered):
    Status = Status

    details = [
        "name", "slug", "family", "position", "abbreviations", "other_names"
    ]  # fmt: skip

    name = LineField(
        _("name"),
        max_length=160,
        help_text=_("What visitors read, such as “Site Reliability Engineer (SRE)”."),
    )
    slug = AddressField(
        unique=False,
        help_text=_(
            "The part of addresses that names this role, such as “data-engineer”. If "
            "you change it, links to the old address keep working."
        ),
    )
    family = models.ForeignKey(
        Family,
        on_delete=models.PROTECT,
        verbose_name=_("family"),
        null=True,
        blank=True,
        related_name="roles",
        db_index=False,  # role_by_family begins with it
        help_text=_("The group that visitors find this role in."),
    )
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text=_(
            "Visitors see published roles only. Archived roles keep their texts."
        ),
    )
    abbreviations = LineField(
        _("abbreviations"),
        max_length=120,
        blank=True,
        help_text=_("Separated by commas, such as “SRE”. Search finds them."),
    )
    other_names = PlainTextField(
        _("other names"),
        blank=True,
        max_length=1_000,
        help_text=_("Other titles for the same job, one per line. Search finds them."),
    )
    folded_names = SearchTextField(of=["name", "abbreviations", "other_names"])
    name_key = NameKeyField(of=["name"])
    place = NameKeyField(of=["position", "name"])  # in its family
    # The family's name, while another role has the same one: "Junior (iOS)".
    qualifier = models.CharField(
        max_length=120, blank=True, editable=False, serialize=False
    )

    described: int  # added by with_completeness()
    # Added by with_page_changes().
    changed_at: datetime | None
    details_changed_at: datetime | None
    text_removed_at: datetime | None

    objects = PresentManager.from_queryset(RoleQuerySet)()
    everything = RoleQuerySet.as_manager()
    history = Records(excluded_fields=[*DELETION_FIELDS, "qualifier"])

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["name_key", "pk"]
        constraints = [
            *Content.Meta.constraints,
            slug_is_its_own("role", _("Role with this Slug already exists.")),
            slug_is_plain("role_slug_is_plain"),
            models.CheckConstraint(
                condition=~(
                    models.Q(slug__contains="-vs-")
                    | models.Q(slug__startswith="vs-")
                    | models.Q(slug__endswith="-vs")
                ),
                name="role_slug_cannot_be_read_as_a_comparison",
                violation_error_message=_(
                    "“vs” joins roles in the address of a comparison, so an address "
                    "can’t contain “-vs-”, start with “vs-” or end with “-vs”."
                ),
            ),
            has_words("name", "role_has_a_name"),
            is_short("other_names", 1_000, "role_other_names_are_not_too_long"),
            is_at_most("position", MAX_POSITION, "role_position_is_bounded"),
            names_differ(
                "role",
                _("There is already a role with this name in this family."),
                Coalesce("family", 0),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "name_key"], name="role_by_status"),
            models.Index(fields=["family", "status"], name="role_by_family"),
            models.Index(fields=["status", "slug"], name="role_by_address"),
            models.Index(fields=["family", "slug"], name="role_of_family"),
            models.Index(fields=["name_key"], name="role_by_name"),
            models.Index(fields=["family", "place"], name="role_by_place"),
            models.Index(
                Substr("folded_names", 2, 1), "status", "family", name="role_by_letter"
            ),
        ]

    def __str__(self):
        return self.title

    @transaction.atomic
    def save(self, *, update_fields=None, **kwargs):
        row = Role._base_manager.filter(pk=self.pk) if self.pk else None
        former = row.values_list("name_key", flat=True).first() if row else None
        super().save(update_fields=with_derived_fields(self, update_fields), **kwargs)
        tell_apart({former, self.name_key} - {None}, self)

    def get_absolute_url(self):
        return path_to("careers:role", self.slug)

    @property
    def title(self):
        return title_of(self.name, self.qualifier)

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["careers.family"]  # type: ignore[attr-defined]

    @property
    def page_changed_at(self):
        """When its page last changed; needs ``with_page_changes()``."""
        return latest(self.changed_at, self.details_changed_at, self.text_removed_at)

    def similar(self, count=2):
        """Return up to ``count`` roles of its family, the most similar names first.

        If names are equally similar, the role with more texts comes first.
        """
        if self.family_id is None:
            return []
        others = Role.objects.not_archived().filter(family=self.family_id)
        others = others.exclude(pk=self.pk).with_completeness()
        words = set(self.folded_names.split())

        def order(other):
            shared = words & set(other.folded_names.split())
            return -len(shared), -other.described, other.name

        return sorted(others, key=order)[:count]

    @property
    def also_known_as(self):
        return [
            name.strip()
            for name in [*self.abbreviations.split(","), *self.other_names.splitlines()]
            if name.strip()
        ]


def title_of(name, qualifier):
    """Return the name of a role, with its family's where another has the same name."""
    if not qualifier:
        return name
    return gettext("%(role)s (%(family)s)") % {"role": name, "family": qualifier}


def tell_apart(name_keys, *instances):
    """Give roles of one name the name of their family, and take it from a lone one.

    Visitors are not told of roles that are not public.
    """
    rows = Role.objects.filter(name_key__in=name_keys).values_list(
        "name_key", "pk", "status", "family__name", "qualifier"
    )
    rows = list(rows.order_by())
    named = Counter(key for key, *_ in rows)
    public = Counter(key for key, _, status, *_ in rows if status in PUBLIC_STATUSES)
    present = {role.pk: role for role in instances}
    for key, pk, status, family, before in rows:
        count = (public if status in PUBLIC_STATUSES else named)[key]
        qualifier = (family or "") if count > 1 else ""
        if qualifier != before:
            Role._base_manager.filter(pk=pk).update(qualifier=qualifier)
        if pk in present:
            present[pk].qualifier = qualifier


class FormerSlug(FormerAddress):
    role = models.ForeignKey(
        Role,
        on_delete=models.CASCADE,
        verbose_name=_("role"),
        related_name="former_slugs",
    )

    history = Records()

    class Meta(FormerAddress.Meta):
        abstract = False
