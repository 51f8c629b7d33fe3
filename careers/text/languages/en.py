"""English: its word lists and endings, and the structure of its sentences."""

import re

from .language import Language

# Search leaves these out, as it does "&": either finds the other.
SEARCH_STOP_WORDS = frozenset(["and"])

# Sometimes doubled on purpose: "the work that that team does".
DOUBLED_WORDS = frozenset(["had", "that"])

VOWEL = re.compile("[aeiouy]")
# American spellings for British ones.
SPELLINGS = {
    r"(?<=\w{2})our": "or",
    r"(?<=\w)tre$": "ter",
    r"(?<=gra)mme$": "m",
    r"(?<=\w)ll$": "l",
    r"ys(?=e?$)": "yz",
    r"(?<=\w{3})is(?=e?$|ation$)": "iz",
    r"(?<=[ei]n)[cs]e?$": "s",
}
BRITISH = re.compile("|".join(SPELLINGS))


def stem(word: str) -> str:
    """Return a folded word without inflection, in American spelling.

    Plurals and third persons lose their "s" as in Donna Harman's S stemmer ("How
    effective is suffixing?", 1991); "-ing" and "-ed" go where a syllable stays.
    """
    bare = _without_ending(word.removesuffix("'s"))
    if BRITISH.search(bare):
        for pattern, spelling in SPELLINGS.items():
            bare = re.sub(pattern, spelling, bare)
    bare = bare.removesuffix("e")
    if bare.endswith("y") and len(bare) > 3:
        bare = f"{bare[:-1]}i"
    return bare.removesuffix("li") if len(bare) > 5 else bare


def _without_ending(bare: str) -> str:
    if bare.endswith("ies") and len(bare) > 4:
        bare = f"{bare[:-3]}y"
    elif bare.endswith("s") and not bare.endswith(("ss", "us", "is")) and len(bare) > 2:
        bare = bare[:-1]
    for ending in ("ing", "ed"):
        rest = bare.removesuffix(ending)
        if rest != bare and len(rest) > 2 and VOWEL.search(rest):
            bare = rest
            if bare[-1] == bare[-2] and bare[-1] not in "elsz":
                bare = bare[:-1]
    if bare.endswith("ied"):
        bare = f"{bare[:-3]}y"
    return bare


def _levels(*levels: str) -> dict[str, int]:
    return {
        stem(verb): level
        for level, verbs in enumerate(levels, start=1)
        for verb in verbs.split()
    }


LADDER = _levels(
    "shadow observe learn assist help support aid",
    """contribute participate involve join attend advise recommend propose suggest
    input feed take collaborate cooperate consult""",
    """perform do execute implement handle run deliver conduct make write build develop
    coordinate organize prepare maintain create produce design operate""",
    """lead own direct head drive oversee manage supervise chair approve decide set
    define establish determine govern sign""",
)

EVERYDAY = {
    "bring": "deliver transport",
    "buy": "purchase procure",
    "check": "inspect examine test verify",
    "draw": "draft sketch illustrate",
    "figure out": "determine analyze",
    "find out": "investigate research determine",
    "fix": "repair maintain troubleshoot",
    "grow": "cultivate plant raise",
    "hire": "recruit",
    "in charge of": "manage supervise",
    "keep running": "maintain operate administer administrator",
    "look after": "care tend maintain",
    "look into": "investigate inspect",
    "make": "produce fabricate create",
    "mend": "repair",
    "move": "transport transfer",
    "put together": "assemble",
    "put up": "install erect assemble",
    "run": "manage operate",
    "set up": "install configure",
    "take apart": "disassemble dismantle",
    "talk to": "consult interview counsel",
    "teach": "instruct educate",
    "watch over": "monitor guard supervise",
    "work out": "determine calculate",
}

