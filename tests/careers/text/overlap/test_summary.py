from careers.text.overlap import Overlap, Summary


def summary(*rows, unquoted=()):
    keys = "abcdefgh"
    return Summary(
        [Overlap(dict(zip(keys, row, strict=False))) for row in rows],
        frozenset(unquoted),
    )


def test_what_all_share_comes_first():
    found = summary(
        ["Owns pay, tea, and food", "Owns pay, tea, and cars", "Owns pay, x, and y"],
        ["Plans work", "Plans work", "Plans work"],
    ).shared
    assert [(each.row, each.shared.point.quote) for each in found] == [
        (0, "pay"),
        (1, "Plans work"),
        (0, "tea"),
    ]


def test_what_sets_a_role_apart_is_what_nobody_else_speaks_of():
    found = summary(
        ["Owns yearly pay, garden parties, and food", "Owns cars, and yearly tea"],
        ["Plans the roads", "Plans bridges and tunnels well"],
    )
    apart = [(each.row, each.point.point.quote) for each in found.apart("a")]
    assert apart[0] == (0, "garden parties")


def test_a_row_shown_elsewhere_is_not_quoted():
    found = summary(["Bakes fresh bread", "Drives a red bus"], unquoted=[0])
    assert found.apart("a") == []


def test_rows_that_differ_most_come_first_and_equal_ones_never():
    found = summary(
        ["Plans work", "Plans work"],
        ["Bakes rye bread", "Bakes white bread"],
        ["Bakes bread", "Drives buses"],
        ["", ""],
    )
    assert found.differ_most == [2, 1]


def test_the_closest_pair_is_named():
    found = summary(["Bakes bread", "Bakes bread", "Drives buses"])
    assert found.closest == [("a", "b")]


def test_no_pair_is_closest_where_all_are_equally_close():
    assert summary(["Bakes bread"] * 3).closest == []
    assert summary(["Bakes bread", "Drives buses", "Paints walls"]).closest == []
    assert summary(["Bakes bread", "Bakes bread"]).closest == []


def test_without_rows_there_is_nothing_to_say():
    found = Summary([])
    assert (found.shared, found.differ_most, found.closest, found.pairs) == (
        [],
        [],
        [],
        {},
    )
