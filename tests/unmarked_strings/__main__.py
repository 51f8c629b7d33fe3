"""List the strings that no translator gets to see.

    python -m tests.unmarked_strings [PATH...]

PATH is a file, a folder or a pattern: careers/models, 'templates/admin/*'.
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


def main(patterns):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careers.settings")
    django.setup()
    from .files import in_files

    found = [(name, string) for name, string in in_files() if is_asked(name, patterns)]
    for name, string in found:
        print(f"{name}:{string.line}  {string.element or '-'}  {string.string}")
    print(f"{len(found)} unmarked")


if __name__ == "__main__":
    main(sys.argv[1:])
