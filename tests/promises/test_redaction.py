"""A redacted version is gone from every address, file, day, draft and record.

What is left is that it was redacted: by whom, when and why.
"""

import json

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing, redacting
from careers.editorial.workflow.errors import EditConflictError, RefusedError
from careers.editorial.workflow.versions import versions_of
from careers.models import Publication, Redaction, Role, text_part
from tests.factories import make_approved, make_draft, make_person, make_publication
from tests.fixture_records import entry_record, load_records
from tests.html import document, texts
from tests.kept_forms import Person
from tests.race import RUNNERS, race
from tests.redactions import (
    CANARY,
    DAY,
    DAYS,
    NOW,
    START,
    addresses_with,
    ask_for_everything,
    cell,
    client_of,
    confirm,
    make_site_with_people,
    rows_with,
)
from tests.site_processes import empty_database, run_code

pytestmark = pytest.mark.django_db

SECRET = f"Decides on the pay of {CANARY} alone."
LONGER = f"{SECRET} Reports to nobody."
PUBLIC = "Decides on the pay of its team."

TEXT_PAGE = "/admin/redactions/text/role-01/authority/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def people(clock):
    return make_site_with_people()


def publish(text, clock, *, role="role-01", day=0, **fields):
    clock.move_to(START + day * DAY)
    at = cell(role)
    return make_publication([make_approved(at.role, at.dimension, text)], **fields)


def plant(clock, people):
    """Put the canary wherever a text can be, over a week."""
    publish(SECRET, clock)
    publication = publish(PUBLIC, clock, day=2)
    clock.move_to(START + 3 * DAY)
    publishing.undo(
        publication=publication, by=people["cleo"], why=f"The {SECRET} was right"
    )
    publish(LONGER, clock, day=4)
    publish(PUBLIC, clock, day=5)
    at = cell()
    drafting.comment(
        role=at.role, dimension=at.dimension, text=f"Why “{SECRET}”?", by=people["ada"]
    )
    discard(make_draft(at.role, at.dimension, f"- {LONGER}"))
    restore(SECRET)
    other = cell("role-02")
    scheduled = publish(SECRET, clock, role="role-02", day=6, due_at=NOW + 30 * DAY)
    publishing.cancel(publication=scheduled, by=people["ada"])
    make_draft(other.role, other.dimension, f"Never says {CANARY} so. {SECRET}")
    clock.move_to(NOW)
    keep_form(f"Typed in vain. {SECRET}")


def keep_form(text):
    """Send a text when the login has ended, so that it waits for its writer."""
    writer = Person(User.objects.get(username="writer"))
    path = "/admin/texts/role-03/authority/"
    sent = writer.form(path, "form.text-form", text=text)
    writer.send_logged_out(path, sent)


def discard(draft):
    drafting.discard(
        role=draft.role,
        dimension=draft.dimension,
        version=draft.version,
        by=draft.written_by,
    )


def restore(text):
    at = cell()
    drafting.restore(
        role=at.role,
        dimension=at.dimension,
        text=text,
        version=at.version,
        by=make_person("restorer", "Editor"),
        moment=START,
    )


def redact_text(people):
    secret = versions_of(text_part(cell().role.pk, cell().dimension.pk))
    [token] = [v.token for v in secret.values() if v.value == SECRET]
    query = f"?version={token}"
    redaction = ask_for_everything(client_of(people["ada"]), TEXT_PAGE, query)
    assert confirm(client_of(people["bob"]), redaction).status_code == 302
    redaction.refresh_from_db()
    return redaction


@pytest.mark.long
def test_the_words_are_planted_everywhere(clock, people):
    plant(clock, people)

    paths = addresses_with(CANARY, people)

    assert "/compare/role-01@2026-03-02-vs-role-01.json" in paths
    assert "/compare/role-01@2026-03-06-vs-role-01.xlsx" in paths
    assert "/admin/history/role-01/authority/" in paths
    tables = {row.split()[0] for row in rows_with(CANARY)}
    assert tables >= {
        "HistoricalRoleDimensionEntry", "HistoricalDraft", "TextChange", "Draft",
        "Comment", "Publication", "KeptForm",
    }  # fmt: skip


