"""A Wagtail site with one page: a comparison, its texts written by an editor there."""
