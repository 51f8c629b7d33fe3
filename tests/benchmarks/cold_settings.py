"""The settings of the benchmarks, without a page that is kept: every answer is made."""

from .settings import *  # noqa: F403

PAGE_CACHE_BYTES = 0