def test_a_redacted_text_is_gone_from_every_address_and_row(clock, people):
    plant(clock, people)

    redact_text(people)

    assert rows_with(CANARY) == []
    assert addresses_with(CANARY, people) == []


def test_the_record_says_who_asked_who_agreed_when_and_why(clock, people):
    plant(clock, people)

    redaction = redact_text(people)

    page = client_of(people["cleo"]).get(f"/admin/redactions/{redaction.pk}/")
    facts = " ".join(texts(document(page), ".facts div"))
    for fact in ("ada", "bob", "10 March 2026", "It named a private person"):
        assert fact in facts
    changes = document(client_of(people["cleo"]).get("/admin/history/"))
    assert any(f"Redaction {redaction.pk}" in t for t in texts(changes, "tr"))


def test_a_text_that_is_live_goes_by_a_publication_that_cannot_be_undone(clock, people):
    publish(SECRET, clock)
    clock.move_to(NOW)

    redaction = redact_text(people)

    assert cell().live == ""
    page = Client().get("/compare/role-01-vs-role-02/").content.decode()
    assert "Not described yet" in page
    for publication in Publication.objects.all():
        with pytest.raises(RefusedError, match=r"redacted|already"):
            publishing.undo(publication=publication, by=people["ada"], why="Back")
    assert redaction.publication.why == "It named a private person"


def test_a_role_that_loses_its_last_text_is_archived(clock, people):
    cell().role.entries.exclude(dimension__slug="authority").delete()
    publish(SECRET, clock)

    redact_text(people)

    assert Role.objects.get(slug="role-01").status == "archived"
    assert Client().get("/roles/role-01/").status_code == 404


def test_other_texts_stay_on_past_days(clock, people):
    plant(clock, people)
    paths = [f"/compare/role-03@{day}-vs-role-03.json" for day in DAYS]
    before = [Client().get(path).json()["rows"] for path in paths]

    redact_text(people)

    assert [Client().get(path).json()["rows"] for path in paths] == before
    kept = Client().get("/compare/role-01@2026-03-04-vs-role-01.json").json()
    assert PUBLIC in json.dumps(kept)


def test_a_past_day_says_that_nothing_was_described(clock, people):
    plant(clock, people)

    redact_text(people)

    then = Client().get("/compare/role-01@2026-03-02-vs-role-01/").content.decode()
    assert "Not described yet" in then
    role = document(Client().get("/roles/role-01/"))
    assert texts(role, ".recent-changes .kind-of-change") == [
        "new", "removed", "new", "removed",
    ]  # fmt: skip


def test_redacted_words_cannot_be_restored_or_written_again(clock, people):
    plant(clock, people)
    history = "/admin/history/role-01/authority/"
    browser = client_of(people["cleo"])
    redact_text(people)

    page = document(browser.get(history))
    redacted = next(row for row in page.query("tr") if "Redacted" in row.to_text())
    [key] = redacted.query("th[scope=row]")
    sent = {"restore": key.attrs["id"], "version": cell().version}
    response = browser.post(history, sent)

    assert response.status_code == 400
    assert "redacted" in texts(document(response), ".errornote")[0]
    with pytest.raises(RefusedError, match="these words were redacted on 10 March"):
        make_draft(cell().role, cell().dimension, SECRET)


RESPELT = [
    SECRET.rstrip("."),
    f"{SECRET}..",
    SECRET.lower(),
    SECRET.upper(),
    f"- {SECRET.replace(' ', '  ')}",
    SECRET.replace("zwitscher", "zwítscher"),
    SECRET.replace("the pay", "“the” pay"),
]


def test_redacted_words_cannot_be_written_again_in_another_spelling(clock, people):
    publish(SECRET, clock)
    redact_text(people)

    for text in RESPELT:
        with pytest.raises(RefusedError, match="these words were redacted"):
            make_draft(cell().role, cell().dimension, text)


