"""The site's own settings, with one address more: a view that does nothing."""

from careers.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
