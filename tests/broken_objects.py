"""Objects that break one rule of the database, and what they are made of."""

from django.contrib.auth.models import User
from django.utils import timezone

from careers.editorial.models import (
    AccountEvent,
    Comment,
    DetailsDraft,
    Draft,
    FamilyLimit,
    Presence,
    SavedView,
)
from careers.models import (
    DetailsChange,
    Dimension,
    FacetValue,
    Family,
    Publication,
    RedactedVersion,
    Redaction,
    Role,
    RoleDimensionEntry,
    SimilarPair,
    Term,
    TextChange,
    Theme,
)
from tests.factories import (
    make_dimension,
    make_editor,
    make_entry,
    make_family,
    make_role,
    make_term,
    make_theme,
)

NOW = timezone.now()


def a_second_family():
    return Family(name=make_family("People").name.upper(), slug="other")


def a_second_theme():
    return Theme(name=make_theme("authority").name.upper(), slug="other")


def a_second_term():
    return Term(preferred=make_term("manage").preferred.upper(), variants="other")


def a_dimension_of_the_same_name():
    return Dimension(name=make_dimension("Authority").name.upper(), slug="other")


def a_role_of_the_same_name():
    return Role(name=make_role("Data Engineer").name.upper(), slug="other")


def a_second_summary():
    make_dimension("Purpose", is_summary=True)
    return Dimension(name="Summary", slug="summary", is_summary=True)


def a_text(text):
    return RoleDimensionEntry(
        role=make_role("Data Engineer"), dimension=make_dimension(), text=text
    )


def a_second_text():
    entry = make_entry(make_role("Data Engineer"), make_dimension())
    return RoleDimensionEntry(role=entry.role, dimension=entry.dimension, text="More")


def a_draft(**fields):
    cell = {"role": make_role("Data Engineer"), "dimension": make_dimension()}
    values = {"text": "New", "written_at": NOW, "written_by": make_editor()}
    return Draft(**cell, **values | fields)


def a_details_draft(**fields):
    values = {"values": {"name": "A"}, "written_at": NOW, "written_by": make_editor()}
    return DetailsDraft(kind="role", key=1, **values | fields)


def a_second_details_draft():
    draft = saved(a_details_draft())
    return DetailsDraft(
        kind="role", key=1, values={"name": "B"}, written_at=NOW,
        written_by=draft.written_by,
    )  # fmt: skip


def a_second_draft():
    draft = a_draft()
    draft.save()
    second = Draft(role=draft.role, dimension=draft.dimension, text="Newer")
    second.written_at, second.written_by = NOW, draft.written_by
    return second


def a_publication(**fields):
    stamp = {"made_at": NOW, "made_by": fields.pop("made_by", None) or make_editor()}
    stamp["due_at"] = NOW
    return Publication(**{"state": "scheduled", "why": "Because", **stamp} | fields)


def saved(instance):
    instance.save()
    return instance


def a_second_text_of_a_cell():
    draft = a_draft()
    publication = saved(a_publication(made_by=draft.written_by))
    change = {
        "publication": publication, "role": draft.role, "dimension": draft.dimension,
        "role_name": "A", "dimension_name": "B", "after": "C", "approved_at": NOW,
        "written_by": draft.written_by, "approved_by": draft.written_by,
    }  # fmt: skip
    TextChange.objects.create(**change)
    return TextChange(**change)


def a_text_approved_by_no_one():
    change = a_second_text_of_a_cell()
    change.role, change.approved_by = make_role("Another"), None
    return change


def a_details_change(**fields):
    publication = Publication.objects.first() or saved(a_publication())
    sides = {"before": {"name": "A"}, "after": {"name": "B"}}
    change = {"publication": publication, "kind": "role", "key": 1, "name": "A"}
    return DetailsChange(**change | sides | fields)


def a_second_change_of_details():
    saved(a_details_change())
    return a_details_change()


def a_comment(text):
    cell = {"role": make_role("A"), "dimension": make_dimension()}
    return Comment(**cell, text=text, made_at=NOW, made_by=make_editor())


def a_second_presence():
    presence = {"role": make_role("A"), "user": make_editor(), "seen_at": NOW}
    Presence.objects.create(**presence)
    return Presence(**presence)


def a_second_limit():
    limit = {"person": make_editor(), "family": make_family()}
    FamilyLimit.objects.create(**limit)
    return FamilyLimit(**limit)


def an_editor():
    return User.objects.first() or make_editor()


def a_redaction(**fields):
    by = an_editor()
    return Redaction(**{"why": "Because", "asked_at": NOW, "asked_by": by} | fields)


def a_redacted_version(**fields):
    defaults = {"kind": "text", "key": 1, "dimension": 1, "field": "text"}
    redaction = fields.pop("redaction", None) or saved(a_redaction())
    return RedactedVersion(redaction=redaction, digest="a", **defaults | fields)


def a_second_redacted_version():
    return a_redacted_version(redaction=saved(a_redacted_version()).redaction)


def an_event(**fields):
    user = an_editor()
    return AccountEvent(**{"account": user, "made_at": NOW, "made_by": user} | fields)


def a_text_reviewed_by_no_one():
    entry = a_text("Says something")
    entry.reviewed_at = NOW
    return entry


def a_saved_view(**fields):
    defaults = {"person": an_editor(), "page": "matrix", "name": "Missing"}
    return SavedView(**defaults | fields)


def a_second_view_of_the_same_name():
    saved(a_saved_view())
    return a_saved_view(name="MISSING")


def a_second_set_of_roles():
    value = {"facet": FacetValue.Facet.INITIAL, "value": "a", "chunk": 0}
    value |= {"count": 1, "bits": b"a"}
    saved(FacetValue(**value))
    return FacetValue(**value)


def a_second_pair():
    pair = {"role": make_role("A"), "other": make_role("B"), "score": 1, "quotes": "[]"}
    saved(SimilarPair(**pair))
    return SimilarPair(**pair)
