from django.db import models
from django.db.models.functions import Coalesce, Length

INTEGER = models.IntegerField()


def number_of(rows: models.QuerySet) -> models.Subquery:
    """Return the number of ``rows``, which refer to an outer query.

    Count would group the rows of the whole table to show one page of it.
    """
    # Not of keys: PostgreSQL has them in the rows alone, and others in the index too.
    return _one_value(rows, models.Func(template="COUNT(*)", output_field=INTEGER))


def characters_of(rows: models.QuerySet, field: str) -> Coalesce:
    """Return the number of characters in a field of all ``rows``, likewise."""
    total = models.Func(Length(field), function="SUM", output_field=INTEGER)
    return Coalesce(_one_value(rows, total), 0)


def _one_value(rows: models.QuerySet, value: models.Expression) -> models.Subquery:
    return models.Subquery(rows.order_by().values(one_value=value))
