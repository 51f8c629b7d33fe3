"""Test data from plain functions: each makes one object, complete and valid."""

from django.contrib.auth.models import Permission, User
from django.utils.text import slugify

from careers.models import Dimension, Family, Role, RoleDimensionEntry, Theme


def make_family(name="Engineering", *, slug=None, position=0):
    return Family.objects.create(
        name=name, slug=slug or slugify(name), position=position
    )


def make_theme(name="responsibilities", *, slug=None):
    return Theme.objects.create(name=name, slug=slug or slugify(name))


def make_dimension(name="Primary Role", *, slug=None, **fields):
    """Make a dimension; ``fields`` are position, question, theme, is_summary ..."""
    return Dimension.objects.create(name=name, slug=slug or slugify(name), **fields)


def make_role(
    name, *, slug=None, status="published", family=None, texts=None, **fields
):
    """Make a role that says ``texts``: {dimension: text}."""
    role = Role.objects.create(
        name=name, slug=slug or slugify(name), status=status, family=family, **fields
    )
    RoleDimensionEntry.objects.bulk_create(
        RoleDimensionEntry(role=role, dimension=dimension, text=text)
        for dimension, text in (texts or {}).items()
    )
    return role


def make_roles(count, *, dimensions=(), **fields):
    """Make "Role 01", "Role 02", ..., each with a text on every dimension."""
    return [
        make_role(
            f"Role {number:02}",
            texts={each: f"Role {number:02} on {each}" for each in dimensions},
            **fields,
        )
        for number in range(1, count + 1)
    ]


def make_entry(role, dimension, text="Says what it is for"):
    return RoleDimensionEntry.objects.create(role=role, dimension=dimension, text=text)


def make_editor(username="editor", *, password="correct horse battery"):
    """Make a member of staff who may do everything with the site's content."""
    editor = User.objects.create_user(username, password=password, is_staff=True)
    content = Permission.objects.filter(content_type__app_label="careers")
    editor.user_permissions.set(content)
    return editor
