"""The workshop as its people meet it: clients by group, and what forms send."""

from django.contrib.auth.models import Permission, User
from django.test import Client

from careers.editorial.workflow import drafting
from careers.models import RoleDimensionEntry

from .factories import make_approved, make_dimension, make_draft, make_person, make_role

REVIEW = "/admin/review/"
PUBLISH = "/admin/publish/"
PUBLICATIONS = "/admin/publications/"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def as_member_of(group, username=None):
    """Return a client of somebody in ``group``, always the same one of a name."""
    username = username or group.lower()
    user = User.objects.filter(username=username).first()
    return signed_in(user or make_person(username, group))


def as_staff(*permissions):
    """Return a client of a member of staff with these permissions and no other."""
    staff = User.objects.create_user("staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return signed_in(staff)


def make_submitted(role, dimension, text="Says it anew", *, by=None, comment=""):
    """Make a draft that waits for a review, and return it."""
    draft = make_draft(role, dimension, text, by=by)
    [draft] = drafting.submit(
        versions=[draft.version], by=draft.written_by, comment=comment
    )
    return draft


def make_change(name="Data Engineer", status="published", before="Decides on tools."):
    """Make an approved draft that changes one word of a role's text, and return it."""
    dimension = make_dimension("Authority")
    said = {dimension: before} if before else None
    role = make_role(name, status=status, texts=said)
    return make_approved(role, dimension, "Decides on all tools.")


def live():
    """Return the one text that is live."""
    return RoleDimensionEntry.objects.get().text


def decision(*drafts, act="approve", comment="", **sent):
    """What the review's form sends for ticked drafts."""
    versions = [draft.version for draft in drafts]
    counted = str(len(versions))
    form = {"version": versions, "act": act, "comment": comment, "counted": counted}
    return form | sent


def choice(*drafts, show=(), why="Yearly review", when="now", **sent):
    """What the publish page's form sends for ticked drafts."""
    versions = [draft.version for draft in drafts]
    slugs = [role.slug for role in show]
    return {
        "version": versions,
        "show": slugs,
        "why": why,
        "when": when,
        "due_at": "",
        "counted": f"{len(versions)}-{len(slugs)}",
    } | sent
