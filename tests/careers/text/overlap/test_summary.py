from careers.text.overlap import Counts, Overlap, Summary


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
        (0, "Owns pay"),
        (1, "Plans work"),
        (0, "tea"),
    ]


def test_the_same_words_come_before_nearly_the_same():
    quotes = summary(
        ["Approves up to 5 orders", "Approves up to 50 orders"],
        ["Plans work", "Plans work"],
    ).shared
    assert [quote.row for quote in quotes] == [1, 0]


def test_frames_of_most_roles_come_first():
    frames = summary(
        ["Reviews new plans", "Reviews old code", ""],
        ["Owns big houses", "Owns red cars", "Owns blue boats"],
    ).frames
    assert [(item.row, item.frame.opener) for item in frames] == [
        (1, "Owns"),
        (0, "Reviews"),
    ]


def test_points_that_no_one_else_makes_set_a_role_apart():
    result = summary(
        ["Owns yearly pay, garden parties, and food", "Owns cars, and yearly tea"],
        ["Plans the roads", "Plans bridges and tunnels well"],
    )
    apart = [(item.row, item.point.quote) for item in result.apart("a")]
    assert apart[0] == (0, "garden parties")


def test_what_another_role_says_in_another_row_sets_no_role_apart():
    result = summary(["Plans menus", "Bakes bread"], ["Bakes bread", "Sells cars"])
    assert [item.point.quote for item in result.apart("a")] == ["Plans menus"]
    assert [item.point.quote for item in result.apart("b")] == ["Sells cars"]


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
    rows = [["Bakes bread", "Bakes bread", "Drives buses"]] * 2
    assert summary(*rows).closest() == ("a", "b")


def test_a_single_row_names_no_closest_pair():
    row = ["Bakes bread", "Bakes bread", "Drives buses"]
    assert summary(row).closest() is None
    assert summary(row, ["Paints walls", "Sells cars", "Sings songs"]).closest() is None


def test_no_pair_is_closest_without_a_clear_lead():
    assert summary(*[["Bakes bread"] * 3] * 2).closest() is None
    different = ["Bakes bread", "Drives buses", "Paints walls"]
    assert summary(different, different).closest() is None
    assert summary(*[["Bakes bread", "Bakes bread"]] * 2).closest() is None
    near = ["Bakes fresh bread daily", "Bakes fresh bread", "Bakes fresh rye bread"]
    assert summary(near, near).closest() is None


def test_the_closest_pair_can_be_that_of_one_role():
    rows = [["Bakes bread", "Bakes bread", "Bakes fresh cakes", "Drives buses"]] * 2
    assert summary(*rows).closest("c") is None
    rows = [["Bakes bread", "Drives buses", "Bakes fresh cakes", "Sings songs"]] * 2
    assert summary(*rows).closest("c") == ("a", "c")


def test_points_are_counted_for_each_pair():
    result = summary(
        ["Approves up to 5 orders", "Approves up to 50 orders"],
        ["Plans work", "Plans work"],
    )
    assert result.counts == {("a", "b"): Counts(same=1, same_but_for=1)}


def test_without_rows_a_summary_is_empty():
    result = Summary([])
    assert (result.shared, result.frames, result.differ_most) == ([], [], [])
    assert (result.closest(), result.counts) == (None, {})
