"""A site with all its content in Greek."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission, User
from django.test import override_settings
from django.utils import timezone

from careers.models import Dimension, Role
from tests.backdated_changes import backdate_everything
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_term,
    make_theme,
)

GREEK_NAMES = override_settings(
    SITE_NAME="Σταδιοδρομία",
    CONTENT_OWNER="Τμήμα ανθρώπων",
    CONTACT_EMAIL="people@example.com",
)

# The user name for each set of permissions.
PEOPLE = {
    "editor": "άννα",
    "reviewer": "βίκτωρ",
    "administrator": "γιώργος",
    "superuser": "δήμητρα",
    "guest": "ελένη",
}

TEXT = "/admin/texts/role-01/primary-role/"
MATRIX = "/admin/matrix/"
JSON = {"Accept": "application/json"}
FRAGMENT = {"X-Requested-With": "fetch"}

SAME = "Αποφασίζει για τα εργαλεία της ομάδας."
LONG = "Σχεδιάζει τα συστήματα.\n\n- Γράφει κώδικα\n- Διαβάζει κώδικα"


def make_greek_site():
    """Make the content of ``tests.addresses``, and a role in every state."""
    family = make_family("Μηχανικοί", slug="engineering", position=1)
    make_family("Άλλοι", slug="f-2", position=2)
    theme = make_theme("ευθύνες", slug="responsibilities")
    first = make_dimension(
        "Κύριος ρόλος", slug="primary-role", position=1, theme=theme, is_summary=True
    )
    second = make_dimension(
        "Εξουσία",
        slug="authority",
        position=2,
        question="Τι αποφασίζει;",
        example="Αποφασίζει μόνος.",
        length_guide=20,
    )
    make_dimension("Εργαλεία", slug="d-3", position=3)
    make_term("διευθύνει", "διοικεί\nκαθοδηγεί", note="Ανθρώπους")
    for number, text in (1, SAME), (2, SAME), (3, LONG):
        make_role(
            f"Ρόλος {number}",
            slug=f"role-0{number}",
            family=family,
            other_names=f"Άλλος {number}",
            texts={first: f"{LONG} {number}", second: text},
        )
    backdate_everything()
    make_role("Κρυφός", slug="role-04", status="draft", texts={first: SAME})
    make_role("Παλιός", slug="role-05", status="archived", texts={first: SAME})
    make_people()


def make_people():
    for kind, name in PEOPLE.items():
        groups = [kind.title()] if Group.objects.filter(name=kind.title()) else []
        make_person(name, *groups)
    User.objects.filter(username=PEOPLE["superuser"]).update(is_superuser=True)
    # Rows of the database, which editors could rename in their language.
    Permission.objects.update(name="Δικαίωμα")
    for number, group in enumerate(Group.objects.order_by("pk"), 1):
        Group.objects.filter(pk=group.pk).update(name=f"Ομάδα {number}")


def make_many():
    """Make more roles than fit on any page."""
    for number in range(10, 80):
        make_role(f"Ρόλος {number}", slug=f"role-{number}")
    assert Role.objects.count() > 60


def tomorrow() -> str:
    """Return tomorrow's time as a browser sends it."""
    return f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M}"


def at(role="role-01", dimension="primary-role"):
    """Return a role and a dimension by their slugs."""
    return Role.objects.get(slug=role), Dimension.objects.get(slug=dimension)


def person(kind):
    return User.objects.get(username=PEOPLE[kind])


def approved(role="role-01", dimension="primary-role", text="Νέο κείμενο"):
    people = {"by": person("editor"), "reviewer": person("reviewer")}
    return make_approved(*at(role, dimension), text, **people)


def draft(role="role-01", dimension="primary-role", text="Νέο κείμενο"):
    return make_draft(*at(role, dimension), text, by=person("editor"))


def published(*drafts, **fields):
    by = person("reviewer")
    return make_publication(drafts or [approved()], why="Επειδή", by=by, **fields)


def page_of(publication):
    return f"/admin/publications/{publication.pk}/"
