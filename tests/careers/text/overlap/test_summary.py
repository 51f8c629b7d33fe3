from careers.text.overlap import Overlap, Summary


def summary(*rows, unquoted=()):
    keys = "abcdefgh"
    return Summary(
        [Overlap(dict(zip(keys, row, strict=False))) for row in rows],
        frozenset(unquoted),
    )


def test_points_shared_by_all_come_first():
    quotes = summary(
        ["Owns pay, tea, and food", "Owns pay, tea, and cars", "Owns pay, x, and y"],
        ["Plans work", "Plans work", "Plans work"],
    ).shared
    assert [(quote.row, quote.shared.point.quote) for quote in quotes] == [
        (0, "pay"),
        (1, "Plans work"),
        (0, "tea"),
    ]


def test_points_that_no_one_else_makes_set_a_role_apart():
    result = summary(
        ["Owns yearly pay, garden parties, and food", "Owns cars, and yearly tea"],
        ["Plans the roads", "Plans bridges and tunnels well"],
    )
    apart = [(quote.row, quote.point.point.quote) for quote in result.apart("a")]
    assert apart[0] == (0, "garden parties")


def test_a_row_quoted_elsewhere_is_left_out():
    result = summary(["Bakes fresh bread", "Drives a red bus"], unquoted=[0])
    assert result.apart("a") == []


def test_rows_that_differ_most_come_first_without_equal_ones():
    result = summary(
        ["Plans work", "Plans work"],
        ["Bakes rye bread", "Bakes white bread"],
        ["Bakes bread", "Drives buses"],
        ["", ""],
    )
    assert result.differ_most == [2, 1]


def test_the_closest_pair_is_named():
    result = summary(["Bakes bread", "Bakes bread", "Drives buses"])
    assert result.closest == [("a", "b")]


def test_no_pair_is_closest_if_all_are_equally_close():
    assert summary(["Bakes bread"] * 3).closest == []
    assert summary(["Bakes bread", "Drives buses", "Paints walls"]).closest == []
    assert summary(["Bakes bread", "Bakes bread"]).closest == []


def test_without_rows_a_summary_is_empty():
    result = Summary([])
    assert (result.shared, result.differ_most, result.closest, result.pairs) == (
        [],
        [],
        [],
        {},
    )
