from django.db import models


def number_of(rows: models.QuerySet) -> models.Subquery:
    """Return the number of ``rows``, which refer to an outer query.

    Count would group the rows of the whole table to show one page of it.
    """
    # Not of keys: PostgreSQL has them in the rows alone, and others in the index too.
    number = models.Func(template="COUNT(*)", output_field=models.IntegerField())
    return models.Subquery(rows.order_by().values(number_of_rows=number))
