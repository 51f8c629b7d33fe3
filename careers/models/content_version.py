"""Marks of published content, which a trigger changes with the content itself."""

from django.db import models


class ContentVersion(models.Model):
    """A mark that is never the same before and after a change.

    ``scope`` is the key of a role, for its texts; FRAME for what is around the texts:
    names, addresses, dimensions, terms; FRAME minus the key of a role, for the roles
    that are near to it; or EVERYTHING.
    """

    EVERYTHING = 0
    FRAME = -1

    scope = models.BigIntegerField(primary_key=True)
    version = models.CharField(max_length=36)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.scope}: {self.version}"
