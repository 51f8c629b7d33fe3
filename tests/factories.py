"""Plain functions that make test data: complete, valid objects."""

from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from django.utils.text import slugify

from careers.editorial.models import Draft, FamilyLimit
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import load_cell
from careers.models import Dimension, Family, Role, RoleDimensionEntry, Term, Theme


def make_family(name="Engineering", *, slug=None, position=0):
    return Family.objects.create(
        name=name, slug=slug or slugify(name), position=position
    )


def make_theme(name="responsibilities", *, slug=None):
    return Theme.objects.create(name=name, slug=slug or slugify(name))


def make_term(preferred="manage", variants="oversee", *, note=""):
    return Term.objects.create(preferred=preferred, variants=variants, note=note)


def make_dimension(name="Primary Role", *, slug=None, **fields):
    """Make a dimension; ``fields`` are position, question, theme, is_summary ..."""
    return Dimension.objects.create(name=name, slug=slug or slugify(name), **fields)


def make_role(
    name, *, slug=None, status="published", family=None, texts=None, **fields
):
    """Make a role with live ``texts``: ``{dimension: text}``."""
    role = Role.objects.create(
        name=name, slug=slug or slugify(name), status=status, family=family, **fields
    )
    RoleDimensionEntry.objects.bulk_create(
        RoleDimensionEntry(role=role, dimension=dimension, text=text)
        for dimension, text in (texts or {}).items()
    )
    return role


def make_roles(count, *, dimensions=(), **fields):
    """Make "Role 01", "Role 02", ... with a text on every dimension."""
    return [
        make_role(
            f"Role {number:02}",
            texts={
                dimension: f"Role {number:02} on {dimension}"
                for dimension in dimensions
            },
            **fields,
        )
        for number in range(1, count + 1)
    ]


def make_entry(role, dimension, text="Says what it is for"):
    return RoleDimensionEntry.objects.create(role=role, dimension=dimension, text=text)


def make_editor(username="editor", *, password="correct horse battery"):
    """Make a staff account that may do everything with the site's content."""
    editor = User.objects.create_user(username, password=password, is_staff=True)
    content = Permission.objects.filter(
        content_type__app_label__in=["careers", "editorial"]
    )
    editor.user_permissions.set(content)
    return editor


def make_person(
    username, *groups, email=None, password="correct horse battery", **names
):
    """Make a staff account in these groups: Editor, Reviewer, Administrator."""
    email = f"{username}@example.com" if email is None else email
    person = User.objects.create_user(username, email, password, is_staff=True, **names)
    person.groups.set(Group.objects.filter(name__in=groups))
    return person


def make_draft(role, dimension, text="Says something new", *, by=None, now=None):
    by = by or User.objects.filter(username="writer").first()
    by = by or make_person("writer", "Editor")
    cell = load_cell(role, dimension)
    drafting.save(
        role=role,
        dimension=dimension,
        text=text,
        version=cell.version,
        by=by,
        seen_live=cell.live_version,
        now=now,
    )
    return Draft.objects.get(role=role, dimension=dimension)


def make_overtaken(role, dimension):
    """Make a draft, then change the live text that it started from."""
    draft = make_draft(role, dimension, "Decides more")
    role.entries.filter(dimension=dimension).update(text="Live now")
    return draft


def make_submitted(role, dimension, text="Says something new", *, by=None, comment=""):
    draft = make_draft(role, dimension, text, by=by)
    [draft] = drafting.submit(
        versions=[draft.version], by=draft.written_by, comment=comment
    )
    return draft


def make_approved(
    role, dimension, text="Says something new", *, by=None, reviewer=None
):
    """Make a draft and have a second person approve it."""
    draft = make_draft(role, dimension, text, by=by)
    [draft] = drafting.submit(versions=[draft.version], by=draft.written_by)
    reviewer = reviewer or User.objects.filter(username="reviewer").first()
    reviewer = reviewer or make_person("reviewer", "Reviewer")
    return drafting.approve(versions=[draft.version], by=reviewer)[0]


def make_publication(drafts, *, why="Because", by=None, due_at=None, now=None):
    """Publish approved drafts, or schedule them if ``due_at`` is given."""
    return publishing.publish(
        versions=[draft.version for draft in drafts],
        why=why,
        by=by or User.objects.get(username="reviewer"),
        due_at=due_at,
        now=now,
    )


def publication_path(publication):
    return reverse("editorial:publication", args=[publication.pk])


def limit_to(person, *families):
    """Let a person change the roles of these families only."""
    for family in families:
        FamilyLimit.objects.create(person=person, family=family)
    return person
