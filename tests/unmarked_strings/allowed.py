"""Words that are the same in every language: test data, names, and Django's own."""

import re

IN_EVERY_LANGUAGE = re.compile(
    r"https?://\S+"
    r"|\b[\w.+-]{1,60}@[\w-]+\.[\w.]+"  # addresses of people
    r"|(?<![\w<])/[\w./@?=&%#-]*"  # addresses on the site
    r"|\b(role|r)-?\d+(@[\d-]+)?(-vs-\S+)?"  # slugs
    r"|(?<=\| )Careers\b"  # the site's name, as the admin's titles end
    r"|\b(vs|CSV|Excel|Markdown|JSON)\b"
    r"|\b(UTC|Europe/Athens)\b"  # time zones that the walk sets
    r"|\b(GET|POST)(?= /)|\b(csv|jsonl) events=\d+"  # what the security log has
    r"|\{\w+\}"  # a value that a script puts into a message
    r"|\b\w{2,6}\*{9,}"  # a password's hash, as Django shows it
)
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
# A word of an address that a message quotes: an unknown role or file, a search, or the
# name of an option.
QUOTED = re.compile(r"(?<=[“.]⟧)(unknown|pdf|role|show|mark|sort)(?=⟦”)")

# An element and its whole text.
PAIRS = {
    # The site's name above the admin.
    ("a", "Careers"),
    # Slugs that cannot be edited, and one in the history of a deleted dimension.
    ("div.readonly", "primary-role"),
    ("div.readonly", "engineering"),
    ("div.readonly", "responsibilities"),
    ("del", "authority"),
    # The parts of a slug that a comparison of words marks.
    ("dd.diff", "role-"),
    ("ins", "role"),
    # The only field that allauth does not mark.
    ("label", "Name⟦:⟧"),
    # The password hasher of the tests, on the page of an account.
    ("bdi", "md5"),
    # Django marks neither its icons nor these texts about passwords.
    ("img alt=", "Search"),
    ("img alt=", "True"),
    ("img alt=", "False"),
    (
        "p",
        (
            "Whether the user will be able to authenticate using a password or not. "
            "If disabled, they may still be able to authenticate using other "
            "backends, such as Single Sign-On or LDAP."
        ),
    ),
    ("li.warning", "If disabled, the current password for this user will be lost."),
}
# Rows deleted with a group: Django does not mark the names of its own tables.
DJANGO_TABLES = re.compile(
    r"Group-permission relationship(s: \d+|: Group_permissions object \(\d+\))"
    r"|User-group relationship(s: \d+|: User_groups object \(\d+\))"
)
# What Django's script for rows of a form reads. Its labels are marked.
INLINE_SCRIPT = re.compile(
    r'\{"name": "#\w+", "options": \{"prefix": "\w+", "addText": "[^"]*", '
    r'"deleteText": "[^"]*"\}\}'
)


def is_allowed(element: str, text: str) -> bool:
    """Return whether the whole text of an element may stay unmarked."""
    if (element, text) in PAIRS or DJANGO_TABLES.fullmatch(text):
        return True
    return element.endswith("inline-formset=") and bool(INLINE_SCRIPT.fullmatch(text))


def rest(text: str) -> str:
    """Remove marked words, and words that are the same in every language."""
    for pattern in (QUOTED, MARKED, IN_EVERY_LANGUAGE):
        text = pattern.sub(" ", text)
    return text
