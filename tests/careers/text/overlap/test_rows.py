"""What a row says of its texts: one readable example of each rule."""

import pytest

from careers.text.languages import ENGLISH, OTHER
from careers.text.overlap import Kind, Label, Overlap, Wording

ONE, NEARLY = Kind.SAME, Kind.SAME_BUT_FOR


def overlap(*texts, pairs=(), language=ENGLISH):
    wording = Wording(language, tuple(pairs))
    return Overlap(dict(zip("abcdefgh", texts, strict=False)), wording)


def quoted(quotes):
    return {key: quote.opening + quote.quote for key, quote in quotes.items()}


def shared(row):
    return [(item.kind, quoted(item.quotes)) for item in row.shared]


def frames(row):
    return [(frame.opener, quoted(frame.quotes)) for frame in row.frames]


def only(row):
    return {k: [q.opening + q.quote for q in row.alone(k)] for k in row.texts}


def different(quote):
    return [quote.text[start:end] for start, end in quote.different]


def test_a_row_separates_points_of_all_of_some_and_of_one():
    row = overlap(
        "Reports to CTO, Head of AI, or VP Engineering",
        "Reports to Data Manager or CTO",
        "Reports to Shift Manager, VP Engineering, or CTO",
    )
    everyone, two, *_ = shared(row)
    assert everyone == (
        ONE,
        {"a": "Reports to CTO", "b": "Reports to … CTO", "c": "Reports to … CTO"},
    )
    assert two == (
        ONE,
        {"a": "Reports to … VP Engineering", "c": "Reports to … VP Engineering"},
    )
    assert row.in_all == row.shared[:1]
    assert row.in_some == row.shared[1:]
    assert only(row) == {"a": ["Reports to … Head of AI"], "b": [], "c": []}


# The same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("- Colour codes", "- Color codes"),
        ("- Theatre programmes", "- Theater programs"),
        ("- Analyses the data", "- Analyze data"),
        ("- Renew licences", "- Renewing licenses"),
        ("Tracks key figures (KFs)", "Tracks KFs"),
        (
            "Tracks KPIs (key performance indicators)",
            "Tracks key performance indicator",
        ),
        ("Tracks key performance indicators (KPIs) of shops", "Tracks KPIs of shops"),
        ("- Lead the team", "You can:\n\n- Lead the team"),
        ("Presents accounts", "- Prepares a budget. Presents accounts."),
        ("Reports to the CFO", "Reports to a controller or the CFO"),
        ("Trains five people", "Trains 5 people"),
        ("Meets clients every two weeks", "Meets clients every other week"),
        (
            "- Plan menus for each season with the chef of the house",
            "- Together with the chef of the house, plan menus for each season",
        ),
    ],
)
def test_other_forms_and_places_of_the_same_words_are_shared(a, b):
    (item,) = overlap(a, b).shared
    assert sorted(item.quotes) == ["a", "b"]


@pytest.mark.parametrize(
    ("a", "b", "pair"),
    [
        ("Oversees clients", "Manages clients", ("oversee", "manage")),
        ("Takes part in audits", "Joins audits", ("take part in", "join")),
        ("Runs IT", "Runs information technology", ("IT", "information technology")),
    ],
)
def test_the_glossary_makes_words_the_same(a, b, pair):
    assert [kind for kind, _ in shared(overlap(a, b, pairs=[pair]))] == [ONE]
    assert overlap(a, b, pairs=[pair]).label is Label.NEARLY_THE_SAME
    assert (ONE, {"a": a, "b": b}) not in shared(overlap(a, b))


def test_a_phrase_within_longer_clauses_is_shared():
    row = overlap(
        "Attends the weekly planning of school menus",
        "Chairs the weekly planning of school menus",
    )
    assert shared(row) == [
        (ONE, dict.fromkeys("ab", "weekly planning of school menus"))
    ]


# The same but for a word or two


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        # A number, a modal, a word of scale, another object.
        ("Approves up to 5 orders", "Approves up to 50 orders", "5 / 50"),
        ("May approve orders of staff", "Must approve orders of staff", "May / Must"),
        ("Sets goals of a small team", "Sets goals of a large team", "small / large"),
        ("Must approve orders of staff", "Approves orders of staff", "Must / "),
        ("Plans menus for guests", "Plans menus for hotel guests", " / hotel"),
        ("Manages direct reports", "Manages indirect reports", "direct / indirect"),
        ("Reviews only plans of juniors", "Reviews plans of juniors", "only / "),
        (
            "Documents changes to the network of shops",
            "Documents changes to the archive of shops",
            "network / archive",
        ),
    ],
)
def test_the_words_that_differ_are_marked(a, b, words):
    (item,) = overlap(a, b).shared
    assert item.kind is NEARLY
    assert " / ".join(" ".join(different(item.quotes[key])) for key in "ab") == words


