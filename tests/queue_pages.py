"""The review and publish pages: clients with permissions, and the forms they post."""

from django.contrib.auth.models import Permission, User
from django.test import Client

from careers.editorial.workflow import seen
from careers.models import RoleDimensionEntry

from .factories import make_approved, make_dimension, make_person, make_role

REVIEW = "/admin/review/"
PUBLISH = "/admin/publish/"
PUBLICATIONS = "/admin/publications/"


def client_for(user):
    client = Client()
    client.force_login(user)
    return client


def as_member_of(group, username=None):
    """Log in a member of ``group``: the account of that name, if there is one."""
    username = username or group.lower()
    user = User.objects.filter(username=username).first()
    return client_for(user or make_person(username, group))


def as_staff(*permissions):
    """Log in a staff account with these permissions and no others."""
    staff = User.objects.create_user("staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return client_for(staff)


def make_approved_change(
    name="Data Engineer", status="published", before="Decides on tools."
):
    """Approve a draft that adds one word to a role's text."""
    dimension = make_dimension("Authority")
    texts = {dimension: before} if before else None
    role = make_role(name, status=status, texts=texts)
    return make_approved(role, dimension, "Decides on all tools.")


def live_text():
    return RoleDimensionEntry.objects.get().text


def review_form(*drafts, act="approve", comment="", **fields):
    """Return what the review page posts when these drafts are selected."""
    versions = [draft.version for draft in drafts]
    counted = str(len(versions))
    form = {"version": versions, "act": act, "comment": comment, "counted": counted}
    return form | fields


def text_token(draft):
    """Return the version of a text's draft as the publish page marks it."""
    return seen.marked(draft.version, seen.mark_of_text(draft))


def role_token(role):
    return seen.marked(role.slug, seen.mark_of(role, role.family))


def publish_form(*drafts, show=(), why="Yearly review", when="now", **fields):
    """Return what the publish page posts when these drafts and roles are selected."""
    versions = [text_token(draft) for draft in drafts]
    shown = [role_token(role) for role in show]
    return {
        "version": versions,
        "show": shown,
        "why": why,
        "when": when,
        "due_at": "",
        "counted": f"{len(versions)}-{len(shown)}",
    } | fields