def test_other_spellings_of_a_version_go_with_it(clock, people):
    for day, text in enumerate([RESPELT[0], RESPELT[3], PUBLIC, SECRET]):
        publish(text, clock, day=day)

    assert confirm(client_of(people["bob"]), ask(people)).status_code == 302

    assert rows_with(CANARY) == []
    assert (
        PUBLIC
        in Client().get("/compare/role-01@2026-03-04-vs-role-01/").content.decode()
    )


@pytest.mark.parametrize("text", [SECRET, *RESPELT])
def test_a_file_cannot_bring_redacted_words_back(clock, people, tmp_path, text):
    publish(SECRET, clock)
    redact_text(people)
    names = {"role": ["role-01"], "dimension": ["authority"]}

    with pytest.raises(CommandError, match=r"role-01 / authority.*have been redacted"):
        load_records(tmp_path, [entry_record(**names, text=text)])

    load_records(tmp_path, [entry_record(**names, text=PUBLIC)])
    assert cell().live == PUBLIC


def test_the_same_words_may_be_written_elsewhere(clock, people):
    publish(SECRET, clock)
    redact_text(people)

    make_draft(cell("role-03").role, cell("role-03").dimension, SECRET)

    assert Draft.objects.get().text == SECRET


def token_of(text, at=None):
    at = at or cell()
    versions = versions_of(text_part(at.role.pk, at.dimension.pk)).values()
    return next(version.token for version in versions if version.value == text)


def ask(people, text=SECRET, **fields):
    fields = {"why": "It named a person", "by": people["ada"]} | fields
    return redacting.ask(tokens=[token_of(text)], **fields)


def test_a_scheduled_text_has_to_be_cancelled_first(clock, people):
    publication = publish(SECRET, clock, due_at=NOW + DAY)

    with pytest.raises(RefusedError, match="Cancel that publication first"):
        ask(people)

    publishing.cancel(publication=publication, by=people["ada"])
    assert ask(people).is_asked


def test_a_text_scheduled_since_then_stops_the_redaction(clock, people):
    at = cell()
    draft = make_approved(at.role, at.dimension, SECRET)
    redaction = ask(people)
    make_publication([draft], due_at=NOW + DAY)
    before = rows_with(CANARY)

    response = confirm(client_of(people["bob"]), redaction)

    assert response.status_code == 409
    assert "Cancel that publication first" in response.content.decode()
    assert rows_with(CANARY) == before


def test_an_approved_draft_with_the_words_ends(clock, people):
    at = cell()
    make_approved(at.role, at.dimension, SECRET)

    redact_text(people)

    assert not Draft.objects.exists()
    assert rows_with(CANARY) == []


def test_nobody_confirms_their_own(clock, people, settings):
    publish(SECRET, clock)
    redaction = ask(people)
    mark = redacting.plan_of(redaction).mark

    with pytest.raises(RefusedError, match="another administrator has to confirm"):
        redacting.confirm(redaction=redaction, seen=mark, by=people["ada"])

    assert cell().live == SECRET
    settings.SECOND_PERSON_APPROVES = False
    assert redacting.confirm(redaction=redaction, seen=mark, by=people["ada"]).is_done


def test_what_changed_since_the_page_was_opened_is_shown_again(clock, people):
    publish(SECRET, clock)
    redaction = ask(people)
    mark = redacting.plan_of(redaction).mark
    publish(PUBLIC, clock, day=1)

    with pytest.raises(EditConflictError, match="changed after you opened this page"):
        redacting.confirm(redaction=redaction, seen=mark, by=people["bob"])


def test_two_administrators_at_once_redact_once(clock, people):
    publish(SECRET, clock)
    redaction = ask(people)
    mark = redacting.plan_of(redaction).mark
    redacting.confirm(redaction=redaction, seen=mark, by=people["bob"])

    for act in (
        lambda: redacting.confirm(redaction=redaction, seen=mark, by=people["cleo"]),
        lambda: redacting.drop(redaction=redaction, by=people["cleo"]),
    ):
        with pytest.raises(RefusedError, match="has ended: “Redacted”"):
            act()
    assert Publication.objects.filter(redaction__isnull=False).count() == 1


