"""Lists that mark what visitors can't see yet."""

from django.contrib.admin.views.main import ChangeList
from django.utils.translation import gettext as _

from careers.editorial.workflow import details


class ContentChangeList(ChangeList):
    """Gives each object its ``details_draft``, in one query for all of them."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.drafts = self.get_drafts()
        for item in self.result_list:
            item.details_draft = self.drafts.get(item.pk)

    def get_drafts(self):
        return details.drafts_of(self.result_list)


def state_label(item):
    """Return the status of an object in a list, and whether changes of it wait."""
    draft, status = item.details_draft, item.get_status_display()
    if draft is None or draft.is_of_new_object:
        return status
    return _("%(status)s, draft changes") % {"status": status}
