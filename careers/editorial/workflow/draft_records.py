"""Drafts as rows: themselves, their records and their writers, many at once.

What may be written is decided in drafting; nothing else calls these.
"""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from careers.editorial.models import Draft
from careers.editorial.models.proposal import STEP_FIELDS
from careers.models import Action, Credit
from careers.models.history import record_of

from .cell_past import load_pasts

SHORTEST_COPY = 20  # characters

# Saves of one person no further apart than this are one entry of the history.
SESSION_GAP = timedelta(minutes=30)

# What a save of a draft writes.
WORD_FIELDS = ["text", "folded_text", "base", "state", *STEP_FIELDS]


def end(drafts, credit):
    keys = [draft.pk for draft in drafts]
    Draft.writers.through.objects.filter(draft__in=keys).delete()
    Draft.objects.credited(credit).filter(pk__in=keys).bulk_delete()


@dataclass
class Words:
    """Changed drafts, and what is to be recorded of them."""

    drafts: list
    credit: Credit
    writers: list = field(default_factory=list)  # keys, by the place of the draft
    changed_back: list = field(default_factory=list)
    others: list = field(default_factory=list)
    continued: list = field(default_factory=list)  # records
    copies: list = field(default_factory=list)  # credits with their drafts

    @property
    def records(self):
        """Return credits with the drafts that each is recorded for."""
        back = replace(self.credit, action=Action.CHANGED_BACK)
        return [(self.credit, self.others), (back, self.changed_back)]


def save_words(drafts, credit):
    """Save changed drafts, with their records and writers, in a few queries."""
    words = _decide(drafts, credit)
    _save(drafts)
    for copying, of_writer in words.copies:
        Draft.objects.credited(copying).record(of_writer, "~")
    for recorded, of_credit in words.records:
        _record(of_credit, recorded)
    _continue(words.continued)
    _remove_writers(words.changed_back)
    _add_writers(drafts, words.writers)


def prepare_words(drafts, credit, rows):
    """Prepare what ``save_words`` would write of texts from files."""
    words = _decide(drafts, credit)
    rows.add(drafts, update=WORD_FIELDS)
    records = [
        *(record_of(d, "~", copying) for copying, of_w in words.copies for d in of_w),
        *(
            record_of(draft, _type_of_record(draft), recorded)
            for recorded, of_credit in words.records
            for draft in of_credit
        ),
    ]
    rows.add(records)
    rows.then(partial(_remove_writers, words.changed_back))
    rows.add(_writer_rows(drafts, words.writers), ignore_conflicts=True)


def _decide(drafts, credit):
    """Return Words: whose each draft is, and what becomes of earlier decisions."""
    pasts = load_pasts(drafts)
    copied = _writers_elsewhere(drafts)
    words, written = Words(drafts, credit), []
    for draft in drafts:
        past = pasts[draft.role_id, draft.dimension_id]
        last = past.last_records.get(draft.pk)
        if past.decision and past.decision.is_about(draft):
            _decide_again(draft, past.decision)
            words.changed_back.append(draft)
            words.writers.append(past.decision.writers)
            continue
        written.append(draft)
        holders = past.holders(credit.by.pk, credit.at)
        others_of = {writer.pk for writer in copied[draft.text]}
        words.writers.append(past.writers_of(draft.text) | others_of | holders)
        is_same_hand = last and holders == past.holders(credit.by.pk, last.history_date)
        if is_same_hand and _is_same_session(last, credit):
            last.text, last.base, last.history_date = draft.text, draft.base, credit.at
            words.continued.append(last)
        else:
            words.others.append(draft)
    words.copies = _copies(written, copied, pasts, credit)
    return words


def save_unpublished(drafts, credit):
    pasts = load_pasts(drafts)
    writers = [
        pasts[draft.role_id, draft.dimension_id].writers_of(draft.text)
        | {draft.written_by_id}
        for draft in drafts
    ]
    _save(drafts)
    _record(drafts, credit)
    _add_writers(drafts, writers)


def _writers_elsewhere(drafts):
    """Return ``{text: people}`` who wrote the same words in a draft of another cell.

    A copy is theirs too: by hand in the matrix, or of all texts of a role. A few words,
    such as "None yet", are anyone's.
    """
    texts = {draft.text for draft in drafts if len(draft.text) >= SHORTEST_COPY}
    writers = defaultdict(set)
    same = Draft.writers.through.objects.filter(draft__text__in=texts)
    for row in same.select_related("user", "draft"):
        writers[row.draft.text].add(row.user)
    return writers


def _copies(drafts, copied, pasts, credit):
    """Return credits for the writers of copied words, with the drafts that have them.

    They are recorded for the next texts of the same cells.
    """
    of_writers = defaultdict(list)
    for draft in drafts:
        known = pasts[draft.role_id, draft.dimension_id].writers_of(draft.text)
        for writer in copied[draft.text]:
            if writer.pk not in known | {credit.by.pk}:
                of_writers[writer].append(draft)
    return [
        (replace(credit, by=writer, action=Action.COPIED), of_writer)
        for writer, of_writer in of_writers.items()
    ]


def _decide_again(draft, decision):
    submitted, approved = decision.submitted, decision.approved
    if decision.written:
        draft.written_at = decision.written.history_date
        draft.written_by = decision.written.history_user
    draft.returned_at = draft.returned_by = None
    draft.submitted_at = submitted.history_date
    draft.submitted_by = submitted.history_user
    draft.state = Draft.State.IN_REVIEW
    if approved:
        draft.approved_at = approved.history_date
        draft.approved_by = approved.history_user
        draft.state = Draft.State.APPROVED


def _is_same_session(last, credit):
    """Whether a save goes on from the ``last`` record: both are one record then."""
    return (
        last is not None
        and last.action == credit.action == Action.SAVED
        and last.history_user_id == credit.by.pk
        and credit.at - last.history_date < SESSION_GAP
    )


def _save(drafts):
    """Insert or update the drafts; their records are made apart.

    One statement for all, as an update of many rows to different values is slow. Rows
    are found by their cell: a draft's key has to stay out of the insert.
    """
    rows = [copy(draft) for draft in drafts]
    for row in rows:
        row.pk = None
    Draft._base_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["role", "dimension"],
        update_fields=WORD_FIELDS,
    )
    for draft, row in zip(drafts, rows, strict=True):
        draft.pk = row.pk


def _continue(records):
    Draft.history.bulk_create(
        records,
        update_conflicts=True,
        unique_fields=["history_id"],
        update_fields=["text", "base", "history_date"],
    )


def _record(drafts, credit):
    recorded = Draft.objects.credited(credit)
    for kind in "+~":
        of_kind = [draft for draft in drafts if _type_of_record(draft) == kind]
        recorded.record(of_kind, kind)


def _type_of_record(draft):
    return "+" if draft.number == 1 else "~"


def _remove_writers(drafts):
    if drafts:
        Draft.writers.through.objects.filter(draft__in=drafts).delete()


def _add_writers(drafts, writers):
    rows = _writer_rows(drafts, writers)
    Draft.writers.through.objects.bulk_create(rows, ignore_conflicts=True)


def _writer_rows(drafts, writers):
    return [
        Draft.writers.through(draft_id=draft.pk, user_id=key)
        for draft, keys in zip(drafts, writers, strict=True)
        for key in keys
    ]
