"""A database that fails at one write, to see that nothing stays half done."""

import re
from contextlib import contextmanager
from itertools import count

from django.db import DatabaseError, connection

WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


class BrokenDiskError(DatabaseError):
    pass


@contextmanager
def failing_write(number):
    """Fail the write of this number, counted from 1."""
    writes = count(1)

    def fail_at_number(execute, sql, params, many, context):
        if WRITE.match(sql) and next(writes) == number:
            raise BrokenDiskError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail_at_number):
        yield
