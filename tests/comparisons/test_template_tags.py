import pytest

from comparisons.templatetags import comparison_tags

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("index", "classes"),
    [(0, "hue-1"), (5, "hue-6"), (6, "hue-1 is-striped"), (12, "hue-1")],
)
def test_colours_repeat_with_stripes(index, classes):
    assert comparison_tags.shade(index) == classes