ENGLISH = Language(
    code="en",
    stem=stem,
    drops_accents=True,
    can_match_nearly=True,
    stop_words=frozenset(
        """
        a an the and or nor but of to for with in on at by from as into onto upon via
        per through across within between among about over that which who whom whose
        this these those both their its his her our your my they them it you we i he she
        is are be been being was were am has have had having do does did can will
        would shall also such so than then etc various including include includes e.g
        eg ie i.e while when where if there here & e g up once
        """.split()
    ),
    negations=frozenset(
        """not unlike except excluding exclude excludes excluded exclusion exclusions
        unless instead lacks unable fails avoids refrains""".split()
    ),
    limits=frozenset(
        """little few rarely seldom hardly barely scarcely limited only just""".split()
    ),
    negative_endings=("n't",),
    modals=frozenset("may might must could should can will would shall".split())
    - frozenset("can will would shall".split()),
    scale=frozenset(
        """
        small smaller smallest large larger largest big bigger biggest huge minor major
        great greater significant considerable substantial minimal low high higher lower
        moderate
        some most all many several multiple various every each any one single entire
        whole full partial partially fully both half more less least
        team company organization department division company-wide org-wide
        junior senior principal entry mid
        basic expert expertly advanced intermediate proficient competent solid deep
        strong good excellent comprehensive thorough general fundamental
        occasional occasionally regular regularly often sometimes always usually
        frequent frequently typically daily weekly monthly quarterly annual annually
        yearly
        simple complex straightforward difficult
        local national global regional international
        own other internal external before after above below under within
        highly very fairly critical own independently
        first second third quarter
        """.split()
    ),
    canonical=dict.fromkeys(
        "no never none neither nor without cannot non nobody nothing".split(), "not"
    )
    | {"every": "each"}
    | {
        word: str(number)
        for number, word in enumerate(
            """two three four five six seven eight nine ten eleven twelve thirteen
            fourteen fifteen sixteen seventeen eighteen nineteen twenty""".split(),
            start=2,
        )
    }
    | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90"}
    | {"hundred": "100", "thousand": "1000", "million": "1000000"},
    # "With or without permission" denies nothing.
    phrases={
        "with or without": "regardless of",
        "whether or not": "regardless of",
        "every other": "every two",
        "every second": "every two",
        "day to day": "daily",
    },
    everyday=EVERYDAY,
    doer_endings=("er", "or"),
    ladder=LADDER,
    verb=re.compile(r"..[^su]s$|^(?:is|are|has|have|was|were)$"),
    # Those that a preposition may follow are verbs all the same: "works for".
    verbs=frozenset(LADDER).union(
        map(
            stem,
            """work report talk speak act serve look liaise respond listen travel care
            plan communicate coach mentor""".split(),
        )
    ),
    adverb=re.compile("..ly$"),
    conjunctions=("and/or", "and", "or", "as well as", "&"),
    clause_words=(
        r"but(?!\s+(?:also|not?|never|only|without|with|rarely|limited|little)\b)",
        "whereas",
    ),
    prepositions=frozenset(
        """to with over on in for from through by about at into across as of after
        before without within under during between among per via using including
        incl such""".split()
    ),
    means=frozenset("through via using by including like".split()),
    measures=re.compile(r"at\s+(?:least|most)\b", re.IGNORECASE),
    of=frozenset(["of"]),
    phrasal=frozenset("out up off down away back forward".split()),
    infinitive="to",
    helpers=frozenset(
        map(stem, "help aim try need want seek work learn continue agree fail".split())
    ),
    bounds=re.compile(
        r"""\b(up\sto|at\sleast|at\smost|(?:more|less|fewer)\sthan|over|under|above|below
        |about)\s+[$€£]?\d""",
        re.IGNORECASE | re.VERBOSE,
    ),
    passive=re.compile(
        r"\b(?:is|are|be|been|being|was|were)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|lt|ght)\b",
        re.IGNORECASE,
    ),
    purpose=re.compile(r"\bso\s+that\b", re.IGNORECASE),
    turns_into=re.compile(r"\binto\b"),
    relatives=frozenset("that which who whom whose where when how why".split()),
    short_forms=tuple(
        """etc e.g i.e vs approx incl Sr Jr Dr Mr Ms Mrs St No Inc Ltd Co Corp
        Ph.D""".split()
    ),
    placeholders=frozenset(
        [
            "",
            "n a",
            "na",
            "tbd",
            "tba",
            "tbc",
            "todo",
            "none",
            "not described yet",
            "not applicable",
            "to be defined",
            "to be confirmed",
        ]
    ),
)
