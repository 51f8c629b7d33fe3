from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.phrases import join_names


def publication_size(publication):
    """Return "3 texts and the visibility of 1 role"; needs ``with_counts()``."""
    texts, roles = publication.text_count, publication.status_count
    parts = []
    if texts:
        part = ngettext("%(count)d text", "%(count)d texts", texts)
        parts.append(part % {"count": texts})
    if roles:
        part = ngettext(
            "the visibility of %(count)d role",
            "the visibility of %(count)d roles",
            roles,
        )
        parts.append(part % {"count": roles})
    return join_names(parts)


def publication_state(publication):
    """Return the state, and whether the publication undoes another or was undone."""
    state = publication.get_state_display()
    is_undone = hasattr(publication, "undoing")
    if publication.undoes_id and is_undone:
        return _("%(state)s, undoes another, undone") % {"state": state}
    if publication.undoes_id:
        return _("%(state)s, undoes another") % {"state": state}
    return _("%(state)s, undone") % {"state": state} if is_undone else state
