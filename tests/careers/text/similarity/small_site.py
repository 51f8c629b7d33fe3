"""Ten roles of a small site, and random ones."""

from hypothesis import strategies as st

from careers.text.overlap import Wording
from careers.text.similarity import Index, RoleText, profiles_of, read_role

WORDING = Wording.of("en")

ROLES = {
    "nurse": "Gives medicines to patients.\n\n- Takes blood pressure\n- Helps doctors",
    "doctor": "Treats patients.\n\n- Orders medicines\n- Reads blood pressure",
    "paramedic": "Drives the ambulance.\n\n- Treats patients\n- Checks blood pressure",
    "bus-driver": "Drives buses.\n\n- Inspects motor vehicles\n- Sells tickets",
    "truck-driver": "Drives trucks.\n\n- Inspects motor vehicles\n- Loads cargo",
    "cook": "Cooks meals.\n\n- Plans the menu\n- Orders fresh food",
    "waiter": "Serves meals.\n\n- Explains the menu\n- Sells drinks",
    "developer": "Writes software.\n\n- Joins incident response\n- Tests releases",
    "tester": "Checks software.\n\n- Tests releases\n- Reports faults",
    "operator": "Keeps servers running.\n\n- Leads incident response\n- On-call",
}


def role_text(slug, *texts, other_names=()):
    name = slug.replace("-", " ").capitalize()
    return RoleText(slug, (name, *other_names), texts)


def site(roles=ROLES):
    """Return the corpus and the profiles of texts by slug."""
    return site_of(role_text(slug, text) for slug, text in roles.items())


def site_of(roles):
    return profiles_of(read_role(role, WORDING) for role in roles)


def rows_of(corpus, profiles):
    return Index(profiles.values(), corpus).rows()


WORDS = """patients medicines menu software servers trucks budgets reports the of not 5
    Plans Drives tests incident response on-call C++ R&D 数据工程师 وظيفة é""".split()
SIGNS = [", ", "; ", ". ", "\n- ", "\n\n", " (", ": ", "-", "/"]

phrases = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=12).map(" ".join)
texts = st.one_of(phrases, phrases, st.text(max_size=30))
slugs = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789")


def sites(most):
    """Return a strategy of roles of a site, at most so many."""
    names_and_texts = st.tuples(texts, st.lists(texts, max_size=2))
    return st.dictionaries(slugs, names_and_texts, min_size=1, max_size=most).map(
        lambda roles: [
            RoleText(slug, (name,), tuple(texts))
            for slug, (name, texts) in roles.items()
        ]
    )


few_roles = sites(6)
many_roles = sites(36)
