"""What search knows of the roles. Triggers say which roles it has to read again."""

from django.db import models

from .fields import WordField


class RowKeyField(models.BigIntegerField):
    """A key that is SQLite's own number of the row, so that it needs no index."""

    def db_type(self, connection):
        return (
            "integer" if connection.vendor == "sqlite" else super().db_type(connection)
        )


class SearchDocument(models.Model):
    """The words of one role, in the notation of careers/search/documents.py.

    The key is the role's place among roles that match equally well, so that a database
    that reads matches in the order of their keys can stop at the best.
    """

    id = RowKeyField(primary_key=True)
    # Without a constraint: any SQL may delete a role. A trigger notes that too.
    role = models.OneToOneField(
        "careers.Role",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="search_document",
    )
    is_public = models.BooleanField()
    words = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.words


class SearchWord(models.Model):
    """A word of public documents, and in how many of them it is."""

    word = WordField(max_length=80, primary_key=True)
    count = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.word


class SearchState(models.Model):
    """The one row that says how the index was built, and of how many documents."""

    version = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.version


class ChangedRole(models.Model):
    """A note by a trigger: what search knows of the role is out of date.

    One note for each change, as one row for each role would lose changes: a
    transaction that finds the row writes none, and another one may just read the role.
    """

    role = models.BigIntegerField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.role)