def test_a_shared_phrase_keeps_its_measure_and_its_closing_bracket():
    row = overlap(
        "- Trains all new staff of three shops in at least one cloud (Blue or Red)",
        "- 3 years with at least one cloud (Blue or Red)",
    )
    (item,) = row.shared
    assert item.point.quote == "at least one cloud (Blue or Red)"


def test_the_shortest_quote_stands_for_what_is_shared():
    row = overlap("Plans menus for hotel guests", "Plans menus for guests")
    (item,) = row.shared
    assert item.point.quote == "Plans menus for guests"


# Texts that only look alike


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Negations.
        ("Guides teams", "Guides teams without managing them"),
        ("Opens sealed boxes for officers", "Never opens sealed boxes for officers"),
        ("Approve orders of the team", "Don't approve orders of the team"),
        ("Works with oversight", "Works with little to no oversight"),
        ("Needs a review of designs", "Needs no review of designs"),
        ("Opens boxes of clients without a key", "Opens boxes with or without a key"),
        # Ranks.
        ("Leads the migration project", "Assists the migration project"),
        ("Leads yearly audits", "Contributes to yearly audits"),
        ("Leads reviews, plans goals", "Attends reviews, plans budgets"),
        # Objects.
        ("Head of Data", "Data"),
        ("Formal reviews", "Informal reviews"),
        ("Turns old wood into warm rooms", "Turns warm rooms into wood"),
        ("Employers", "Employees"),
        ("Leads teams, budgets, and rooms", "Tells news and plans to teams"),
        ("Makes sure it works", "Works on information technology (IT)"),
        # The same words of scale about other things.
        (
            "Leads a small team with a large budget",
            "Leads a large team with a small budget",
        ),
    ],
)
def test_texts_that_only_look_alike_share_nothing(a, b):
    assert shared(overlap(a, b)) == []


def test_a_list_does_not_lack_its_next_item():
    row = overlap(
        "Is able to reply to all mail and calls",
        "Is able to reply to all mail, calls, and chats",
    )
    assert not any(
        quote.different for item in row.shared for quote in item.quotes.values()
    )


# Only here


def test_in_doubt_a_point_is_neither_shared_nor_only_here():
    row = overlap("Owns plans, pay, and food", "Owns plans, cars, and tea")
    assert [kind for kind, _ in shared(row)] == [ONE]
    assert only(row) == {"a": [], "b": []}


def test_a_purpose_of_its_own_makes_no_point_only_here():
    row = overlap(
        "Runs the day-to-day kitchen so that the owner can meet guests and suppliers",
        "Oversees the daily running of the kitchen",
    )
    assert only(row)["a"] == []


def test_what_another_text_lists_elsewhere_is_not_only_here():
    row = overlap(
        "Follows a model from training through release, monitoring, and retraining",
        "Keeps systems up through drills, monitoring, and repair",
    )
    quotes = [quote for quotes in only(row).values() for quote in quotes]
    assert not any(quote.endswith("monitoring") for quote in quotes)


def test_a_role_lacks_what_only_the_other_says():
    row = overlap("Plans menus; trains young cooks", "Plans menus; sells old houses")
    assert [quote.quote for quote in row.lacks("a", "b")] == ["sells old houses"]
    assert [quote.quote for quote in row.lacks("b", "a")] == ["trains young cooks"]


# Frames


def test_a_frame_has_one_opener_and_several_objects():
    row = overlap(
        "Owns projects in agent architecture for banks",
        "Owns projects in site reliability and chaos",
        "Owns projects in data science",
    )
    assert (
        "Owns projects in",
        {
            "a": "agent architecture for banks",
            "b": "site reliability and chaos",
            "c": "data science",
        },
    ) in frames(row)


def test_a_frame_of_ranks_quotes_each_verb():
    row = overlap("Leads the yearly strategy", "Contributes to yearly strategy")
    assert frames(row) == [
        ("", {"a": "Leads the yearly strategy", "b": "Contributes to yearly strategy"})
    ]


