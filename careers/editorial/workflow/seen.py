"""What a person saw beside the words they are about to publish.

A page sends back a mark of it with every version, so that no one publishes under a
name, address or family that they have not read.
"""

import hashlib
import json

from django.utils.translation import gettext as _

from careers.models import Family, Theme

from .details import details_of
from .errors import EditConflictError, quote_names

SEPARATOR = "~"


def marked(version, mark):
    return f"{version}{SEPARATOR}{mark}"


def split_mark(token):
    version, _separator, mark = token.partition(SEPARATOR)
    return version, mark


def mark_of(*items):
    """Return a short mark of the details of ``items``; None stands for nothing."""
    values = [item and details_of(item) for item in items]
    text = json.dumps(values, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def mark_of_text(draft):
    return mark_of(draft.role, draft.dimension, draft.role.family)


def mark_of_details(draft, relations):
    """``relations`` are those of ``related_to``."""
    return mark_of(
        relations[Family].get(draft.values.get("family")),
        relations[Theme].get(draft.values.get("theme")),
    )


def related_to(drafts):
    """Return ``{model: {key: object}}`` of what drafts of details refer to."""
    keys = {
        Family: {draft.values.get("family") for draft in drafts},
        Theme: {draft.values.get("theme") for draft in drafts},
    }
    return {
        model: model.everything.in_bulk(of_model - {None})
        for model, of_model in keys.items()
    }


def refuse_unseen(pairs):
    """Refuse unless each mark that a page sent is that of what it stands for now.

    ``pairs`` are ``(object, mark sent or "", mark now)``. A version sent without its
    mark was never seen on a page.
    """
    changed = [item for item, sent, now in pairs if sent != now]
    if changed:
        message = _(
            "The name, address or family of %(items)s changed after you opened this "
            "page. Check it again."
        )
        raise EditConflictError(message % {"items": quote_names(changed, limit=5)}, [])
