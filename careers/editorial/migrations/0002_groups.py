"""The three groups of people who work on texts, and what each may do."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

VIEW = [
    "view_family", "view_theme", "view_dimension", "view_term", "view_role",
    "view_roledimensionentry", "view_publication",
]  # fmt: skip
EDITOR = [*VIEW, "add_role", "change_role"]
REVIEWER = [*EDITOR, "add_publication", "change_publication"]
STRUCTURE = ["family", "theme", "dimension", "term"]
ADMINISTRATOR = [
    *REVIEWER,
    *(f"{act}_{kind}" for kind in STRUCTURE for act in ("add", "change", "delete")),
    *(f"{act}_oldaddress" for act in ("view", "add", "change", "delete")),
    "delete_role",
    "redact",
]
DRAFTS = ["view_draft", "add_draft", "change_draft", "delete_draft"]
REVIEW = [*DRAFTS, "approve_draft"]
PEOPLE = ["view_user", "add_user", "change_user", "view_group"]

GROUPS = {
    "Editor": [("careers", EDITOR), ("editorial", DRAFTS)],
    "Reviewer": [("careers", REVIEWER), ("editorial", REVIEW)],
    "Administrator": [
        ("careers", ADMINISTRATOR),
        ("editorial", [*REVIEW, "view_securityevent"]),
        ("auth", PEOPLE),
    ],
}


def make_groups(apps, schema_editor):
    """Make the groups. Permissions are otherwise made after the last migration."""
    for label in ("careers", "editorial", "auth"):
        create_permissions(installed.get_app_config(label), verbosity=0, apps=apps)
    Permission = apps.get_model("auth", "Permission")
    for name, rights in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        for label, codenames in rights:
            group.permissions.add(
                *Permission.objects.filter(
                    content_type__app_label=label, codename__in=codenames
                )
            )


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
