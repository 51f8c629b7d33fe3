"""Which roles are alike on a small site, and the words that say so."""

import pytest

from careers.text.overlap import Wording
from careers.text.similarity import (
    MOST_STORED,
    RoleText,
    profile_of,
    profiles_of,
    read_role,
    shared_phrases,
    steps_between,
)
from careers.text.similarity.profiles import MOST_PHRASES, MOST_SINGLE, MOST_WORDS
from tests.counted_calls import count_calls
from tests.hostile_phrases import HOSTILE_PHRASES

from .small_site import ROLES, WORDING, role_text, rows_of, site, site_of


def nearest_slugs(slug, roles=ROLES):
    return [near.slug for near in rows_of(*site(roles))[slug]]


def quotes(a, b, roles=ROLES):
    corpus, profiles = site(roles)
    return shared_phrases(profiles[a], profiles[b], corpus)


@pytest.mark.parametrize(
    ("slug", "nearest"),
    [
        ("nurse", "doctor"),
        ("doctor", "nurse"),
        ("bus-driver", "truck-driver"),
        ("cook", "waiter"),
        ("tester", "developer"),
        ("operator", "developer"),
    ],
)
def test_the_nearest_role_does_the_same_work(slug, nearest):
    assert nearest_slugs(slug)[0] == nearest


def test_a_role_is_not_similar_to_itself():
    assert all(slug not in nearest_slugs(slug) for slug in ROLES)


def test_roles_without_a_word_in_common_are_not_similar():
    assert "tester" not in nearest_slugs("cook")


def test_the_words_that_both_have_are_quoted():
    assert quotes("nurse", "doctor") == ["blood pressure", "medicines", "patients"]


def test_a_phrase_is_quoted_as_a_whole():
    assert quotes("developer", "operator") == ["incident response"]


def test_no_phrase_is_cut_before_an_and():
    roles = ROLES | {
        "buyer": "- Orders office and kitchen supplies",
        "clerk": "- Tidies office and kitchen supplies",
    }
    assert quotes("buyer", "clerk", roles) == ["kitchen supplies", "office"]


def test_the_verb_of_a_bullet_is_not_quoted_alone():
    roles = ROLES | {"a": "- Inspects engines at sea", "b": "- Inspects bridges at sea"}
    assert quotes("a", "b", roles) == ["sea"]


def test_words_that_most_roles_have_are_not_quoted():
    roles = {slug: f"{text}\n- Values of Acme" for slug, text in ROLES.items()}
    assert quotes("nurse", "doctor", roles) == quotes("nurse", "doctor")


def test_words_that_most_roles_have_bring_no_roles_closer():
    roles = {slug: f"{text}\n- Values of Acme" for slug, text in ROLES.items()}
    assert [nearest_slugs(slug, roles)[0] for slug in ("nurse", "cook")] == [
        "doctor",
        "waiter",
    ]


def test_words_match_without_case_and_endings():
    roles = ROLES | {"guard": "- GUARDING museums", "keeper": "- Guards a museum"}
    assert nearest_slugs("guard", roles)[0] == "keeper"


def test_variants_of_the_glossary_are_one_word():
    roles = [role_text(slug, text) for slug, text in ROLES.items()]
    roles += [
        role_text("head", "- Oversees budgets"),
        role_text("lead", "- Runs costs"),
    ]
    wording = Wording.of("en", [("costs", "budgets")])
    rows = rows_of(*profiles_of(read_role(role, wording) for role in roles))
    assert rows["head"][0].slug == "lead"


def test_another_name_brings_roles_closer():
    roles = [role_text(slug, text) for slug, text in ROLES.items()]
    roles.append(role_text("medic", "Walks.", other_names=("Ambulance paramedic",)))
    assert rows_of(*site_of(roles))["medic"][0].slug == "paramedic"


