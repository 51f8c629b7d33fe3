"""Roles of O*NET, from the files in the folder that ONET names."""

import csv
import sys
from collections import defaultdict
from pathlib import Path

PICKED = 50  # roles of each set


def read(folder, name):
    csv.field_size_limit(sys.maxsize)
    with (Path(folder) / name).open(newline="") as file:
        return list(csv.DictReader(file))


class Onet:
    """``titles`` by code, and ``texts`` by dimension and code."""

    def __init__(self, folder):
        self.titles = {
            role["code"]: role["title"] for role in read(folder, "roles.csv")
        }
        self.texts = defaultdict(dict)
        for cell in read(folder, "cells.csv"):
            self.texts[cell["dimension"]][cell["code"]] = cell["text"]

    def sets(self):
        """Return sets of roles: of one kind, of all kinds, and the longest."""
        lengths = defaultdict(int)
        for row in self.texts.values():
            for code, text in row.items():
                lengths[code] += len(text)
        codes = sorted(lengths)
        longest = sorted(codes, key=lengths.get)
        return {
            "first": codes[:PICKED],
            "spread": codes[:: len(codes) // PICKED][:PICKED],
            "longest": longest[-PICKED:],
        }

    def load(self):
        """Put the roles of all sets in place of the content of the database."""
        # Models need a site, and reading O*NET does not.
        from careers.models import Dimension, Role, RoleDimensionEntry

        codes = {code for codes in self.sets().values() for code in codes}
        RoleDimensionEntry.objects.all().delete()
        Dimension.objects.all().delete()
        roles = {
            code: Role(name=self.titles[code], slug=slug_of(code), status="published")
            for code in sorted(codes)
        }
        dimensions = {
            name: Dimension(name=name, slug=f"dimension-{place}", position=place)
            for place, name in enumerate(self.texts, start=1)
        }
        Role.objects.bulk_create(roles.values())
        Dimension.objects.bulk_create(dimensions.values())
        RoleDimensionEntry.objects.bulk_create(
            RoleDimensionEntry(
                role=roles[code], dimension=dimensions[name], text=row[code]
            )
            for name, row in self.texts.items()
            for code in codes & row.keys()
        )


def slug_of(code):
    return code.replace(".", "-")
