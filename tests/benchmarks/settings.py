"""The site's own settings, and the addresses of two more views."""

from careers.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