def test_what_stands_first_in_a_list_counts_more():
    duties = "\n- Plans the budget\n- Writes reports\n- Meets suppliers"
    roles = ROLES | {
        "baker": f"- Bakes bread{duties}",
        "top": "- Bakes bread\n- Paints walls",
        "bottom": "- Paints walls\n- Bakes bread",
    }
    assert nearest_slugs("baker", roles)[:2] == ["top", "bottom"]


def test_scripts_without_spaces_are_compared():
    roles = ROLES | {
        "数据工程师": "负责数据平台和数据管道",
        "数据分析师": "使用数据平台写报告",
        "厨师": "做饭",
    }
    assert nearest_slugs("数据工程师", roles) == ["数据分析师"]


def test_identical_roles_are_as_near_as_can_be_in_order_of_their_slugs():
    roles = [RoleText(slug, ("Clerk",), ("Sorts letters.",)) for slug in "cab"]
    row = rows_of(*site_of([*roles, role_text("cook", ROLES["cook"])]))["c"]
    assert row == (("a", 1.0), ("b", 1.0))


@pytest.mark.parametrize("text", ["", "   ", "TBD", "- ", "!!!", "the of and"])
def test_a_role_without_words_has_no_similar_roles(text):
    roles = [*map(role_text, ROLES, ROLES.values()), RoleText("empty", ("",), (text,))]
    rows = rows_of(*site_of(roles))
    assert rows["empty"] == ()
    assert all(near.slug != "empty" for row in rows.values() for near in row)


def test_a_single_role_has_no_similar_roles():
    assert rows_of(*site({"cook": "Cooks."})) == {"cook": ()}


def test_two_roles_of_a_site_can_be_similar():
    roles = {"cook": "Cooks meals. Plans menus.", "chef": "Plans menus. Cooks meals."}
    assert rows_of(*site(roles))["cook"][0].score > 0


def test_a_row_has_a_bounded_length():
    roles = [RoleText(f"{n}", ("Cook",), ("Cooks meals.",)) for n in range(50)]
    assert {len(row) for row in rows_of(*site_of(roles)).values()} == {MOST_STORED}


def test_a_role_between_two_is_near_to_both():
    rides = "Drives buses of patients.\n\n- Inspects motor vehicles\n- Helps doctors"
    corpus, profiles = site(ROLES | {"patient-transport": rides})
    steps = steps_between(
        profiles["nurse"], profiles["bus-driver"], profiles.values(), corpus
    )
    assert [step.slug for step in steps] == ["patient-transport"]
    assert min(steps[0].to_first, steps[0].to_second) > 0


def test_no_role_lies_between_two_that_are_the_same():
    roles = ROLES | {"cook": ROLES["cook"]}
    corpus, profiles = site(roles)
    cook = profiles["cook"]
    assert steps_between(cook, cook, profiles.values(), corpus) == []


def test_a_word_that_no_role_had_counts_once_a_second_role_has_it():
    corpus, profiles = site()
    for slug in ("cook", "waiter"):
        text = role_text(slug, f"{ROLES[slug]}\n- Kneads bread dough")
        profiles[slug] = profile_of(read_role(text, WORDING), corpus)
    assert "Kneads bread dough" in shared_phrases(
        profiles["cook"], profiles["waiter"], corpus
    )


@pytest.mark.parametrize("phrase", [*HOSTILE_PHRASES, "数据", "a\u0301", "not ", "a-"])
def test_ten_times_the_text_takes_about_ten_times_the_work(phrase):
    def read(times):
        read_role(RoleText("a", (phrase,), (phrase * times,)), WORDING)

    once, ten_times = count_calls(read, 200), count_calls(read, 2_000)

    assert ten_times <= 11 * once


def test_a_long_text_makes_no_larger_profile():
    text = "\n".join(f"- w{n}n x{n % 997}x y{n % 89}y" for n in range(20_000))
    corpus, profiles = site(ROLES | {"long": text})
    assert len(profiles["long"].vector) <= MOST_WORDS
    assert len(profiles["long"].phrases) <= MOST_SINGLE + MOST_PHRASES
    assert len(rows_of(corpus, profiles)["long"]) <= MOST_STORED
