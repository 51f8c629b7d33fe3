"""What a publication is going to change, or has changed, and how its pages say so."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from careers.editorial.queue.pages import Queue, count_label
from careers.editorial.workflow import (
    LIVE_TEXT_CHANGED,
    DetailsDraft,
    Draft,
    EditorCell,
    RefusedError,
    details,
    display_name,
    load_cells,
    quote_names,
    seen,
)
from careers.editorial.workflow.details import DETAILS_CHANGED
from careers.models import Dimension, Kind, Role, TextChange, size_label
from careers.site_time import format_datetime

TEXTS_PER_PAGE = 50

ORDER = ["role__name", "dimension__position", "dimension__name"]

ARCHIVED_ROLE = gettext_lazy(
    "This role is archived, and texts of archived roles aren’t published. "
    "Make the role a draft on its own page first."
)

MAX_NAMES = 5  # texts in a message


@dataclass(frozen=True)
class ChangeItem:
    """A change of a text, or its reverse on the page that asks before undoing."""

    change: TextChange
    cell: EditorCell | None  # None when the role or the dimension is deleted
    is_published: bool
    is_reverse: bool

    def __str__(self):
        return str(self.change)

    @property
    def before(self):
        return self.change.after if self.is_reverse else self.change.before

    @property
    def after(self):
        return self.change.before if self.is_reverse else self.change.after

    @property
    def credits(self):
        change = self.change
        if change.written_by is None and change.redaction_id:
            return _("Removed by a redaction")
        if change.written_by is None:
            return _("Loaded from a file")
        if change.approved_by:
            return approval_of(change)
        message = (
            _("Restored by %(writer)s") if change.after else _("Removed by %(writer)s")
        )
        return message % {"writer": display_name(change.written_by)}

    @property
    def effect(self):
        if self.change.redaction_id:
            return _("words have been redacted")
        if not self.change.before:
            return _("removes the text") if self.is_reverse else _("a new text")
        if not self.change.after:
            return _("restores the text") if self.is_reverse else _("removes the text")
        return ""

    @property
    def warning(self):
        if not self.is_published or self.change.redaction_id:
            return ""
        if self.cell is None:
            return _("The role or the dimension has since been deleted.")
        if self.cell.live == self.change.after:
            return ""
        if self.is_reverse:
            return _(
                "The live text has since changed, so this publication can’t be undone. "
                "Open the text and edit it instead."
            )
        return _("The live text has since changed.")


def approval_of(change):
    """Return who wrote and who approved a change, or "" if it needed no approval."""
    if not change.approved_by:
        return ""
    return _("Written by %(writer)s, approved by %(approver)s on %(moment)s") % {
        "writer": display_name(change.written_by),
        "approver": display_name(change.approved_by),
        "moment": format_datetime(change.approved_at),
    }


def publication_changes(publication, page_number, *, is_reverse):
    texts = publication.texts.select_related(
        "role", "dimension", "written_by", "approved_by"
    )
    page = Paginator(texts, TEXTS_PER_PAGE).get_page(page_number)
    of_details = list(publication.details.select_related("written_by", "approved_by"))
    keys = {change.key for change in of_details if change.kind == Kind.ROLE}
    keys |= {change.role_id for change in page}
    names = details.related_names((c.kind, c.before, c.after) for c in of_details)
    return {
        "page": page,
        "changes": change_items(publication, page, is_reverse=is_reverse),
        "details_changes": [
            (
                change,
                approval_of(change),
                details.differences(
                    change.kind, *sides_of(change, is_reverse), names=names
                ),
            )
            for change in of_details
        ],
        **roles_by_visibility(
            publication, Role.objects.filter(pk__in=keys), of_details
        ),
    }


def sides_of(change, is_reverse):
    sides = change.before, change.after
    return reversed(sides) if is_reverse else sides


def change_items(publication, changes, *, is_reverse):
    complete = [change for change in changes if change.role and change.dimension]
    present = load_cells(
        {change.role for change in complete}, {change.dimension for change in complete}
    )
    return [
        ChangeItem(
            change=change,
            cell=present.get((change.role_id, change.dimension_id)),
            is_published=publication.is_published,
            is_reverse=is_reverse,
        )
        for change in changes
    ]


def roles_by_visibility(publication, roles, details_changes):
    roles = sorted(roles, key=lambda role: role.name)
    shown_keys = {
        change.key
        for change in details_changes
        if change.kind == Kind.ROLE and change.shows
    }
    coming_keys = shown_keys if publication.is_scheduled else set()
    visible = [role for role in roles if role.is_published]
    hidden = [role for role in roles if not role.is_published]
    coming = [role for role in hidden if role.pk in coming_keys]
    return {
        "visible": visible,
        "coming": coming,
        "previewed": [*visible, *coming] if publication.is_scheduled else [],
        "hidden": [role for role in hidden if role.pk not in coming_keys],
    }


def publish_blocker(draft, cell):
    if cell.scheduled:
        moment = format_datetime(cell.scheduled.publication.due_at)
        return _("Scheduled for %(moment)s.") % {"moment": moment}
    if cell.is_overtaken:
        return LIVE_TEXT_CHANGED
    return ARCHIVED_ROLE if draft.role.is_archived else ""


def details_publish_blocker(scheduled):
    """Return a function of a draft of details and its object: why it has to wait.

    ``scheduled`` are the scheduled changes of details, by kind and key.
    """

    def blocker_of(draft, item):
        if change := scheduled.get((draft.kind, draft.key)):
            moment = format_datetime(change.publication.due_at)
            return _("Scheduled for %(moment)s.") % {"moment": moment}
        return DETAILS_CHANGED if details.is_overtaken(draft, item) else ""

    return blocker_of


def add_tokens(items, details_items):
    """Mark each version with what is shown beside its words."""
    for item in items:
        mark = seen.mark_of_text(item.draft)
        item.token = seen.marked(item.draft.version, mark)
    relations = seen.related_to([item.draft for item in details_items])
    for item in details_items:
        mark = seen.mark_of_details(item.draft, relations)
        item.token = seen.marked(item.draft.version, mark)


def publish_queue(request):
    """Return what is approved, with tokens, and the tokens of what can be ticked."""
    blockers = publish_blocker, details_publish_blocker(details.scheduled_changes())
    queue = Queue.of(request, Draft.State.APPROVED, blockers, order=ORDER)
    add_tokens(queue.items, queue.details)
    items = [*queue.details, *queue.items]
    return queue, [item.token for item in items if not item.blocker]


def all_summary(count):
    message = ngettext("%(count)d change.", "All %(count)d changes.", count)
    return message % {"count": count}


@dataclass(frozen=True)
class HiddenRole:
    """A role that visitors can't see yet, offered with its texts."""

    role: Role
    is_ticked: bool
    ready: int  # texts live already
    missing: int  # dimensions without a text, even once its drafts are published

    @property
    def token(self):
        return seen.marked(self.role.slug, seen.mark_of(self.role, self.role.family))

    @property
    def notes(self):
        notes = []
        if self.ready:
            note = ngettext(
                "%(count)d more text is ready",
                "%(count)d more texts are ready",
                self.ready,
            )
            notes.append(note % {"count": self.ready})
        if self.missing > 0:
            note = ngettext(
                "%(count)d text will read “Not described yet”",
                "%(count)d texts will read “Not described yet”",
                self.missing,
            )
            notes.append(note % {"count": self.missing})
        return notes