def test_a_frame_of_ranks_joins_the_most_alike_objects():
    row = overlap(
        "Leads architecture review meetings",
        "Participates in model review meetings",
        "Participates in architecture reviews",
    )
    assert frames(row)[0] == (
        "",
        {
            "a": "Leads architecture review meetings",
            "c": "Participates in architecture reviews",
        },
    )


def test_what_is_shared_as_a_whole_makes_no_frame():
    assert frames(overlap("Owns the roadmap", "Owns the roadmap")) == []


def test_a_phrase_of_one_word_opens_nothing():
    """Signs and conjunctions alone are no objects."""
    text = "quotes \" and ' and ; and ,"
    assert frames(overlap(text, text)) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Finds leaks in roofs", "Finds out what tenants need"),
        ("Leads budget reviews", "Takes part in garden reviews"),
        (
            "Manages the heads of bakeries and kitchens",
            "Helps the director hire kitchen heads",
        ),
    ],
)
def test_verbs_of_other_objects_make_no_frame(a, b):
    assert frames(overlap(a, b)) == []


# Labels


@pytest.mark.parametrize(
    ("a", "b", "label"),
    [
        ("- Plans work\n- Hires", "- Plans work\n- Hires", Label.NEARLY_THE_SAME),
        (
            "Prepares the yearly budget and accounts of the whole department",
            "Prepares a yearly budget and accounts of the department",
            Label.NEARLY_THE_SAME,
        ),
        ("Owns A, budgets, and C", "Owns budgets, X, and Y", Label.PARTLY_SHARED),
        ("Leads weekly planning", "Attends weekly planning", Label.PARTLY_SHARED),
        ("Bakes bread", "Reviews code", Label.DISTINCT),
    ],
)
def test_the_label_of_a_row_follows_all_words_of_its_texts(a, b, label):
    assert overlap(a, b).label == label


def test_likeness_is_the_share_of_words_that_both_have():
    row = overlap("Owns plans, yearly pay, and food", "Owns plans, pay, and tea")
    # own, plan, and pay, of own, plan, yearly, pay, food and own, plan, pay, tea
    assert row.similarity == pytest.approx(2 * 3 / 9)


def test_any_shared_point_makes_a_row_partly_shared():
    rest = "; ".join(f"{verb}s {noun}" for verb, noun in zip("bcdfg", "hjklm"))  # noqa: B905
    row = overlap(f"Owns pay; {rest}", "Owns pay; " + " ".join("npqrstvwxz") * 2)
    assert row.similarity < 0.2
    assert row.label == Label.PARTLY_SHARED


def test_a_missing_text_makes_a_row_differ():
    row = overlap("Plans work", "Plans work", "")
    assert row.answered == ["a", "b"]
    assert row.label == Label.PARTLY_SHARED
    assert row.pairs["a", "c"] is None
    assert row.similarity == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "placeholder",
    ["", " \n", "-", "–", "N/A", "n/a", "TBD", "tbd.", "Not described yet"],
)
def test_a_placeholder_is_no_text(placeholder):
    row = overlap("Plans work", placeholder)
    assert row.answered == ["a"]
    assert row.label is None
    assert overlap(placeholder, placeholder).label is None
    assert overlap(placeholder, placeholder).shared == []


def test_a_repeated_point_counts_once():
    row = overlap("- Bakes bread\n- Bakes breads", "- Bakes bread")
    assert len(row.shared) == 1
    assert row.label == Label.NEARLY_THE_SAME


def test_shared_points_are_counted_by_kind_for_each_pair():
    row = overlap(
        "Bakes bread; approves up to 5 orders",
        "Bakes bread; approves up to 50 orders",
        "Bakes bread",
    )
    assert row.counts == {("a", "b"): [1, 1], ("a", "c"): [1, 0], ("b", "c"): [1, 0]}


# Other languages


def test_an_unknown_language_shares_whole_clauses_alone():
    row = overlap(
        "Leitet das Team; plant Schichten", "leitet das Team; plant keine Schichten",
        language=OTHER,
    )  # fmt: skip
    assert shared(row) == [(ONE, {"a": "Leitet das Team", "b": "leitet das Team"})]
    assert row.label is None
    assert only(row) == {"a": [], "b": []}
    assert not row.is_counted


def test_texts_in_another_script_are_not_counted_as_english():
    row = overlap("Plans work", "计划工作")
    assert not row.is_counted
    assert row.label is None


@pytest.mark.parametrize("text", ["Plans work", "计划工作", "يدير الفريق", "टीम"])
def test_identical_texts_are_nearly_the_same_in_any_script(text):
    assert overlap(text, text).label is Label.NEARLY_THE_SAME
