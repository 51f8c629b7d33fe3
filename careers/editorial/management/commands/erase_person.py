from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from careers.editorial import workflow
from careers.editorial.management.accounts import account_named
from careers.editorial.workflow import personal_data


class Command(BaseCommand):
    help = "Erase whose account this is. What the person wrote stays in the history."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument(
            "--by", required=True, metavar="ADMINISTRATOR", help="Who decided it."
        )
        parser.add_argument(
            "--no-input",
            action="store_true",
            help="Do not ask to type the username again.",
        )

    def handle(self, *, username, by, no_input, **options):
        person, administrator = account_named(username), account_named(by)
        is_allowed = administrator.is_active and workflow.may_manage(
            administrator, person
        )
        if not (is_allowed and administrator.has_perm(workflow.MANAGE_ACCOUNTS)):
            message = _("%(name)s may not change this account.")
            raise CommandError(message % {"name": by})
        question = _("This can’t be undone. Type the username again to erase it: ")
        if not no_input and input(question) != username:
            raise CommandError(_("Nothing was erased."))
        try:
            personal_data.erase_person(person, by=administrator)
        except workflow.RefusedError as error:
            raise CommandError(str(error)) from error
        message = _("Erased. The history now names %(name)s.")
        self.stdout.write(message % {"name": workflow.display_name(person)})
