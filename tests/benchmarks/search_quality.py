"""Whether search finds the jobs that people mean, on all roles of O*NET."""

from pathlib import Path

from careers.models import Dimension, Family, Role, RoleDimensionEntry
from careers.search.index import refresh

from .onet import read, slug_of

FOLDER = Path(__file__).parent
JOBS, DUTIES = FOLDER / "job_queries.txt", FOLDER / "duty_queries.txt"
FIRST = 5  # roles; one of them should be the wanted one


def queries(file):
    """Return the words and the wanted titles of each query."""
    lines = file.read_text().splitlines()
    pairs = [line.split(" = ") for line in lines if not line.startswith("#")]
    return [(words, titles.split(" | ")) for words, titles in pairs]


def load(folder):
    """Put all roles of O*NET in place of the content of the database."""
    RoleDimensionEntry.objects.all().delete()
    Role.objects.all().delete()
    Dimension.objects.all().delete()
    families, roles, dimensions, entries = {}, {}, {}, []
    for row in read(folder, "roles.csv"):
        name = row["family"]
        family = families.setdefault(name, Family(name=name, slug=f"f{len(families)}"))
        slug = slug_of(row["code"])
        roles[row["code"]] = Role(
            name=row["title"], slug=slug, family=family, status="published"
        )
    for row in read(folder, "cells.csv"):
        name, number = row["dimension"], len(dimensions)
        new = Dimension(name=name, slug=f"d{number}", is_summary=name == "Description")
        dimension = dimensions.setdefault(name, new)
        role = roles[row["code"]]
        entries.append(
            RoleDimensionEntry(role=role, dimension=dimension, text=row["text"])
        )
    Family.objects.bulk_create(families.values())
    Role.objects.bulk_create(roles.values())
    Dimension.objects.bulk_create(dimensions.values())
    RoleDimensionEntry.objects.bulk_create(entries)
    refresh()


def misses(file):
    """Return the number, words and first roles of the queries that found none."""
    missed = []
    for number, (words, titles) in enumerate(queries(file), start=1):
        names = Role.objects.published().search(words)[:FIRST]
        names = list(names.values_list("name", flat=True))
        if not set(names) & set(titles):
            missed.append((number, words, names))
    return missed


def report(folder):
    load(folder)
    missed = misses(JOBS)
    for start, kind in [
        (1, "odd queries, tuned on"),
        (2, "even queries, not tuned on"),
    ]:
        numbers = range(start, len(queries(JOBS)) + 1, 2)
        lost = sum(number in numbers for number, *_ in missed)
        print(f"{kind:30}{len(numbers) - lost:4} of {len(numbers)}")
    total = len(queries(DUTIES))
    print(f"{'duties, tuned on':30}{total - len(misses(DUTIES)):4} of {total}")
