"""Unmarked strings in the files of the project."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from django.conf import settings

from .scripts import in_script
from .source import in_source
from .strings import Unmarked
from .templates import in_template

ROOT = Path(settings.BASE_DIR)

IN = {
    "careers": ["*.py", in_source],
    "comparisons": ["*.py", in_source],
    "templates": ["*.*", in_template],
    "static/js": ["*.js", in_script],
}

# For operators, developers and machines. Word lists of a language are not translated.
NOT_READ = [
    "*/migrations/*",
    "*/apps.py",
    "*/management/*",
    "careers/backups/*",
    "careers/content_version.py",
    "careers/editorial/append_only.py",
    "careers/health.py",
    "careers/middleware.py",
    "careers/monitoring.py",
    "careers/rsgi.py",
    "careers/search/engine.py",
    "careers/security_txt.py",
    "careers/settings.py",
    "careers/sqlite/*",
    "careers/text/languages/*",
    "*/robots.txt",
]


def in_files() -> Iterator[tuple[str, Unmarked]]:
    """Yield (path from the root of the project, string)."""
    for folder, (names, find) in IN.items():
        for path in sorted((ROOT / folder).rglob(names)):
            name = path.relative_to(ROOT).as_posix()
            if not any(fnmatch(name, pattern) for pattern in NOT_READ):
                yield from ((name, string) for string in find(path))
