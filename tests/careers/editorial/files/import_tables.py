"""Files of roles as people send them, and the plans made of them."""

import csv
import io

from careers.editorial.files.naming import known_names
from careers.editorial.files.planning import make_plan
from careers.editorial.files.reading import read_file
from careers.editorial.files.resolving import Options
from careers.text import with_guards

HEAD = ["Slug", "Role", "Family", "Dimension", "Text"]


def table(*rows, head=HEAD):
    """Return a CSV file with ``rows`` of (role, family, dimension, text, slug)."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(head)
    for role, family, dimension, text, *slug in rows:
        cells = (
            [*slug, role, family, dimension, text]
            if slug
            else row_of(role, family, dimension, text)
        )
        writer.writerow([with_guards(cell) for cell in cells])
    return file.getvalue().encode()


def row_of(role, family, dimension, text):
    return ["", role, family, dimension, text]


def reading(*rows, name="roles.csv"):
    return read_file(name, table(*rows), known_names())


def plan_of(*rows, **options):
    return make_plan([reading(*rows)], Options(**options))


def acts(plan):
    return [(text.act.value, text.text) for text in plan.texts]


def problems(plan):
    return [f"{problem.place}: {problem.message}" for problem in plan.problems]
