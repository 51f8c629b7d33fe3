"""List the strings that are not marked for translation.

    python -m tests.unmarked_strings [PATH...]

PATH is a file, a folder, an address or a pattern: careers/models, /admin/review/,
'/compare/*', mail. Without one, everything is listed.
"""

import os
import re
import sys
from fnmatch import fnmatch

import django

# Greek and numbers.
WRITTEN = re.compile(r"[\u0370-\u03ff\d]+(?:[ :,]+[\u0370-\u03ff\d]+)*")


def matches(name, patterns):
    return not patterns or any(
        fnmatch(name, pattern) or name.startswith(f"{pattern.rstrip('/')}/")
        for pattern in patterns
    )


def list_files(patterns):
    from .files import in_files

    lines = [
        f"{name}:{string.line}  {string.element or '-'}  {string.string}"
        for name, string in in_files()
        if matches(name, patterns)
    ]
    print(*lines, sep="\n")
    print(f"{len(lines)} in files")


def list_pages(patterns):
    """List each string once, by the first address that has it.

    Strings that differ only in the editors' words or in a number are one string.
    """
    from .walk import on_a_new_site, unmarked_strings

    strings = {}
    with on_a_new_site():
        for address, string in unmarked_strings():
            if matches(address, patterns):
                key = string.element, WRITTEN.sub("…", string.string)
                strings.setdefault(key, (string, {}))[1][address] = True
    for string, addresses in strings.values():
        first, *others = addresses
        more = f" (and {len(others)} more)" if others else ""
        print(f"{first}{more}  {string.element or '-'}  {string.string}")
    print(f"{len(strings)} on pages and in mails")


def main(patterns):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careers.settings")
    django.setup()
    files = [p for p in patterns if not p.startswith(("/", "mail", "4", "5"))]
    if files or not patterns:
        list_files(files)
    if len(files) < len(patterns) or not patterns:
        list_pages([p for p in patterns if p not in files])


if __name__ == "__main__":
    main(sys.argv[1:])
