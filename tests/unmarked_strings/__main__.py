"""List the strings that no translator gets to see.

    python -m tests.unmarked_strings [PATH...]

PATH is a file, a folder, an address or a pattern: careers/models, /admin/review/,
'/compare/*', mail. Without one, all are listed.
"""

import os
import re
import sys
from fnmatch import fnmatch

import django

# Greek and numbers.
WRITTEN = re.compile(r"[\u0370-\u03ff\d]+(?:[ :,]+[\u0370-\u03ff\d]+)*")


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
    """List each string once, by the first address that has it.

    Those that differ by what editors wrote, or by a number, are one.
    """
    from .walk import on_a_new_site, unmarked_strings

    found = {}
    with on_a_new_site():
        for address, string in unmarked_strings():
            if is_asked(address, patterns):
                key = string.element, WRITTEN.sub("…", string.string)
                found.setdefault(key, (string, {}))[1][address] = True
    for string, addresses in found.values():
        first, *others = addresses
        more = f" (and {len(others)} more)" if others else ""
        print(f"{first}{more}  {string.element or '-'}  {string.string}")
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