def hidden_roles(items, form):
    keys = {item.draft.role_id for item in items if not item.blocker}
    # A new role is shown with the draft of its details.
    new_roles = DetailsDraft.objects.filter(kind=Kind.ROLE, base={})
    roles = Role.objects.filter(pk__in=keys, status=Role.Status.DRAFT)
    roles = roles.exclude(pk__in=new_roles.values("key")).select_related("family")
    roles = list(roles.with_completeness().order_by("name"))
    dimensions = Dimension.objects.published().count() if roles else 0
    new = Counter(item.draft.role_id for item in items if not item.cell.live)
    tokens = form.data.getlist("show") if form.is_bound else []
    ticked = {seen.split_mark(token)[0] for token in tokens}
    return [
        HiddenRole(
            role=role,
            is_ticked=role.slug in ticked,
            ready=role.described,
            missing=dimensions - role.described - new[role.pk],
        )
        for role in roles
    ]


def roles_to_show(tokens):
    """Return the roles of these tokens. Raises RefusedError unless they are as seen."""
    marks = dict(map(seen.split_mark, tokens))
    roles = Role.objects.select_related("family").in_order(marks)
    if len(roles) < len(marks):
        raise RefusedError(
            _(
                "A role that you selected has a new address or no longer exists. Check "
                "your selection."
            )
        )
    seen.refuse_unseen(
        (role, marks[role.slug], seen.mark_of(role, role.family)) for role in roles
    )
    return roles


