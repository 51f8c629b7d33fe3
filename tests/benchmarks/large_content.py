"""Roles in any number whose names and texts are words of O*NET in a random order.

Each role is the same in a small site and in a large one. Their addresses are those of
tests/addresses.py.
"""

import random
from itertools import batched

from django.db import connection, transaction
from django.db.models import QuerySet

from careers.models import Dimension, Family, Role, RoleDimensionEntry
from careers.models.history import Action

from .onet import Onet

TEXTS = 10  # of a role
WORDS = 40  # of a text
FAMILIES = 20
LEVELS = ["", "Senior", "Junior", "Lead", "Principal", "Assistant", "Deputy", "Chief"]
BATCH = 2_000  # roles that are made at a time
KNOWN_DIMENSIONS = ["Primary Role", "Authority"]


class Maker:
    """Makes roles by their numbers, from 1 on."""

    def __init__(self, folder):
        onet = Onet(folder)
        self.titles = [word for title in onet.titles.values() for word in title.split()]
        words = " ".join(text for row in onet.texts.values() for text in row.values())
        self.words = random.Random(1).sample(words.split(), 200_000)
        names = KNOWN_DIMENSIONS + [f"Dimension {n}" for n in range(3, TEXTS + 1)]
        self.dimensions = [
            Dimension(
                name=name,
                slug=name.lower().replace(" ", "-"),
                position=place,
                is_summary=not place,
            )
            for place, name in enumerate(names)
        ]
        self.families = [
            Family(name=f"Family {n}", slug=f"family-{n}") for n in range(FAMILIES)
        ]
        QuerySet(Dimension).bulk_create(self.dimensions)
        Family.objects.bulk_create(self.families)

    @transaction.atomic
    def make(self, numbers):
        for batch in batched(numbers, BATCH):
            chances = {number: random.Random(number) for number in batch}
            roles = [self._role(number, chance) for number, chance in chances.items()]
            QuerySet(Role).bulk_create(roles)
            QuerySet(RoleDimensionEntry).bulk_create(
                RoleDimensionEntry(
                    role=role,
                    dimension=dimension,
                    text=" ".join(chance.choices(self.words, k=WORDS)),
                )
                for role, chance in zip(roles, chances.values(), strict=True)
                for dimension in self.dimensions
            )
        for model in (Dimension, Role, RoleDimensionEntry):
            record_all(model)

    def _role(self, number, chance):
        name = [chance.choice(LEVELS), *chance.choices(self.titles, k=3), str(number)]
        return Role(
            name=" ".join(name).strip(),
            slug=f"role-{number:02}",
            family=self.families[number // 4 % FAMILIES],
            status="published",
        )


def record_all(model):
    """Record in one statement that the rows without a record were made in 2020."""
    history = model.history.model
    names = [field.column for field in history.tracked_fields]
    sql = f"""
        INSERT INTO {history._meta.db_table} ({", ".join(names)},
            action, history_type, history_date, history_change_reason)
        SELECT {", ".join(names)}, '{Action.CREATED}', '+', '2020-01-01 00:00:00', ''
        FROM {model._meta.db_table}
        WHERE id > (SELECT COALESCE(MAX(id), 0) FROM {history._meta.db_table})
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
