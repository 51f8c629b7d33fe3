"""List the strings that no translator gets to see.

    python -m tests.unmarked_strings [PATH...]

PATH is a file, a folder, an address or a pattern: careers/models, /admin/review/,
'/compare/*', mail. Without one, all are listed.
"""

import os
import sys
from fnmatch import fnmatch

import django


def is_asked(name, patterns):
    return not patterns or any(
        fnmatch(name, pattern) or name.startswith(f"{pattern.rstrip('/')}/")
        for pattern in patterns
    )


def list_files(patterns):
    from .files import in_files

    lines = [
        f"{name}:{string.line}  {string.element or '-'}  {string.string}"
        for name, string in in_files()
        if is_asked(name, patterns)
    ]
    print(*lines, sep="\n")
    print(f"{len(lines)} in files")


def list_pages(patterns):
    """List each string once, by the first address that has it."""
    from .walk import on_a_new_site, unmarked_strings

    found = {}
    with on_a_new_site():
        for address, string in unmarked_strings():
            if is_asked(address, patterns):
                found.setdefault(string[:2], {})[address] = True
    for (element, string), addresses in found.items():
        first, *others = addresses
        more = f" (and {len(others)} more)" if others else ""
        print(f"{first}{more}  {element or '-'}  {string}")
    print(f"{len(found)} on pages and in mails")


def main(patterns):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careers.settings")
    django.setup()
    are_files = [p for p in patterns if not p.startswith(("/", "mail", "4", "5"))]
    if are_files or not patterns:
        list_files(are_files)
    if len(are_files) < len(patterns) or not patterns:
        list_pages([p for p in patterns if p not in are_files])


if __name__ == "__main__":
    main(sys.argv[1:])