def test_the_same_version_is_asked_for_once(clock, people):
    publish(SECRET, clock)
    ask(people)

    with pytest.raises(RefusedError, match="already asked"):
        ask(people, by=people["bob"])


def test_a_dropped_redaction_removes_nothing(clock, people):
    publish(SECRET, clock)
    redaction = redacting.drop(redaction=ask(people), by=people["ada"])

    assert (redaction.state, cell().live) == ("dropped", SECRET)


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        ({}, "Select at least one version, comment"),
        ({"version": "nonsense"}, "Select at least one version, comment"),
        ({"version": f"text.1.1.text.{'0' * 64}"}, "no longer exists"),
        (
            {"version": [f"text.{key}.1.text.{'0' * 64}" for key in range(1, 1_000)]},
            "no longer exists",
        ),
        ({"why": ""}, "Give a reason"),
        ({"why": f"“{SECRET}” must go"}, "can’t quote the words"),
    ],
)
def test_bad_input_says_what_is_wrong_and_asks_for_nothing(
    clock, people, posted, message
):
    publish(SECRET, clock)
    valid = {"version": token_of(SECRET), "why": "It named a person"}
    data = valid | posted if posted else {"why": valid["why"]}

    response = client_of(people["ada"]).post(TEXT_PAGE, data)

    assert response.status_code in {400, 409}
    assert message in texts(document(response), ".errornote")[0]
    assert not Redaction.objects.exists()


def test_a_redaction_that_fails_half_way_changes_nothing(clock, people, monkeypatch):
    publish(SECRET, clock)
    redaction = ask(people)
    mark = redacting.plan_of(redaction).mark
    before = rows_with(CANARY)
    monkeypatch.setattr(redacting, "redact_quotes", lambda tokens: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        redacting.confirm(redaction=redaction, seen=mark, by=people["bob"])

    assert rows_with(CANARY) == before


def test_only_administrators_redact(clock, people):
    publish(SECRET, clock)
    redaction = ask(people)
    address = reverse("editorial:redaction", args=[redaction.pk])
    reviewer = client_of(make_person("other", "Reviewer"))

    assert reviewer.get(TEXT_PAGE).status_code == 403
    assert reviewer.post(address, {"act": "confirm"}).status_code == 403
    assert SECRET not in reviewer.get(address).content.decode()


def test_a_redaction_cannot_be_deleted(clock, people):
    publish(SECRET, clock)

    with pytest.raises(Exception, match="protected"):
        ask(people).delete()


MAKE = f"""
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import *
from careers.editorial.workflow import redacting
from careers.editorial.workflow.versions import versions_of
from careers.models import text_part
dimension = make_dimension("Purpose")
make_role("Analyst", texts={{dimension: "{SECRET}", make_dimension("Tools"): "B."}})
for name in ("ada", "bob", "cleo"):
    make_person(name, "Administrator")
[version] = versions_of(text_part(Role.objects.get().pk, dimension.pk)).values()
by = User.objects.get(username="ada")
redacting.ask(tokens=[version.token], why="Named a person", by=by)
"""

CONFIRM = """
from django.contrib.auth.models import User
from careers.editorial.workflow import redacting
from careers.editorial.workflow.errors import RefusedError
from careers.models import Redaction
redaction, by = Redaction.objects.get(), User.objects.get(username="bob")
try:
    mark = redacting.plan_of(redaction).mark
    redacting.confirm(redaction=redaction, seen=mark, by=by)
    print("done")
except RefusedError as refusal:
    print("refused", refusal)
"""


@RUNNERS
def test_of_many_who_confirm_at_once_one_redacts(tmp_path, runners):
    with empty_database(tmp_path) as url:
        run_code(MAKE, tmp_path, url)
        results = race(CONFIRM, tmp_path, url, runners)

    assert sorted(line.split()[0] for line in results) == [
        "done",
        *["refused"] * (runners - 1),
    ]
