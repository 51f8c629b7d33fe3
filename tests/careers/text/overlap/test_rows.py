import pytest

from careers.text.overlap import Label, Overlap


def overlap(*texts):
    return Overlap(dict(zip("abcdefgh", texts, strict=False)))


def groups(row):
    return [{s.key: s.point.quote for s in shared.versions} for shared in row.shared]


def only(row):
    return {key: [s.point.quote for s in points] for key, points in row.only.items()}


def test_a_row_separates_points_of_all_of_some_and_of_one():
    row = overlap(
        "Reports to CTO, Head of AI, or VP Engineering",
        "Reports to ML Engineering Manager or CTO",
        "Reports to SRE Manager, VP Engineering, or CTO",
    )
    assert groups(row) == [
        {"a": "CTO", "b": "CTO", "c": "CTO"},
        {"a": "VP Engineering", "c": "VP Engineering"},
    ]
    assert [len(row.in_all), len(row.in_some)] == [1, 1]
    assert only(row) == {
        "a": ["Head of AI"],
        "b": ["ML Engineering Manager"],
        "c": ["SRE Manager"],
    }


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
        (
            "Leads the weekly planning of work in the team",
            "Attends the weekly planning of work in the team",
            Label.PARTLY_SHARED,
        ),
        ("Bakes bread", "Reviews code", Label.DISTINCT),
    ],
)
def test_the_label_of_a_row_follows_its_similarity(a, b, label):
    assert overlap(a, b).label == label


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("- Approves up to 5 orders", "- Approves up to 50 orders"),
        ("- Guides teams", "- Guides teams without managing them"),
        (
            "- Do open sealed boxes for officers",
            "- Do not open sealed boxes for officers",
        ),
        ("Reports to Head of Data", "Reports to Head of Data Science"),
        ("- Head of Data", "- Data"),
        ("Head of Data", "Data"),
        ("Leads reviews, plans goals", "Attends reviews, plans budgets"),
        ("- Documents changes to the network", "- Documents changes to the archive"),
    ],
)
def test_one_different_content_word_makes_another_point(a, b):
    assert overlap(a, b).shared == []


def test_a_missing_text_makes_a_row_differ():
    row = overlap("Plans work", "Plans work", "")
    assert row.answered == ["a", "b"]
    assert row.label == Label.PARTLY_SHARED
    assert row.pairs["a", "c"] is None
    assert row.similarity == pytest.approx(1 / 3)


@pytest.mark.parametrize("texts", [["Plans work", ""], ["", ""], [" \n", "-"]])
def test_a_row_with_fewer_than_two_texts_has_no_label(texts):
    assert overlap(*texts).label in {None, Label.DISTINCT}


def test_a_row_without_texts_has_no_similarity():
    assert overlap("", "").similarity is None


def test_changed_words_are_listed():
    row = overlap(
        "- Prepare the yearly budget of the department",
        "- Prepare the final yearly budget of the department",
    )
    (shared,) = row.shared
    text = row.texts["b"]
    assert [text[slice(*span)] for span in shared.changed_words("b")] == ["final"]
    assert shared.changed_words("a") == []


def test_a_role_adds_and_lacks_points_beside_another():
    row = overlap("Owns plans, pay, and food", "Owns plans, cars, and tea")
    assert [p.quote for p in row.lacks("a", "b")] == ["cars", "tea"]
    assert [p.quote for p in row.lacks("b", "a")] == ["pay", "food"]


def test_similarity_is_half_points_and_half_words():
    row = overlap(
        "Owns plans, yearly pay, and food", "Owns plans, monthly pay, and tea"
    )
    points = 2 * 1 / 6
    words = 2 * 2 / 8  # plan and pay, of plan, yearly, pay, food and plan, monthly, ...
    assert row.similarity == pytest.approx((points + words) / 2)


# Texts that only look similar


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Manages direct reports", "Manages indirect reports"),
        ("- Formal reviews", "- Informal reviews"),
        ("- Employers", "- Employees"),
        ("- Deployment", "- Employment"),
        ("May approve pay", "Must approve pay"),
        ("- Approve orders of the team", "- Don't approve orders of the team"),
        ("- Approve the orders of the team", "- Approve the 5 orders of the team"),
        ("Leads teams, budgets, and rooms", "Tells news and plans to teams"),
        ("- Plan menus for guests", "- Plan menus for hotel guests"),
        (
            "- Approve budgets for team travel",
            "- Approve budgets for team travel abroad in emergencies",
        ),
    ],
)
def test_texts_that_only_look_alike_share_nothing(a, b):
    assert overlap(a, b).shared == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("- Colour codes", "- Color codes"),
        ("- Theatre programmes", "- Theater programs"),
        ("- Analyse data", "- Analyze data"),
        ("- Renew licences", "- Renewing licenses"),
        ("Tracks key figures (KFs)", "Tracks KFs"),
        (
            "- Plan menus for each season with the chef of the house",
            "- Together with the chef of the house, plan menus for each season",
        ),
    ],
)
def test_other_spellings_and_word_orders_share_a_point(a, b):
    assert len(overlap(a, b).shared) == 1


def test_a_pronoun_is_no_abbreviation():
    row = overlap("- Run information technology (IT)", "- Make sure it works")
    assert row.similarity == 0


def test_all_versions_of_a_shared_point_are_alike():
    short, middle, long = (
        f"- Plan the weekly menus, rooms, guests, and staff{more}"
        for more in ("", " together", " together for hotels abroad")
    )
    row = overlap(short, middle, long)
    assert [sorted(shared.keys) for shared in row.shared] in (
        [["a", "b"]],
        [["b", "c"]],
    )


def test_a_repeated_point_counts_once():
    row = overlap("- Bakes bread\n- Bakes breads", "- Bakes bread")
    assert len(row.shared) == 1
    assert row.label == Label.NEARLY_THE_SAME


def test_any_shared_point_makes_a_row_partly_shared():
    row = overlap(
        "Owns pay, a1, a2, a3, a4, a5, a6, and a7",
        "Owns pay, b1, b2, b3, b4, b5, b6, and b7",
    )
    assert row.similarity < 0.25
    assert row.label == Label.PARTLY_SHARED


@pytest.mark.parametrize(
    ("shared", "label"), [(4, Label.NEARLY_THE_SAME), (2, Label.PARTLY_SHARED)]
)
def test_a_row_is_nearly_the_same_from_four_fifths_on(shared, label):
    common = "pay tea food room".split()[:shared]
    cells = [", ".join(["Owns x", *common, f"and {own}"]) for own in ("cars", "ships")]
    row = overlap(*(cell.replace("Owns x", f"Owns {common[0]}x") for cell in cells))
    assert row.label == label
