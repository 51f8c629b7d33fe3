"""Words that are quoted in part are found everywhere, and go or are counted.

Nothing keeps the words that were looked for.
"""

import random

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.http import QueryDict
from django.test import Client

from careers.editorial.models import AccountEvent, Comment, KeptForm
from careers.editorial.workflow import details, drafting, publishing, redacting
from careers.models import Dimension, Redaction, Role
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_publication,
    make_role,
    make_term,
)
from tests.html import document, texts, values
from tests.redactions import (
    CANARY,
    DAY,
    NOW,
    START,
    addresses_with,
    cell,
    client_of,
    confirm,
    make_site_with_people,
    rows_with,
    words_beside,
)

pytestmark = pytest.mark.django_db

SECRET = f"Xylophonist Marvin {CANARY.title()} earns 95000 and tells teams."
PART = f"Is “MÁRVIN {CANARY}’s” pay right?"
WORDS = f"marvin  {CANARY.upper()}"
PAGE = "/admin/redactions/text/role-01/authority/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def people(clock):
    people = make_site_with_people()
    tools = make_dimension("Other Tools")
    for number in range(4, 12):
        make_role(f"Role {number:02}", texts={tools: f"Text {number}."})
    at = cell()
    make_publication([make_approved(at.role, at.dimension, SECRET)])
    clock.move_to(START + DAY)
    return people


def comment(people):
    at = cell("role-03")
    by = people["ada"]
    drafting.comment(role=at.role, dimension=at.dimension, text=PART, by=by)


def reason_of_a_publication(people):
    at = cell("role-04")
    make_publication([make_approved(at.role, at.dimension, "Other.")], why=PART)


def draft_of_another_text(people):
    make_draft(cell("role-02").role, cell("role-02").dimension, PART)


def text_that_is_live_elsewhere(people):
    at = cell("role-05")
    make_publication([make_approved(at.role, at.dimension, PART)])


def text_of_the_past(people):
    at = cell("role-06")
    make_publication([make_approved(at.role, at.dimension, PART)])
    make_publication([make_approved(at.role, at.dimension, "Other words.")])


def why_details_were_returned(people):
    role = Role.objects.get(slug="role-07")
    role.other_names = "Another"
    draft = details.save(role, by=people["ada"])
    [draft] = details.submit(versions=[draft.version], by=people["ada"])
    details.send_back(versions=[draft.version], by=people["bob"], comment=PART)


def name_in_a_draft(people):
    role = Role.objects.get(slug="role-08")
    role.name = PART
    details.save(role, by=people["ada"])


def other_names_and_abbreviations(people):
    role = Role.objects.get(slug="role-09")
    role.other_names, role.abbreviations = f"Other\n{PART}", PART
    role.save()


def title_of_a_deletion(people):
    role = Role.objects.get(slug="role-10")
    role.name, role.slug = PART, f"marvin-{CANARY}"
    role.save()
    publishing.delete(role, by=people["ada"])


def question_and_model_answer(people):
    dimension = Dimension.objects.get(slug="authority")
    dimension.question = dimension.example = PART
    dimension.save()


def note_of_a_term(people):
    term = make_term()
    term.note = PART
    term.save()


def kept_form(people):
    fields = QueryDict(mutable=True)
    fields["text"] = PART
    KeptForm.objects.keep(person=people["cleo"], path="/", query="", fields=fields)


def log_of_the_admin(people):
    LogEntry.objects.create(
        user=people["cleo"], action_flag=2, object_repr=PART, change_message="[]"
    )


def families_of_an_account(people):
    AccountEvent.objects.create(
        account=people["cleo"], kind="families", after=PART, made_at=NOW,
        made_by=people["ada"],
    )  # fmt: skip


def reason_of_a_redaction(people):
    at = cell("role-11")
    gone = drafting.comment(
        role=at.role, dimension=at.dimension, text="Gone", by=people["ada"]
    )
    quotes = [f"editorial.comment.{gone.pk}"]
    redacting.ask(quotes=quotes, why=PART, by=people["ada"])


PLACES = [
    comment, reason_of_a_publication, draft_of_another_text,
    text_that_is_live_elsewhere, text_of_the_past, why_details_were_returned,
    name_in_a_draft, other_names_and_abbreviations, title_of_a_deletion,
    question_and_model_answer, note_of_a_term, kept_form, log_of_the_admin,
    families_of_an_account, reason_of_a_redaction,
]  # fmt: skip


def own_token(people):
    [token, *_others] = values(
        document(client_of(people["ada"]).get(PAGE)), "[name=version]", "value"
    )
    return token


def search(people, words, **fields):
    sent = {"version": own_token(people), "words": words, "act": "search"} | fields
    return document(client_of(people["ada"]).post(PAGE, sent))


def found_on(page):
    """Return the versions with the canary, and the quotes, that a page lists."""
    tokens = values(page, "[name=version]", "value")
    versions = [token for token in tokens if CANARY in words_beside(page, token)]
    return versions, values(page, "[name=quote]", "value")


