import careers.models.fields
import careers.models.text_fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("careers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalDetailsDraft",
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
                            ("writing", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                        ],
                        default="writing",
                        max_length=9,
                    ),
                ),
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
                ("values", models.JSONField()),
                ("base", models.JSONField(blank=True, default=dict)),
                (
                    "remark",
                    models.TextField(
                        blank=True, help_text="Why it was returned.", max_length=2000
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
                "verbose_name": "historical draft of details",
                "verbose_name_plural": "historical drafts of details",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDraft",
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
                            ("writing", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                        ],
                        default="writing",
                        max_length=9,
                    ),
                ),
                (
                    "text",
                    careers.models.text_fields.PlainTextField(
                        blank=True, max_length=100000
                    ),
                ),
                (
                    "base",
                    models.TextField(
                        blank=True,
                        help_text="The live text that the writer has seen.",
                        max_length=100000,
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
                    "role",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="careers.role",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical draft",
                "verbose_name_plural": "historical drafts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImportPlan",
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
                ("read_at", models.DateTimeField()),
                ("readings", models.TextField()),
                ("plan", models.TextField()),
                ("choices", models.JSONField(default=dict)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="KeptForm",
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
                ("path", models.TextField()),
                ("query", models.TextField(blank=True)),
                ("encoded_fields", models.TextField()),
                ("typed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kept form",
                "verbose_name_plural": "kept forms",
            },
        ),
        migrations.CreateModel(
            name="AccountEvent",
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
                            ("made", "Account made"),
                            ("username", "Username"),
                            ("address", "E-mail address"),
                            ("active", "Active"),
                            ("staff", "Staff status"),
                            ("superuser", "Superuser status"),
                            ("groups", "Groups"),
                            ("families", "Families"),
                            ("permissions", "Own permissions"),
                            ("group_permissions", "Permissions of their groups"),
                            (
                                "link_requested",
                                "Password link requested on the login page",
                            ),
                            ("link_mailed", "Password link sent by e-mail"),
                            ("link_shown", "Password link shown, to hand over"),
                            ("link_used", "Password set with the link handed over"),
                            ("confirmed", "Owner confirmed"),
                        ],
                        max_length=17,
                    ),
                ),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmed",
                        to="editorial.accountevent",
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
            ],
            options={
                "verbose_name": "account event",
                "verbose_name_plural": "account events",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "made",
                                    "username",
                                    "address",
                                    "active",
                                    "staff",
                                    "superuser",
                                    "groups",
                                    "families",
                                    "permissions",
                                    "group_permissions",
                                    "link_requested",
                                    "link_mailed",
                                    "link_shown",
                                    "link_used",
                                    "confirmed",
                                ],
                            )
                        ),
                        name="account_event_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "link_requested"),
                            ("made_by__isnull", False),
                            _connector="OR",
                        ),
                        name="account_event_is_made_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmation", None),
                            ("kind__in", ["made", "address", "link_used"]),
                            _connector="OR",
                        ),
                        name="account_event_needs_no_confirmation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DetailsDraft",
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
                            ("writing", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                        ],
                        default="writing",
                        max_length=9,
                    ),
                ),
                ("number", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
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
                ("values", models.JSONField()),
                ("base", models.JSONField(blank=True, default=dict)),
                (
                    "remark",
                    models.TextField(
                        blank=True, help_text="Why it was returned.", max_length=2000
                    ),
                ),
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
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "writers",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of details",
                "verbose_name_plural": "drafts of details",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["writing", "in_review", "approved"])
                        ),
                        name="detailsdraft_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_at__isnull", True),
                                ("returned_by__isnull", True),
                            ),
                            models.Q(
                                ("returned_at__isnull", False),
                                ("returned_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="detailsdraft_is_returned_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("submitted_at__isnull", True),
                                ("submitted_by__isnull", True),
                            ),
                            models.Q(
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="detailsdraft_is_submitted_by_a_person",
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
                        name="detailsdraft_is_approved_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at", None),
                                ("state", "writing"),
                                ("submitted_at", None),
                            ),
                            models.Q(
                                ("approved_at", None),
                                ("returned_at", None),
                                ("state", "in_review"),
                                ("submitted_at__isnull", False),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("returned_at", None),
                                ("state", "approved"),
                            ),
                            _connector="OR",
                        ),
                        name="detailsdraft_state_says_what_was_done",
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "key"), name="one_draft_of_details_per_object"
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("remark"), 2000
                        ),
                        name="details_draft_remark_is_not_too_long",
                        violation_error_message="Keep it to 2000 characters.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
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
                            ("writing", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                        ],
                        default="writing",
                        max_length=9,
                    ),
                ),
                ("number", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "text",
                    careers.models.text_fields.PlainTextField(
                        blank=True, max_length=100000
                    ),
                ),
                (
                    "folded_text",
                    careers.models.fields.SearchTextField(editable=False, of=("text",)),
                ),
                (
                    "base",
                    models.TextField(
                        blank=True,
                        help_text="The live text that the writer has seen.",
                        max_length=100000,
                    ),
                ),
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
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="careers.dimension",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="careers.role",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "writers",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
                "permissions": [("approve_draft", "Can approve and return drafts")],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["dimension", "role", "state"], name="draft_by_dimension"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["writing", "in_review", "approved"])
                        ),
                        name="draft_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_at__isnull", True),
                                ("returned_by__isnull", True),
                            ),
                            models.Q(
                                ("returned_at__isnull", False),
                                ("returned_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="draft_is_returned_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("submitted_at__isnull", True),
                                ("submitted_by__isnull", True),
                            ),
                            models.Q(
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="draft_is_submitted_by_a_person",
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
                        name="draft_is_approved_by_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at", None),
                                ("state", "writing"),
                                ("submitted_at", None),
                            ),
                            models.Q(
                                ("approved_at", None),
                                ("returned_at", None),
                                ("state", "in_review"),
                                ("submitted_at__isnull", False),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("returned_at", None),
                                ("state", "approved"),
                            ),
                            _connector="OR",
                        ),
                        name="draft_state_says_what_was_done",
                    ),
                    models.UniqueConstraint(
                        fields=("role", "dimension"),
                        name="one_draft_per_role_and_dimension",
                        violation_error_message="This role already has a draft for this dimension.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("text"), 100000
                        ),
                        name="draft_text_is_not_too_long",
                        violation_error_message="Keep it to 100000 characters.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("base"), 100000
                        ),
                        name="draft_base_is_not_too_long",
                        violation_error_message="Keep it to 100000 characters.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyLimit",
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
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="family_limits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "family of this person",
                "verbose_name_plural": "families of this person",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "family"),
                        name="one_limit_per_person_and_family",
                        violation_error_message="This family is already chosen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
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
                    models.TextField(
                        max_length=2000,
                        validators=[careers.models.fields.validate_plain_text],
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="careers.dimension",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="careers.role",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="editorial.historicaldraft",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["made_at", "pk"],
                "constraints": [
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
                        name="comment_has_a_text",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("text"), 2000
                        ),
                        name="comment_is_not_too_long",
                        violation_error_message="Keep it to 2000 characters.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
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
                ("seen_at", models.DateTimeField()),
                (
                    "dimension",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="careers.dimension",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="careers.role",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("role", "user"), name="one_presence_per_role_and_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
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
                    "page",
                    models.CharField(
                        choices=[
                            ("matrix", "The matrix"),
                            ("roles", "Roles"),
                            ("texts", "Texts"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=80,
                        validators=[
                            careers.models.fields.validate_plain_text,
                            careers.models.fields.validate_one_line,
                        ],
                        verbose_name="name",
                    ),
                ),
                ("query", models.TextField(blank=True, max_length=8000)),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False, verbose_name="Share with the team"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        models.F("page"),
                        django.db.models.functions.text.Lower("name"),
                        name="saved_view_names_differ",
                        violation_error_message="You already have a view with this name. Choose another.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("page__in", ["matrix", "roles", "texts"])),
                        name="saved_view_page_is_known",
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
                        name="saved_view_has_a_name",
                        violation_error_message="Enter some text. Spaces alone aren’t enough.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("query"), 8000
                        ),
                        name="saved_view_query_is_not_too_long",
                        violation_error_message="Keep it to 8000 characters.",
                    ),
                ],
            },
        ),
    ]
