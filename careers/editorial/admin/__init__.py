from django.contrib import admin
from django_tasks_db.admin import DBTaskResult

from . import (  # noqa: F401  (each registers pages)
    dimensions,
    entries,
    old_addresses,
    people,
    roles,
    security_log,
    terms,
)

# Tasks have the words of notices, which are for their readers alone.
admin.site.unregister(DBTaskResult)