def redact(people, versions, quotes):
    """Ask and confirm; return the message."""
    sent = {"version": versions, "quote": quotes, "words": WORDS, "why": "A person"}
    response = client_of(people["ada"]).post(PAGE, sent)
    assert response.status_code == 302, texts(document(response), ".errornote")
    bob = client_of(people["bob"])
    response = confirm(bob, Redaction.objects.latest("pk"))
    assert response.status_code == 302, texts(document(response), ".errornote")
    [message] = texts(document(bob.get(response.url)), ".messagelist li")
    return message


@pytest.mark.long
def test_parts_of_the_words_are_found_wherever_they_are_quoted(clock, people):
    for plant in PLACES:
        plant(people)
    clock.move_to(NOW)

    message = redact(people, *found_on(search(people, WORDS)))

    assert rows_with(CANARY) == []
    assert addresses_with(CANARY, people) == []
    assert message.endswith("The search found no other place with these words.")


@pytest.mark.parametrize("seed", range(4))
def test_the_message_counts_the_places_that_were_not_selected(clock, people, seed):
    choice = random.Random(seed)
    for plant in choice.sample(PLACES, 5):
        plant(people)
    clock.move_to(NOW)
    versions, quotes = found_on(search(people, WORDS))
    chosen = [t for t in versions[1:] if choice.random() < 0.7]
    chosen_quotes = [t for t in quotes if choice.random() < 0.7]
    left = len(versions) + len(quotes) - 1 - len(chosen) - len(chosen_quotes)

    message = redact(people, [versions[0], *chosen], chosen_quotes)

    assert bool(rows_with(CANARY)) == bool(left)
    # Versions of the same words in one place go together.
    assert (f"{left} place" in message) == bool(left), message
    assert ("no other place" in message) == (not left)


def test_without_words_the_page_promises_only_what_it_looked_for(clock, people):
    comment(people)

    page = search(people, "")

    text = page.to_text()
    assert "No other place repeats a whole version." in text
    assert "write them under “Words to look for”" in text
    assert "No other place has these words." in search(people, "Nobody").to_text()


def test_what_is_ticked_stays_listed_in_another_search(clock, people):
    comment(people)
    draft_of_another_text(people)
    versions, quotes = found_on(search(people, WORDS))

    page = search(people, "95000", version=versions, quote=quotes)

    assert values(page, "[name=version][checked]", "value") == versions
    assert values(page, "[name=quote][checked]", "value") == quotes


def test_a_comment_can_be_redacted_on_its_own(clock, people):
    comment(people)
    quotes = found_on(search(people, WORDS))[1]

    message = redact(people, [], quotes)

    assert Comment.objects.get().text == "Redacted"
    assert cell().live == SECRET
    assert "1 comment, reason or other record" in message
    assert "1 place that was not selected still has some" in message
    rows = texts(document(client_of(people["bob"]).get("/admin/redactions/")), "td")
    assert "A comment" in rows


def test_nothing_keeps_the_words_that_were_looked_for(clock, people, caplog):
    looked_for = "Quibblestone"
    ada = client_of(people["ada"])
    search(people, looked_for)
    sent = {"version": own_token(people), "words": looked_for, "why": "A person"}
    assert Client().post(PAGE, sent).status_code == 302
    assert ada.post(PAGE, sent).status_code == 302
    assert rows_with(looked_for.lower()) == []

    confirm(client_of(people["bob"]), Redaction.objects.get())

    assert rows_with(looked_for.lower()) == []
    assert looked_for not in caplog.text + str([m.body for m in mail.outbox])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("a\n", "“a” is too short to look for."),
        ("and", "“and” is too short to look for."),
        ("\n".join(map(str, range(10, 40))), "at most 20 words or phrases"),
    ],
)
def test_words_that_cannot_be_looked_for_are_refused(people, words, message):
    for act in ("search", "ask"):
        page = search(people, words, act=act, why="A person")

        assert message in texts(page, ".errornote")[0]
    assert not Redaction.objects.exists()


def test_a_reason_cannot_have_the_words_that_were_looked_for(people):
    page = search(people, WORDS, act="ask", why=f"It named Marvin {CANARY}")

    assert "can’t quote the words" in texts(page, ".errornote")[0]


def test_places_that_are_too_many_to_list_are_counted(
    clock, people, django_assert_max_num_queries
):
    at = cell("role-03")
    fields = {"role": at.role, "dimension": at.dimension, "made_by": people["ada"]}
    Comment.objects.bulk_create(
        Comment(text=PART, made_at=NOW, **fields) for _number in range(53)
    )
    with django_assert_max_num_queries(120):
        page = search(people, WORDS)
    versions, quotes = found_on(page)

    message = redact(people, versions, quotes)

    assert len(quotes) == 50
    assert "3 more places have these words. Redact these first" in page.to_text()
    assert "3 places that were not selected still have some" in message