def refuse_incomplete(details_items, versions, confirmed):
    """Ask before a new dimension becomes public that some roles do not answer."""
    for item in details_items:
        version = item.draft.version
        if version in versions and item.is_incomplete and version not in confirmed:
            raise RefusedError(
                ngettext(
                    "%(written)d of %(roles)d public roles has a text for “%(name)s”. "
                    "Tick the box beside it to publish it all the same.",
                    "%(written)d of %(roles)d public roles have a text for “%(name)s”. "
                    "Tick the box beside it to publish it all the same.",
                    item.written,
                )
                % {"written": item.written, "roles": item.roles, "name": item.draft}
            )


def selection_summary(items, shown_roles, others=0):
    """Say what is ticked: "3 texts for 2 roles; 1 role becomes visible."."""
    selection = count_label(len(items) + others, has_others=others > 0)
    roles = 0 if others else len({item.draft.role_id for item in items})
    if roles:
        of_roles = ngettext("%(count)d role", "%(count)d roles", roles)
        names = {"texts": selection, "roles": of_roles % {"count": roles}}
        selection = _("%(texts)s for %(roles)s") % names
    if not shown_roles:
        return _("%(selection)s.") % {"selection": selection}
    visible = ngettext(
        "%(count)d role becomes visible", "%(count)d roles become visible", shown_roles
    )
    names = {"selection": selection, "visible": visible % {"count": shown_roles}}
    return _("%(selection)s; %(visible)s.") % names


def published_message(publication):
    hidden = publication.texts.of_hidden_roles().count()
    public = publication.texts.count() - hidden
    others = publication.details.count()
    sentences = []
    if public or others or not hidden:
        sentences.append(public_message(publication, public, others))
    if hidden:
        sentence = ngettext(
            "%(count)d text stays hidden until its role is visible.",
            "%(count)d texts stay hidden until their roles are visible.",
            hidden,
        )
        sentences.append(sentence % {"count": hidden})
    return " ".join(sentences)


def public_message(publication, texts, others):
    """Say when this many texts and other changes are public."""
    count = texts + others
    changes = size_label(texts, others)
    if publication.is_scheduled:
        message = ngettext(
            "%(changes)s will be public on %(moment)s.",
            "%(changes)s will be public on %(moment)s.",
            count,
        )
    else:
        message = ngettext(
            "%(changes)s is public now.", "%(changes)s are public now.", count
        )
    moment = format_datetime(publication.due_at)
    return message % {"changes": changes, "moment": moment}


def undone_message(publication):
    changes = size_label(publication.texts.count(), publication.details.count())
    message = _("Undone: %(changes)s. Visitors see what was there before.")
    return message % {"changes": changes}


def cancelled_message(publication):
    texts, others = list(publication.texts.all()), list(publication.details.all())
    # A role that is only shown has no approval of its own.
    others = [change for change in others if change.approved_by_id]
    lost_texts, lost_others = changed_texts(texts), changed_details(others)
    changed = [*lost_texts, *lost_others]
    kept_texts = len(texts) - len(lost_texts)
    kept_others = len(others) - len(lost_others)
    sentences = [_("Canceled.")]
    if count := kept_texts + kept_others:
        sentence = ngettext(
            "%(changes)s stays approved.", "%(changes)s stay approved.", count
        )
        sentences.append(sentence % {"changes": size_label(kept_texts, kept_others)})
    if changed:
        names = quote_names(changed, limit=MAX_NAMES)
        sentence = _("Changed since then, and no longer approved: %(changes)s.")
        sentences.append(sentence % {"changes": names})
    return " ".join(sentences)


def changed_texts(changes):
    """Return the changes whose texts are not approved any more."""
    drafts = Draft.objects.filter(
        state=Draft.State.APPROVED, role__in={change.role_id for change in changes}
    )
    approved = set(drafts.values_list("role", "dimension", "text"))
    return [
        change
        for change in changes
        if (change.role_id, change.dimension_id, change.after) not in approved
    ]


def changed_details(changes):
    """Return the changes whose details are not approved any more."""
    drafts = DetailsDraft.objects.filter(state=DetailsDraft.State.APPROVED)
    drafts = drafts.filter(key__in={change.key for change in changes})
    approved = {(draft.kind, draft.key): draft.values for draft in drafts}
    return [
        change
        for change in changes
        if not proposes(approved.get((change.kind, change.key)), change.after)
    ]


def proposes(values, after):
    details = {name: value for name, value in after.items() if name != "status"}
    return values is not None and details == {n: values.get(n) for n in details}
