import careers.models.fields
import careers.models.search_index
import careers.models.text_fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangedRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("role", models.BigIntegerField(db_index=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                ("scope", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version", models.CharField(max_length=36)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SearchState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("version", models.CharField(max_length=40)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "word",
                    careers.models.fields.WordField(
                        max_length=80, primary_key=True, serialize=False
                    ),
                ),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SimilarState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("roles", models.PositiveIntegerField(default=0)),
                ("square", models.BigIntegerField(default=0)),
                ("is_outdated", models.BooleanField(default=False)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SimilarWaiting",
            fields=[
                ("role", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SimilarWeight",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "number",
                        "role",
                        "weight",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("role", models.BigIntegerField()),
                ("weight", models.PositiveSmallIntegerField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SimilarWord",
            fields=[
                (
                    "word",
                    careers.models.fields.WordField(
                        max_length=400, primary_key=True, serialize=False
                    ),
                ),
                ("roles", models.PositiveIntegerField(default=1)),
                ("total", models.BigIntegerField(default=0)),
                ("have", models.IntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FacetValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "facet",
                    models.CharField(
                        choices=[
                            ("family", "Family"),
                            ("initial", "Initial"),
                            ("described", "Described"),
                            ("dimension", "Dimension"),
                        ],
                        max_length=9,
                    ),
                ),
                ("value", careers.models.fields.WordField(max_length=20)),
                ("chunk", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("bits", models.BinaryField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("facet", "value", "chunk"), name="facet_values_differ"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Family",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="published",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "deleted_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Lower numbers come first. Equal numbers are sorted by name.",
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="position",
                    ),
                ),
                (
                    "name",
                    careers.models.text_fields.LineField(
                        help_text="What visitors read, such as “Data” or “People”.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        help_text="The part of addresses that names this family. Changing it breaks old links.",
                        max_length=80,
                        unique=False,
                        verbose_name="slug",
                    ),
                ),
                (
                    "name_key",
                    careers.models.fields.NameKeyField(
                        editable=False, max_length=500, of=("name",)
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "family",
                "verbose_name_plural": "families",
                "ordering": ["position", "name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["draft", "published", "archived", "deleted"],
                            )
                        ),
                        name="family_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "deleted"), _negated=True),
                                ("deleted_at", None),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False), ("status", "deleted")
                            ),
                            _connector="OR",
                        ),
                        name="family_says_when_it_was_deleted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deleted_at__isnull", True),
                                ("deleted_by__isnull", True),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False),
                                ("deleted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="family_deleted_by_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "deleted"), _negated=True),
                        fields=("slug",),
                        name="family_slugs_differ",
                        violation_error_message="Family with this Slug already exists.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("slug", ""),
                                ("slug__startswith", "-"),
                                ("slug__endswith", "-"),
                                ("slug__contains", "--"),
                                _connector="OR",
                                _negated=True,
                            ),
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "slug",
                                    models.Value(
                                        "abcdefghijklmnopqrstuvwxyz0123456789-"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                        ),
                        name="family_slug_is_plain",
                        violation_error_message="Use lower-case letters, digits and single hyphens, such as “data-engineer”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "name",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="family_has_a_name",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__lte", 1000000)),
                        name="family_position_is_bounded",
                        violation_error_message="Enter a number up to 1000000.",
                    ),
                    models.UniqueConstraint(
                        models.F("name_key"),
                        condition=models.Q(("status", "deleted"), _negated=True),
                        name="family_names_differ",
                        violation_error_message="There is already a family with this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "deleted_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Lower numbers come first. Equal numbers are sorted by name.",
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="position",
                    ),
                ),
                (
                    "name",
                    careers.models.text_fields.LineField(
                        help_text="What visitors read, such as “Site Reliability Engineer (SRE)”.",
                        max_length=160,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        help_text="The part of addresses that names this role, such as “data-engineer”. If you change it, links to the old address keep working.",
                        max_length=80,
                        unique=False,
                        verbose_name="slug",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="draft",
                        help_text="Visitors see published roles only. Archived roles keep their texts.",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="The group that visitors find this role in.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="careers.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "abbreviations",
                    careers.models.text_fields.LineField(
                        blank=True,
                        help_text="Separated by commas, such as “SRE”. Search finds them.",
                        max_length=120,
                        verbose_name="abbreviations",
                    ),
                ),
                (
                    "other_names",
                    careers.models.text_fields.PlainTextField(
                        blank=True,
                        help_text="Other titles for the same job, one per line. Search finds them.",
                        max_length=1000,
                        verbose_name="other names",
                    ),
                ),
                (
                    "folded_names",
                    careers.models.fields.SearchTextField(
                        editable=False, of=("name", "abbreviations", "other_names")
                    ),
                ),
                (
                    "name_key",
                    careers.models.fields.NameKeyField(
                        editable=False, max_length=500, of=("name",)
                    ),
                ),
                (
                    "place",
                    careers.models.fields.NameKeyField(
                        editable=False, max_length=500, of=("position", "name")
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        blank=True, editable=False, max_length=120, serialize=False
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "ordering": ["name_key", "pk"],
                "indexes": [
                    models.Index(fields=["status", "name_key"], name="role_by_status"),
                    models.Index(fields=["family", "status"], name="role_by_family"),
                    models.Index(fields=["status", "slug"], name="role_by_address"),
                    models.Index(fields=["family", "slug"], name="role_of_family"),
                    models.Index(fields=["name_key"], name="role_by_name"),
                    models.Index(fields=["family", "place"], name="role_by_place"),
                    models.Index(
                        django.db.models.functions.text.Substr("folded_names", 2, 1),
                        models.F("status"),
                        models.F("family"),
                        name="role_by_letter",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["draft", "published", "archived", "deleted"],
                            )
                        ),
                        name="role_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "deleted"), _negated=True),
                                ("deleted_at", None),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False), ("status", "deleted")
                            ),
                            _connector="OR",
                        ),
                        name="role_says_when_it_was_deleted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deleted_at__isnull", True),
                                ("deleted_by__isnull", True),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False),
                                ("deleted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="role_deleted_by_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "deleted"), _negated=True),
                        fields=("slug",),
                        name="role_slugs_differ",
                        violation_error_message="Role with this Slug already exists.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("slug", ""),
                                ("slug__startswith", "-"),
                                ("slug__endswith", "-"),
                                ("slug__contains", "--"),
                                _connector="OR",
                                _negated=True,
                            ),
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "slug",
                                    models.Value(
                                        "abcdefghijklmnopqrstuvwxyz0123456789-"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                        ),
                        name="role_slug_is_plain",
                        violation_error_message="Use lower-case letters, digits and single hyphens, such as “data-engineer”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("slug__contains", "-vs-"),
                            ("slug__startswith", "vs-"),
                            ("slug__endswith", "-vs"),
                            _connector="OR",
                            _negated=True,
                        ),
                        name="role_slug_cannot_be_read_as_a_comparison",
                        violation_error_message="“vs” joins roles in the address of a comparison, so an address can’t contain “-vs-”, start with “vs-” or end with “-vs”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "name",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="role_has_a_name",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("other_names"), 1000
                        ),
                        name="role_other_names_are_not_too_long",
                        violation_error_message="Keep it to 1000 characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__lte", 1000000)),
                        name="role_position_is_bounded",
                        violation_error_message="Enter a number up to 1000000.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("family", 0),
                        models.F("name_key"),
                        condition=models.Q(("status", "deleted"), _negated=True),
                        name="role_names_differ",
                        violation_error_message="There is already a role with this name in this family.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedRole",
            fields=[
                (
                    "role",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="listing",
                        serialize=False,
                        to="careers.role",
                    ),
                ),
                ("family", models.BigIntegerField()),
                ("initial", careers.models.fields.WordField(max_length=1)),
                ("described", models.PositiveIntegerField()),
                ("by_name", careers.models.fields.WordField(max_length=300)),
                ("by_change", careers.models.fields.WordField(max_length=330)),
                ("by_place", careers.models.fields.WordField(max_length=330)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["by_name"], name="listed_by_name"),
                    models.Index(fields=["by_change"], name="listed_by_change"),
                    models.Index(
                        fields=["family", "by_place"], name="listed_by_family"
                    ),
                    models.Index(
                        fields=["family", "described", "by_name"],
                        name="listed_by_described",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SimilarProfile",
            fields=[
                (
                    "role",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="similar_profile",
                        serialize=False,
                        to="careers.role",
                    ),
                ),
                ("slug", models.TextField()),
                ("mean", models.FloatField()),
                ("spread", models.FloatField()),
                ("vector", models.BinaryField()),
                ("phrases", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        max_length=80, unique=True, verbose_name="slug"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="careers.role",
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("slug", ""),
                                ("slug__startswith", "-"),
                                ("slug__endswith", "-"),
                                ("slug__contains", "--"),
                                _connector="OR",
                                _negated=True,
                            ),
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "slug",
                                    models.Value(
                                        "abcdefghijklmnopqrstuvwxyz0123456789-"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                        ),
                        name="formerslug_is_plain",
                        violation_error_message="Use lower-case letters, digits and single hyphens, such as “data-engineer”.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "address",
                    careers.models.text_fields.LineField(
                        error_messages={
                            "unique": "This address is in the list already."
                        },
                        help_text="The whole address or what follows the site’s name, such as “/careers/engineer-vs-analyst.html”.",
                        max_length=1000,
                        unique=True,
                        verbose_name="old address",
                    ),
                ),
                (
                    "leads_to",
                    careers.models.text_fields.LineField(
                        help_text="A page of this site, such as “/compare/engineer-vs-analyst/”.",
                        max_length=1000,
                        verbose_name="leads to",
                    ),
                ),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
                "ordering": ["address"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("address__startswith", "/")),
                        name="old_address_is_a_path",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leads_to__startswith", "/"),
                            models.Q(("leads_to__startswith", "//"), _negated=True),
                        ),
                        name="old_address_leads_to_this_site",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("published", "Published"),
                            ("cancelled", "Canceled"),
                            ("refused", "Failed"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "why",
                    models.TextField(
                        max_length=500,
                        validators=[careers.models.fields.validate_plain_text],
                        verbose_name="reason",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("refusal", models.TextField(blank=True)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undoing",
                        to="careers.publication",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["-due_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["-due_at", "-id"], name="publication_latest_first"
                    ),
                    models.Index(
                        condition=models.Q(("state", "scheduled")),
                        fields=["due_at"],
                        name="publication_by_due_time",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["scheduled", "published", "cancelled", "refused"],
                            )
                        ),
                        name="publication_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "why",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="publication_has_a_reason",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("why"), 500
                        ),
                        name="publication_reason_is_not_too_long",
                        violation_error_message="Keep it to 500 characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "scheduled"),
                                models.Q(("ended_at__isnull", False), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "scheduled"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="publication_has_ended_unless_scheduled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_by__isnull", False), ("state", "cancelled")
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="publication_is_cancelled_by_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for a second person"),
                            ("done", "Redacted"),
                            ("dropped", "Dropped"),
                        ],
                        default="asked",
                        max_length=7,
                    ),
                ),
                (
                    "why",
                    models.TextField(
                        max_length=500,
                        validators=[careers.models.fields.validate_plain_text],
                        verbose_name="reason",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("quotes", models.JSONField(blank=True, default=list)),
                ("left", models.JSONField(blank=True, default=list)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redaction",
                        to="careers.publication",
                    ),
                ),
            ],
            options={
                "verbose_name": "redaction",
                "verbose_name_plural": "redactions",
                "ordering": ["-asked_at", "-pk"],
                "permissions": [("redact", "Can redact versions from the past")],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "done", "dropped"])),
                        name="redaction_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "why",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="redaction_has_a_reason",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("why"), 500
                        ),
                        name="redaction_reason_is_not_too_long",
                        violation_error_message="Keep it to 500 characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("ended_by__isnull", True)
                            ),
                            models.Q(
                                ("ended_at__isnull", False), ("ended_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="redaction_is_ended_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "asked"),
                                models.Q(("ended_at__isnull", False), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="redaction_has_ended_unless_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RedactedVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("role", "role"),
                            ("dimension", "dimension"),
                            ("family", "family"),
                            ("theme", "theme"),
                            ("term", "term"),
                        ],
                        max_length=9,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("dimension", models.BigIntegerField(blank=True, null=True)),
                ("field", models.CharField(max_length=20)),
                ("digest", models.CharField(db_index=True, max_length=64)),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "redacted version",
                "verbose_name_plural": "redacted versions",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("redaction", "digest"),
                        name="one_redaction_of_a_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dimension__isnull", False),
                                ("field", "text"),
                                ("kind", "text"),
                            ),
                            models.Q(
                                ("dimension", None),
                                (
                                    "kind__in",
                                    ["role", "dimension", "family", "theme", "term"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="redacted_version_is_of_a_text_or_an_object",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTheme",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="published",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "name",
                    careers.models.text_fields.LineField(
                        help_text="Used inside a sentence, so write it in lower case: “Compare A and B across responsibilities and authority”.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        help_text="The part of addresses that names this theme.",
                        max_length=80,
                        unique=False,
                        verbose_name="slug",
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical theme",
                "verbose_name_plural": "historical themes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTerm",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="published",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "preferred",
                    careers.models.text_fields.LineField(
                        help_text="The word that you would rather read, such as “manage”.",
                        max_length=120,
                        verbose_name="preferred word",
                    ),
                ),
                (
                    "variants",
                    careers.models.text_fields.PlainTextField(
                        help_text="Words that mean the same, one per line, such as “oversee”. Comparisons read each as the preferred word. Leave out its other forms: “oversees” counts as “oversee”.",
                        max_length=1000,
                        verbose_name="variants",
                    ),
                ),
                (
                    "note",
                    careers.models.text_fields.LineField(
                        blank=True,
                        help_text="For other editors, such as where these words differ after all.",
                        max_length=400,
                        verbose_name="note",
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical term",
                "verbose_name_plural": "historical terms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRole",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Lower numbers come first. Equal numbers are sorted by name.",
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="position",
                    ),
                ),
                (
                    "name",
                    careers.models.text_fields.LineField(
                        help_text="What visitors read, such as “Site Reliability Engineer (SRE)”.",
                        max_length=160,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        help_text="The part of addresses that names this role, such as “data-engineer”. If you change it, links to the old address keep working.",
                        max_length=80,
                        unique=False,
                        verbose_name="slug",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="draft",
                        help_text="Visitors see published roles only. Archived roles keep their texts.",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "abbreviations",
                    careers.models.text_fields.LineField(
                        blank=True,
                        help_text="Separated by commas, such as “SRE”. Search finds them.",
                        max_length=120,
                        verbose_name="abbreviations",
                    ),
                ),
                (
                    "other_names",
                    careers.models.text_fields.PlainTextField(
                        blank=True,
                        help_text="Other titles for the same job, one per line. Search finds them.",
                        max_length=1000,
                        verbose_name="other names",
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The group that visitors find this role in.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical role",
                "verbose_name_plural": "historical roles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRedaction",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for a second person"),
                            ("done", "Redacted"),
                            ("dropped", "Dropped"),
                        ],
                        default="asked",
                        max_length=7,
                    ),
                ),
                (
                    "why",
                    models.TextField(
                        max_length=500,
                        validators=[careers.models.fields.validate_plain_text],
                        verbose_name="reason",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical redaction",
                "verbose_name_plural": "historical redactions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOldAddress",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "address",
                    careers.models.text_fields.LineField(
                        db_index=True,
                        error_messages={
                            "unique": "This address is in the list already."
                        },
                        help_text="The whole address or what follows the site’s name, such as “/careers/engineer-vs-analyst.html”.",
                        max_length=1000,
                        verbose_name="old address",
                    ),
                ),
                (
                    "leads_to",
                    careers.models.text_fields.LineField(
                        help_text="A page of this site, such as “/compare/engineer-vs-analyst/”.",
                        max_length=1000,
                        verbose_name="leads to",
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical old address",
                "verbose_name_plural": "historical old addresses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFormerSlug",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        max_length=80, unique=False, verbose_name="slug"
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical former address",
                "verbose_name_plural": "historical former addresses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFamily",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="published",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Lower numbers come first. Equal numbers are sorted by name.",
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="position",
                    ),
                ),
                (
                    "name",
                    careers.models.text_fields.LineField(
                        help_text="What visitors read, such as “Data” or “People”.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        help_text="The part of addresses that names this family. Changing it breaks old links.",
                        max_length=80,
                        unique=False,
                        verbose_name="slug",
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical family",
                "verbose_name_plural": "historical families",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="DetailsChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("role", "role"),
                            ("dimension", "dimension"),
                            ("family", "family"),
                            ("theme", "theme"),
                            ("term", "term"),
                        ],
                        max_length=9,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("name", models.CharField(max_length=160)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="details",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of details",
                "verbose_name_plural": "changes of details",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "kind", "key"),
                        name="one_change_per_object_and_publication",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("before", models.F("after")), _negated=True),
                            ("redaction__isnull", False),
                            _connector="OR",
                        ),
                        name="details_change_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="details_change_is_approved_by_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "id",
                    careers.models.search_index.RowKeyField(
                        primary_key=True, serialize=False
                    ),
                ),
                ("is_public", models.BooleanField()),
                ("words", models.TextField()),
                (
                    "role",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="search_document",
                        to="careers.role",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SimilarPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("score", models.FloatField()),
                ("quotes", models.TextField()),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="similar_to",
                        to="careers.role",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="similar_pairs",
                        to="careers.role",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["role", "score"], name="similar_by_score")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("role", "other"), name="similar_roles_are_named_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="published",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "deleted_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "preferred",
                    careers.models.text_fields.LineField(
                        help_text="The word that you would rather read, such as “manage”.",
                        max_length=120,
                        verbose_name="preferred word",
                    ),
                ),
                (
                    "variants",
                    careers.models.text_fields.PlainTextField(
                        help_text="Words that mean the same, one per line, such as “oversee”. Comparisons read each as the preferred word. Leave out its other forms: “oversees” counts as “oversee”.",
                        max_length=1000,
                        verbose_name="variants",
                    ),
                ),
                (
                    "name_key",
                    careers.models.fields.NameKeyField(
                        editable=False, max_length=500, of=("preferred",)
                    ),
                ),
                (
                    "note",
                    careers.models.text_fields.LineField(
                        blank=True,
                        help_text="For other editors, such as where these words differ after all.",
                        max_length=400,
                        verbose_name="note",
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "ordering": [django.db.models.functions.text.Lower("preferred")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["draft", "published", "archived", "deleted"],
                            )
                        ),
                        name="term_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "deleted"), _negated=True),
                                ("deleted_at", None),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False), ("status", "deleted")
                            ),
                            _connector="OR",
                        ),
                        name="term_says_when_it_was_deleted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deleted_at__isnull", True),
                                ("deleted_by__isnull", True),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False),
                                ("deleted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="term_deleted_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "preferred",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="term_has_a_preferred_word",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "variants",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="term_has_variants",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("variants"), 1000
                        ),
                        name="term_variants_are_not_too_long",
                        violation_error_message="Keep it to 1000 characters.",
                    ),
                    models.UniqueConstraint(
                        models.F("name_key"),
                        condition=models.Q(("status", "deleted"), _negated=True),
                        name="term_names_differ",
                        violation_error_message="There is already a term with this preferred word.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="published",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "deleted_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "name",
                    careers.models.text_fields.LineField(
                        help_text="Used inside a sentence, so write it in lower case: “Compare A and B across responsibilities and authority”.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        help_text="The part of addresses that names this theme.",
                        max_length=80,
                        unique=False,
                        verbose_name="slug",
                    ),
                ),
                (
                    "name_key",
                    careers.models.fields.NameKeyField(
                        editable=False, max_length=500, of=("name",)
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "theme",
                "verbose_name_plural": "themes",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["draft", "published", "archived", "deleted"],
                            )
                        ),
                        name="theme_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "deleted"), _negated=True),
                                ("deleted_at", None),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False), ("status", "deleted")
                            ),
                            _connector="OR",
                        ),
                        name="theme_says_when_it_was_deleted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deleted_at__isnull", True),
                                ("deleted_by__isnull", True),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False),
                                ("deleted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="theme_deleted_by_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "deleted"), _negated=True),
                        fields=("slug",),
                        name="theme_slugs_differ",
                        violation_error_message="Theme with this Slug already exists.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("slug", ""),
                                ("slug__startswith", "-"),
                                ("slug__endswith", "-"),
                                ("slug__contains", "--"),
                                _connector="OR",
                                _negated=True,
                            ),
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "slug",
                                    models.Value(
                                        "abcdefghijklmnopqrstuvwxyz0123456789-"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                        ),
                        name="theme_slug_is_plain",
                        violation_error_message="Use lower-case letters, digits and single hyphens, such as “data-engineer”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "name",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="theme_has_a_name",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.UniqueConstraint(
                        models.F("name_key"),
                        condition=models.Q(("status", "deleted"), _negated=True),
                        name="theme_names_differ",
                        violation_error_message="There is already a theme with this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dimension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="published",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "deleted_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Lower numbers come first. Equal numbers are sorted by name.",
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="position",
                    ),
                ),
                (
                    "name",
                    careers.models.text_fields.LineField(
                        help_text="The row’s heading, such as “Decision-Making Authority”.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        help_text="The part of addresses that names this dimension. If you change it, links to the old address keep working.",
                        max_length=80,
                        unique=False,
                        verbose_name="slug",
                    ),
                ),
                (
                    "question",
                    careers.models.text_fields.LineField(
                        blank=True,
                        help_text="The question that each role answers here, such as “What may it decide?”",
                        max_length=240,
                        verbose_name="question",
                    ),
                ),
                (
                    "example",
                    careers.models.text_fields.LineField(
                        blank=True,
                        help_text="A good answer, ideally for a role you don’t publish. Writers see it; visitors don’t.",
                        max_length=400,
                        verbose_name="model answer",
                    ),
                ),
                (
                    "is_summary",
                    models.BooleanField(
                        default=False,
                        help_text="The answer is also the role’s one-sentence summary. Only one dimension can be the summary.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        help_text="Named in the sentence under a comparison’s title.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="dimensions",
                        to="careers.theme",
                        verbose_name="theme",
                    ),
                ),
                (
                    "length_guide",
                    models.PositiveSmallIntegerField(
                        default=45,
                        help_text="How many words to aim for. Longer texts are accepted too.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5000),
                        ],
                        verbose_name="length guide",
                    ),
                ),
                (
                    "name_key",
                    careers.models.fields.NameKeyField(
                        editable=False, max_length=500, of=("name",)
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "dimension",
                "verbose_name_plural": "dimensions",
                "ordering": ["position", "name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["draft", "published", "archived", "deleted"],
                            )
                        ),
                        name="dimension_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "deleted"), _negated=True),
                                ("deleted_at", None),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False), ("status", "deleted")
                            ),
                            _connector="OR",
                        ),
                        name="dimension_says_when_it_was_deleted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deleted_at__isnull", True),
                                ("deleted_by__isnull", True),
                            ),
                            models.Q(
                                ("deleted_at__isnull", False),
                                ("deleted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="dimension_deleted_by_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "deleted"), _negated=True),
                        fields=("slug",),
                        name="dimension_slugs_differ",
                        violation_error_message="Dimension with this Slug already exists.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("slug", ""),
                                ("slug__startswith", "-"),
                                ("slug__endswith", "-"),
                                ("slug__contains", "--"),
                                _connector="OR",
                                _negated=True,
                            ),
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "slug",
                                    models.Value(
                                        "abcdefghijklmnopqrstuvwxyz0123456789-"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                        ),
                        name="dimension_slug_is_plain",
                        violation_error_message="Use lower-case letters, digits and single hyphens, such as “data-engineer”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "name",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="dimension_has_a_name",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__lte", 1000000)),
                        name="dimension_position_is_bounded",
                        violation_error_message="Enter a number up to 1000000.",
                    ),
                    models.UniqueConstraint(
                        models.F("name_key"),
                        condition=models.Q(("status", "deleted"), _negated=True),
                        name="dimension_names_differ",
                        violation_error_message="There is already a dimension with this name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("status", "deleted"), _negated=True),
                            ("is_summary", True),
                        ),
                        fields=("is_summary",),
                        name="at_most_one_summary_dimension",
                        violation_error_message="Another dimension is the summary. Clear the box there first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("length_guide__gte", 1)),
                        name="length_guide_is_at_least_one_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("length_guide__lte", 5000)),
                        name="length_guide_is_bounded",
                        violation_error_message="Enter a number up to 5000.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerDimensionSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        max_length=80, unique=True, verbose_name="slug"
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="careers.dimension",
                        verbose_name="dimension",
                    ),
                ),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("slug", ""),
                                ("slug__startswith", "-"),
                                ("slug__endswith", "-"),
                                ("slug__contains", "--"),
                                _connector="OR",
                                _negated=True,
                            ),
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "slug",
                                    models.Value(
                                        "abcdefghijklmnopqrstuvwxyz0123456789-"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                        ),
                        name="formerdimensionslug_is_plain",
                        violation_error_message="Use lower-case letters, digits and single hyphens, such as “data-engineer”.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRoleDimensionEntry",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "text",
                    careers.models.text_fields.PlainTextField(
                        help_text="Plain text. A blank line starts a new paragraph; a line that starts with “- ” is a bullet.",
                        max_length=100000,
                        verbose_name="text",
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical entry",
                "verbose_name_plural": "historical entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFormerDimensionSlug",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        max_length=80, unique=False, verbose_name="slug"
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical former address",
                "verbose_name_plural": "historical former addresses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RoleDimensionEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "text",
                    careers.models.text_fields.PlainTextField(
                        help_text="Plain text. A blank line starts a new paragraph; a line that starts with “- ” is a bullet.",
                        max_length=100000,
                        verbose_name="text",
                    ),
                ),
                (
                    "folded_text",
                    careers.models.fields.SearchTextField(editable=False, of=("text",)),
                ),
                (
                    "updated_at",
                    careers.models.fields.ChangedAtField(
                        editable=False, of=("text",), verbose_name="last changed"
                    ),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(
                        editable=False,
                        null=True,
                        serialize=False,
                        verbose_name="last reviewed",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="careers.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="careers.role",
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(
                        fields=["dimension", "role"], name="entry_by_dimension"
                    ),
                    models.Index(
                        fields=["reviewed_at", "updated_at"], name="entry_by_review"
                    ),
                    models.Index(
                        models.F("dimension"),
                        django.db.models.functions.text.Length("text"),
                        name="entry_by_length",
                    ),
                    models.Index(fields=["role", "updated_at"], name="entry_of_role"),
                    models.Index(
                        fields=["dimension", "updated_at"], name="entry_on_dimension"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("role", "dimension"),
                        name="one_entry_per_role_and_dimension",
                        violation_error_message="This role already has a text for this dimension.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "text",
                                    models.Value(
                                        "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
                                    ),
                                    function="LTRIM",
                                    output_field=models.TextField(),
                                ),
                                "",
                            ),
                            _negated=True,
                        ),
                        name="entry_has_a_text",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("text"), 100000
                        ),
                        name="entry_text_is_not_too_long",
                        violation_error_message="Keep it to 100000 characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reviewed_at__isnull", True),
                                ("reviewed_by__isnull", True),
                            ),
                            models.Q(
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="entry_is_reviewed_by_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TextChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("role_name", models.CharField(max_length=160)),
                ("dimension_name", models.CharField(max_length=120)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.dimension",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.role",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "text change",
                "verbose_name_plural": "text changes",
                "ordering": ["pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["role", "dimension"], name="text_change_by_cell"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "role", "dimension"),
                        name="one_text_per_cell_and_publication",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="text_change_is_approved_by_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDimension",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("loaded", "Loaded from a file"),
                            ("reordered", "Reordered"),
                            ("published", "Published"),
                            ("saved", "Draft saved"),
                            ("imported", "Draft taken from a file"),
                            ("copied", "Their words copied from another draft"),
                            ("restored", "Draft restored"),
                            ("submitted", "Submitted for review"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("discarded", "Draft discarded"),
                            ("reverted", "Draft ended: it matched the live text"),
                            ("unpublished", "Draft again: its publication was undone"),
                            ("recovered", "Brought back"),
                            ("back", "Changed back to the text that was submitted"),
                            ("asked", "Redaction asked for"),
                            ("redacted", "Redacted"),
                            ("dropped", "Redaction dropped"),
                        ],
                        max_length=11,
                    ),
                ),
                ("restored_from", models.DateTimeField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                            ("deleted", "Deleted"),
                        ],
                        default="published",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Lower numbers come first. Equal numbers are sorted by name.",
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="position",
                    ),
                ),
                (
                    "name",
                    careers.models.text_fields.LineField(
                        help_text="The row’s heading, such as “Decision-Making Authority”.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    careers.models.text_fields.AddressField(
                        help_text="The part of addresses that names this dimension. If you change it, links to the old address keep working.",
                        max_length=80,
                        unique=False,
                        verbose_name="slug",
                    ),
                ),
                (
                    "question",
                    careers.models.text_fields.LineField(
                        blank=True,
                        help_text="The question that each role answers here, such as “What may it decide?”",
                        max_length=240,
                        verbose_name="question",
                    ),
                ),
                (
                    "example",
                    careers.models.text_fields.LineField(
                        blank=True,
                        help_text="A good answer, ideally for a role you don’t publish. Writers see it; visitors don’t.",
                        max_length=400,
                        verbose_name="model answer",
                    ),
                ),
                (
                    "is_summary",
                    models.BooleanField(
                        default=False,
                        help_text="The answer is also the role’s one-sentence summary. Only one dimension can be the summary.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "length_guide",
                    models.PositiveSmallIntegerField(
                        default=45,
                        help_text="How many words to aim for. Longer texts are accepted too.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5000),
                        ],
                        verbose_name="length guide",
                    ),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.publication",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.redaction",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Named in the sentence under a comparison’s title.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dimension",
                "verbose_name_plural": "historical dimensions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
