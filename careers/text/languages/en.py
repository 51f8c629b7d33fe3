"""English: its word lists and endings, and the structure of its sentences."""

import re

# Search leaves these out, as it does "&": either finds the other.
SEARCH_STOP_WORDS = frozenset(["and"])

# Sometimes doubled on purpose: "the work that that team does".
DOUBLED_WORDS = frozenset(["had", "that"])

VOWEL = re.compile("[aeiouy]")
# American spellings for British ones.
SPELLINGS = [
    (re.compile(pattern), spelling)
    for pattern, spelling in [
        (r"(?<=\w{2})our", "or"),
        (r"(?<=\w)tre$", "ter"),
        (r"(?<=gra)mme$", "m"),
        (r"(?<=\w)ll$", "l"),
        (r"ys(?=e?$)", "yz"),
        (r"(?<=\w{3})is(?=e?$|ation$)", "iz"),
        (r"(?<=[ei]n)[cs]e?$", "s"),
    ]
]

# Words that only connect others.
STOP_WORDS = frozenset(
    """
    a an the and or nor but of to for with in on at by from as into onto upon via per
    through across within between among about over that which who whom whose this these
    those every each any both other others their its his her our your they them is are
    be been being was were has have had do does did can could will would shall also such
    so than then etc various including include includes
    """.split()
)

# Two points do not say the same if only one has such a word.
TELLING_WORDS = frozenset(
    """
    no not never none neither without except cannot non unlike excluding before after
    above below under internal external may might must should
    zero one two three four five six seven eight nine ten eleven twelve fifteen twenty
    thirty forty fifty sixty ninety hundred thousand million billion half third quarter
    first second daily weekly monthly quarterly yearly annual annually
    """.split()
)

# No sentence ends after these, nor after one letter and a dot.
SHORT_FORMS = "etc e.g i.e vs approx incl Sr Jr Dr Mr Ms Mrs St No Inc Ltd Co Corp Ph.D"
CONJUNCTION = re.compile(r"(?<!\s)\s+(?:and/or|and|or|&)\s+")
LEADING_CONJUNCTION = re.compile(r"(?:and/or|and|or|as well as|&)\s+")
AUDIENCE = re.compile(r"(?<!\s)\s+to\s+")
PREPOSITIONS = frozenset(
    "to with over on in of for from through by about at into across as".split()
)
# "To" after one of these does not name an audience.
NO_AUDIENCE = frozenset(
    "from where how what when which whether whom able ready up time".split()
)
# "Head of Data" is not a list of data that "Head of" opens.
LEADING = PREPOSITIONS - {"of", "for", "as"}
MODALS = frozenset("may can could will must should also".split())

NEGATIONS = ("n't", "n’t")
NOT = "not"
POSSESSIVE = "'s"
THIRD_PERSON = re.compile(r"..[^su]s$")


def stem(word: str) -> str:
    """Return a folded word without inflection, in American spelling.

    Plurals and third persons lose their "s" as in Donna Harman's S stemmer ("How
    effective is suffixing?", 1991); "-ing" and "-ed" go where a syllable stays.
    """
    bare = _without_ending(word)
    for pattern, spelling in SPELLINGS:
        bare = pattern.sub(spelling, bare)
    return bare.removesuffix("e")


def _without_ending(bare: str) -> str:
    if bare.endswith("ies") and len(bare) > 4:
        bare = f"{bare[:-3]}y"
    elif bare.endswith("s") and not bare.endswith(("ss", "us", "is")) and len(bare) > 2:
        bare = bare[:-1]
    for ending in ("ing", "ed"):
        rest = bare.removesuffix(ending)
        if rest != bare and len(rest) > 2 and VOWEL.search(rest):
            bare = rest
            if bare[-1] == bare[-2] and bare[-1] not in "lsz":
                bare = bare[:-1]
    return bare
