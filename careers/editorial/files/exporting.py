"""Roles with their texts as a file that people keep, and can load again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.editorial.models import Draft
from careers.models import Dimension, Role, RoleDimensionEntry, Theme
from careers.workbook import CSV_TYPE, XLSX_TYPE, Row, csv_file, sheet_names, workbook

# What content files have, and not what follows from it.
FIELDS = [
    *("name", "slug", "position", "status", "question", "example", "theme"),
    *("is_summary", "length_guide", "family", "abbreviations", "other_names"),
    *("role", "dimension", "text"),
]
ONE_TABLE = _("A CSV file has one table. Choose Excel, or another table.")
CONTENT_TYPES = {
    "csv": CSV_TYPE,
    "xlsx": XLSX_TYPE,
    "json": "application/json",
}


class Shape(TextChoices):
    LONG = "long", _("A text in each row")
    WIDE = "wide", _("A role in each row, a column for each dimension")
    PAGE = "page", _("A dimension in each row, a column for each role")
    SHEETS = "sheets", _("A sheet for each role (Excel only)")


class Format(TextChoices):
    XLSX = "xlsx", _("Excel (.xlsx)")
    CSV = "csv", _("CSV")
    JSON = "json", _("Content file for another site (.json)")


@dataclass(frozen=True)
class Text:
    words: str
    is_draft: bool


class Export:
    """The texts of ``roles``: what visitors read, or the drafts in its place."""

    def __init__(self, roles: Iterable[Role], *, with_drafts: bool) -> None:
        self.roles, self.with_drafts = list(roles), with_drafts
        self.dimensions = list(Dimension.objects.select_related("theme"))
        keys = {role.pk for role in self.roles}
        self.texts = self._read(RoleDimensionEntry, keys, is_draft=False)
        if with_drafts:
            self.texts |= self._read(Draft, keys, is_draft=True)
            self.texts = {k: text for k, text in self.texts.items() if text.words}

    def _read(
        self,
        model: type[RoleDimensionEntry | Draft],
        keys: set[int],
        *,
        is_draft: bool,
    ) -> dict[tuple[int, int], Text]:
        # All of them: a site has more roles than a statement has room for keys.
        rows = model._base_manager.values_list("role", "dimension", "text")
        return {
            (role, dimension): Text(text, is_draft)
            for role, dimension, text in rows.iterator()
            if role in keys
        }

    @property
    def what(self) -> str:
        if self.with_drafts:
            return gettext("Live texts, with drafts in the place of those they change")
        return gettext("Live texts")

    def file(self, kind: str, shape: str, today: date) -> bytes:
        """Return the file. Only that of Format.XLSX can have Shape.SHEETS."""
        about = {
            gettext("Site"): settings.SITE_NAME,
            gettext("Date"): today.isoformat(),
            gettext("Texts"): self.what,
        }
        if kind == Format.JSON:
            return self._json(about)
        rows: list[Row] = [*about.items()]
        if kind == Format.XLSX:
            about_sheet = {gettext("About"): rows}
            sheets = self._sheets(shape, taken=about_sheet) | about_sheet
            return workbook(gettext("Roles"), sheets, today)
        return csv_file([*self._table(shape), [], *rows])

    def _sheets(self, shape: str, taken: Iterable[str]) -> dict[str, list[Row]]:
        if shape != Shape.SHEETS:
            return {gettext("Roles"): self._table(shape)}
        names = sheet_names([role.title for role in self.roles], taken)
        pages = (self._page([role]) for role in self.roles)
        return dict(zip(names, pages, strict=True))

    def _table(self, shape: str) -> list[Row]:
        if shape == Shape.PAGE:
            return self._page(self.roles)
        return self._wide() if shape == Shape.WIDE else self._long()

    def _long(self) -> list[Row]:
        rows: list[Row] = [
            [
                *_head(),
                gettext("Dimension"),
                gettext("State"),
                gettext("Text"),
            ]
        ]
        states = gettext("Live"), gettext("Draft")
        for role in self.roles:
            texts = [(d.name, self.texts.get((role.pk, d.pk))) for d in self.dimensions]
            rows += [
                [*_of(role), name, states[text.is_draft], text.words]
                for name, text in texts
                if text
            ] or [[*_of(role), "", "", ""]]
        return rows

    def _wide(self) -> list[Row]:
        head = [*_head(), *(dimension.name for dimension in self.dimensions)]
        return [
            head,
            *(
                [*_of(r), *(self._words(r, d) for d in self.dimensions)]
                for r in self.roles
            ),
        ]

    def _page(self, roles: list[Role]) -> list[Row]:
        return [
            [gettext("Dimension"), *(role.title for role in roles)],
            [gettext("Slug"), *(role.slug for role in roles)],
            *([d.name, *(self._words(r, d) for r in roles)] for d in self.dimensions),
        ]

    def _words(self, role: Role, dimension: Dimension) -> str:
        text = self.texts.get((role.pk, dimension.pk))
        return text.words if text else ""

    def _json(self, about: dict[str, str]) -> bytes:
        roles = {role.pk: role for role in self.roles}
        dimensions = {dimension.pk: dimension for dimension in self.dimensions}
        families = {role.family_id: role.family for role in self.roles if role.family}
        objects = [
            *families.values(),
            *Theme.objects.all(),
            *self.dimensions,
            *self.roles,
            *(
                RoleDimensionEntry(
                    role=roles[role], dimension=dimensions[key], text=text.words
                )
                for (role, key), text in self.texts.items()
                if key in dimensions
            ),
        ]
        items = serializers.serialize(
            "python",
            objects,
            fields=FIELDS,
            use_natural_foreign_keys=True,
            use_natural_primary_keys=True,
        )
        # A content file has room for nothing else. What loads it takes no notice.
        if items:
            items[0] = {"about": about, **items[0]}
        text = json.dumps(items, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
        return f"{text}\n".encode()


def _head() -> list[str]:
    return [gettext("Slug"), gettext("Role"), gettext("Family")]


def _of(role: Role) -> list[str]:
    return [role.slug, role.title, role.family.name if role.family else ""]
