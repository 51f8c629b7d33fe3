"""The content of the site under test: the fixtures, and roles that strain a page."""

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from careers.models import Dimension, Family, RoleDimensionEntry
from tests.backdated_changes import backdate_everything
from tests.factories import make_role, make_roles

LONG_NAME = (
    "Principal Programme Coordinator for Site Reliability and Production "
    "Infrastructure in Regulated Markets across Europe, the Middle East and Africa"
)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"
RIGHT_TO_LEFT_NAME = "مهندس بيانات"
RIGHT_TO_LEFT_TEXT = "يبني مسارات البيانات ويشغلها، ثم يسلمها إلى المحللين."

GUEST = {"username": "guest", "password": "sees the admin, may do nothing in it"}


def fill_public_site():
    call_command("prepare", verbosity=0)
    with transaction.atomic():  # waits for the disk once, not once a row
        make_content()


def make_content():
    User.objects.create_user(**GUEST, is_staff=True)
    # Enough for the directory to have a second page.
    make_roles(6)
    make_straining_roles()
    backdate_everything()
    entry = RoleDimensionEntry.objects.filter(role__slug="much").first()
    entry.text += "\n\nAnd every other task."
    entry.save()


def make_straining_roles():
    dimensions = list(Dimension.objects.all())
    sundry = {"family": Family.objects.create(name="Sundry", slug="sundry")}
    texts = {
        "long-name": (LONG_NAME, "Does one thing."),
        "long-words": (
            LONG_WORD,
            f"See https://example.org/{'path-' * 30} {LONG_WORD}",
        ),
        "much": ("Head of Everything", "\n\n".join([PARAGRAPH, *BULLETS] * 8)),
        "right-to-left": (RIGHT_TO_LEFT_NAME, RIGHT_TO_LEFT_TEXT),
    }
    for slug, (name, text) in texts.items():
        texts = dict.fromkeys(dimensions, text)
        make_role(name, slug=slug, texts=texts, **sundry)
    make_role("HR", slug="little")


PARAGRAPH = (
    "Takes on every task that has no other owner, in every team and season. " * 4
)
BULLETS = ["- plans the year\n- keeps the books\n- ☂️ carries umbrellas"] * 2
