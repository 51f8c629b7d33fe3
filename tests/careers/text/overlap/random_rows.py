"""Random texts, with many of the words and signs at which points are cut."""

from hypothesis import strategies as st

from careers.text.overlap import Overlap

WORDS = (
    "team plan plans the of and or to no 5 Reviews reports CTO VP budget data service"
    " not may only without little limited leads assists owns but clear"
).split()
SIGNS = [", ", "; ", " — ", "\n- ", "\n\n", ". ", " (SRE) ", ": ", "(", "’s", ":\n\n- "]

sentences = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=25).map(" ".join)
# What people write: verbs and objects, in sentences and lists.
verbs = st.sampled_from(
    """leads assists owns plans approves does_not_approve may_approve never_plans
    only_owns reports_to works_without contributes_to takes_part_in manages_5
    is_limited_to""".split()
).map(lambda verb: verb.replace("_", " "))
# Verbs whose objects mean something else without all of their words.
turned_verbs = st.sampled_from(
    """does_not_approve may_approve never_plans only_owns works_without has_no
    limited_to cannot_lead has_little""".split()
).map(lambda verb: verb.replace("_", " "))
objects = st.sampled_from(
    """audits budgets the_roadmap small_orders staff contracts_with_suppliers
    the_yearly_plan_of_the_team up_to_5_orders a_team_of_two_to_five CTO KPIs
    key_figures_(KFs) clear,_simple_goals""".split()
).map(lambda phrase: phrase.replace("_", " "))
lists = st.tuples(
    st.lists(objects, min_size=1, max_size=4).map(", ".join),
    st.sampled_from(["", " and staff", ", and data", " or rooms"]),
).map("".join)
clauses = st.tuples(verbs, lists).map(" ".join)
prose = st.lists(
    st.tuples(
        clauses, st.sampled_from([". ", "; ", ", ", ", and ", " — ", " but "])
    ).map("".join),
    min_size=1,
    max_size=5,
).map("".join)
bullets = st.tuples(
    st.sampled_from(["", "You can:\n\n", "Not part of the role:\n\n", "Does not:\n\n"]),
    st.lists(prose.map("- {}".format), min_size=1, max_size=4).map("\n".join),
).map("".join)
scripts = st.lists(
    st.sampled_from(
        ["管理团队", "，", "。", "बजट ", "।", "يدير ", "، ", "Team ", "é", "5 ", ", "]
    ),
    max_size=12,
).map("".join)

texts = st.one_of(prose, bullets, sentences, scripts, st.text(max_size=60))
rows = st.lists(texts, min_size=2, max_size=4)
# Texts of one kind have more in common.
alike_rows = st.one_of(
    st.lists(kind, min_size=2, max_size=4) for kind in (prose, bullets)
)


def overlap(cells, **options):
    return Overlap({str(place): cell for place, cell in enumerate(cells)}, **options)
