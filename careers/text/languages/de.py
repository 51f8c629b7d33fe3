"""German: its word lists, its verbs, and the structure of its sentences."""

import re
from functools import lru_cache

import snowballstemmer

from .language import Language


def _folded(words: str) -> list[str]:
    return words.casefold().split()


def _declined(words: str) -> dict[str, str]:
    """Return every form of adjectives and the like, with the form that they share."""
    return {
        f"{word}{ending}": word
        for word in _folded(words)
        for ending in ("", "e", "en", "er", "es", "em")
    }


# Roots of verbs, with their other vowels: "spricht", "gesprochen", "Absprache".
ROOTS = {
    form: forms.partition("/")[0]
    for forms in _folded(
        """
        analysier anreg antrag antwort arbeit assistier beacht beaufsichtig bedien
        befähig befürwort bereit begleit berücksichtig beschäftig bestätig beteilig
        biet/bot bild bind bring/brach brauch buch bau deck definier delegier denk dien
        dokumentier druck eign empfehl/empfiehl/empfohl entscheid/entschied
        entwickel/entwickl erledig ermittel/ermittl ergänz evaluier fahr/fähr fall/fäll
        fass fertig find/fund folg forder forsch frag freu förder führ füll geb/gib/gab
        genehmig gestalt gewinn/gewonn greif handel/handl halt/hält heb/hob
        helf/hilf/holf hol hospitier hör identifizier implementier informier installier
        investier kalkulier kauf/käuf kenn klär kommunizier kontrollier konzipier
        kooperier koordinier kümmer kündig lad/läd lass/läss lauf/läuf leg lehn lehr
        leist leit lenk lern les/lies liefer lös manag meld mess/miss moderier motivier
        nehm/nimm/nomm/nahm nutz obacht optimier ordn organisier pass pfleg plan
        präsentier priorisier produzier programmier protokollier prüf rat/rät rechn
        recherchier reduzier reich reinig reis reparier repräsentier richt ruf rüst
        sammel/samml schaff schließ/schloss/schluss/schlüss schlag/schläg schneid
        schreib/schrieb schul schätz schütz seh/sieh send setz sicher sorg sortier spar
        sprech/sprich/sproch/sprach stell steuer stimm strukturier stärk stütz such
        tausch teil test trag/träg trainier treff/triff/troff treib tret/tritt treu
        unterricht unterzeichn validier verantwort verbesser vereinbar
        verhandel/verhandl vermittel/vermittl veröffentlich versorg verwalt wach wart
        wechsel/wechsl weis/wies wend/wand werb/wirb/worb werf/wirf/worf/wurf wert
        wickel/wickl wirk wähl zahl zeichn zeig zieh/zog zähl öffn üb
        """
    )
    for form in forms.split("/")
}
PARTICLES = frozenset(
    _folded(
        """ab an auf aus bei durch ein entgegen fest frei gegen her mit nach sicher teil
        um unter vor weiter zu zurück zusammen"""
    )
)
_ANY_ROOT = "|".join(sorted(ROOTS, key=len, reverse=True))
_PREFIXES = rf"(?P<particle>{'|'.join(sorted(PARTICLES, key=len, reverse=True))})?"
_PREFIXES += "{between}(?P<prefix>be|emp|ent|er|über|unter|ver|zer)?"
_ROOT = rf"(?P<root>{_ANY_ROOT})"
_NOUN = "ung(?:en)?"
_PARTICIPLE = "(?:t|et|en)(?:e[nrsm]?)?"
VERB = re.compile(
    rf"""{_PREFIXES.format(between="(?:ge|zu)?")}{_ROOT}
    (?:e|n|t?en|e?te?n?|{_NOUN}|{_PARTICIPLE}|end(?:e[nrsm]?)?
    |(?P<agent>er(?:s|n|in|innen)?))?""",
    re.VERBOSE,
)
FINITE = re.compile(
    rf"""^(?:{_PREFIXES.format(between="")}{_ROOT}
    (?:(?<=hält)|(?<=rät)|(?<=tritt)|e?t|e?n|{_NOUN})
    |(?!be|ent|er|ge|ver|zer)..+(?:igt|elt|(?<!w)ert|[td]et)
    |..+iert?(?:en)?|ist|sind|hat|haben|wird|werden)$""",
    re.VERBOSE,
)
ADJECTIVES = frozenset(["bereit", "fertig", "sicher"])  # "sicherer" is no person

WITHOUT_UMLAUT = str.maketrans("äöü", "aou")
# Plurals with another vowel: "Pläne", "Märkte". Elsewhere the vowel makes another
# word: "fordern" and "fördern".
PLURALS = {
    plural: plural.translate(WITHOUT_UMLAUT)
    for plural in _folded(
        """plän träg schläg schlüss schüss läuf gäng sätz ständ räum märkt kräft gäst
        ärzt städt länd häus würf schäd gehält ämt kanäl bänd"""
    )
}
PLURAL = re.compile(rf"({'|'.join(PLURALS)})(?=e(?:n|r|rn)?$)")
# "Kollegin", but not "Termin".
FEMALE = re.compile("(?<=..)innen$|(?<=er|or|nt|rt|st|eg|nd|at|og|ph)in$")


@lru_cache(maxsize=2**13)
def stem(word: str) -> str:
    """Return a folded word without inflection.

    A verb has one stem for "prüft", "geprüft" and "Prüfung", another for "Prüfer".
    Other words have that of Snowball, with their own vowels: it makes "ä" an "a".
    """
    if word in PARTICLES:
        return word
    if verb := VERB.fullmatch(word):
        parts = (verb["particle"], verb["prefix"], ROOTS[verb["root"]])
        is_person = verb["agent"] and verb["root"] not in ADJECTIVES
        return "".join(filter(None, parts)) + ("er" if is_person else "")
    bare = PLURAL.sub(lambda plural: PLURALS[plural[0]], word)
    bare = FEMALE.sub("", bare).replace("selbständ", "selbstständ")
    stemmed = snowballstemmer.stemmer("german").stemWord(bare)
    own = bare[: len(stemmed)]
    return own if own.translate(WITHOUT_UMLAUT) == stemmed else stemmed


def _levels(*levels: str) -> dict[str, int]:
    return {
        stem(verb): level
        for level, verbs in enumerate(levels, start=1)
        for verb in _folded(verbs)
    }


LADDER = _levels(
    """unterstützen assistieren assistenz helfen mithelfen hospitieren zuarbeiten
    begleiten lernen""",
    """mitwirken mitarbeiten teilnehmen beitragen beteiligen mitgestalten beraten
    empfehlen vorschlagen anregen zusammenarbeiten kooperieren einbringen""",
    """durchführen umsetzen ausführen erstellen bearbeiten abwickeln erledigen betreuen
    entwickeln schreiben bauen aufbauen koordinieren organisieren vorbereiten pflegen
    produzieren gestalten entwerfen konzipieren betreiben bedienen implementieren""",
    """leiten führen anleiten lenken steuern verantworten entscheiden genehmigen
    freigeben festlegen bestimmen definieren beaufsichtigen managen unterzeichnen""",
)
SEPARABLE = frozenset(
    map(
        stem,
        _folded(
            """
            abarbeiten abdecken abgeben abhalten ablegen ableiten ablehnen abnehmen
            abrechnen abrufen abschließen absichern abstimmen abwickeln abzeichnen
            anbieten anfertigen anfragen anlegen anleiten annehmen anpassen anrufen
            anstellen antreiben anweisen anwenden aufbauen aufnehmen aufstellen
            aufzeigen aufzeichnen ausarbeiten ausbauen ausbilden ausführen ausfüllen
            ausgeben auslösen ausrichten ausschreiben ausstellen austauschen auswählen
            auswerten beitragen durchführen durchsetzen einarbeiten einberufen einbinden
            einbringen einführen einhalten einkaufen einladen einleiten einreichen
            einrichten einschätzen einsetzen einstellen einteilen einweisen
            entgegennehmen festhalten festlegen feststellen festsetzen freigeben
            gegenzeichnen herstellen mitarbeiten mitbestimmen mitentscheiden
            mitgestalten mithelfen mitteilen mitwirken nachbereiten nachhalten
            nachverfolgen sicherstellen teilnehmen umbauen umrüsten umsetzen umstellen
            vorbereiten vorgeben vorlegen vornehmen vorschlagen vorstellen weiterbilden
            weiterentwickeln weitergeben weiterleiten zuarbeiten zuordnen
            zusammenarbeiten zusammenfassen zusammenstellen zuweisen
            """
        ),
    )
)

GERMAN = Language(
    code="de",
    stem=stem,
    can_match_nearly=True,
    turns_back=True,
    inclusive=re.compile(r"(?<=\w{3})(?:[:*_·/]-?|\()in(?:nen|(?!\w))\)?", re.I),
    doublets=re.compile(
        r"\b(\w{3,30})(?:innen|in|en|n|e)?\s+(?:und|oder)\s+(?:der\s+|die\s+)?\1"
        r"(?:innen|in|en|n|e)?\b",
        re.IGNORECASE,
    ),
    particles=PARTICLES,
    separable=SEPARABLE,
    stop_words=frozenset(
        _folded(
            """
            der die das des dem den ein eine einen einem einer eines und oder sowie als
            wie auch zu zum zur von vom in im ins an am ans auf aus bei beim mit nach
            für durch über um ab bis gegenüber zwischen innerhalb per pro je seit
            während diese dieser dieses diesen diesem deren dessen welche welcher
            welches welchen sie er es wir ihr ihre ihren ihrem ihrer ihres sein seine
            seinen seinem seiner seines sich man wer was wo wenn falls sofern dass ob da
            damit dafür dabei daran darauf daraus darüber davon dazu hierfür hierbei
            hierzu dann denn doch so noch dort hier jeweils jeweilige jeweiligen ist
            sind war waren wird werden wurde wurden worden hat haben hatte z b d h u a
            bzw etc usw ggf inkl insbesondere außerdem zudem beispielsweise verschiedene
            verschiedenen diverse diversen & e g aber sondern jedoch obwohl weil
            wohingegen
            """
        )
    ),
    negations=frozenset(["nicht", "ausser", "statt", "anstatt", "ausgenommen"]),
    limits=frozenset(
        _folded(
            """nur wenig begrenzt beschränkt eingeschränkt höchstens selten kaum
            lediglich bloß ausschließlich allenfalls"""
        )
    ),
    modals=frozenset(["kann", "darf", "muss", "soll", "sollte", "könnte"]),
    scale=frozenset(
        _folded(
            """
            klein kleiner kleinst groß größer größt riesig gering geringfügig minimal
            maximal hoch hoh höher höchst niedrig niedriger mäßig mittler wesentlich
            erheblich bedeutend beträchtlich
            einige manche meist alle sämtlich viel viele mehrere mehr weniger mindestens
            jede einzeln einzig ganz gesamt voll vollständig teilweise halb beide
            team unternehmen konzern abteilung bereich konzernweit unternehmensweit
            teamweit bereichsweit abteilungsübergreifend bereichsübergreifend
            junior senior leitend
            grundlegend grundkenntnisse einfach erweitert fortgeschritten vertieft tief
            umfassend fundiert solide sehr gut stark ausgezeichnet hervorragend
            verhandlungssicher fließend allgemein
            gelegentlich regelmäßig häufig oft manchmal immer stets ständig meistens
            normalerweise üblicherweise täglich wöchentlich monatlich vierteljährlich
            quartalsweise halbjährlich jährlich einmal zweimal dreimal
            komplex schwierig anspruchsvoll
            lokal regional national überregional international global weltweit
            eigen eigenständig selbstständig selbständig ander intern extern
            vor unter oberhalb unterhalb erst dritt quartal kritisch
            """
        )
    ),
    canonical=_declined(
        """klein kleiner kleinst groß größer größt riesig gering geringfügig minimal
        maximal hoh höher höchst niedrig niedriger mittler wesentlich erheblich
        bedeutend beträchtlich meist sämtlich einzeln einzig ganz gesamt voll
        vollständig halb leitend grundlegend einfach erweitert fortgeschritten vertieft
        tief umfassend fundiert gut stark ausgezeichnet hervorragend fließend allgemein
        gelegentlich regelmäßig häufig ständig täglich wöchentlich monatlich
        vierteljährlich halbjährlich jährlich komplex schwierig anspruchsvoll lokal
        regional national überregional international global eigen eigenständig
        selbstständig ander intern extern erst dritt kritisch
        begrenzt beschränkt eingeschränkt selten ausschließlich"""
    )
    | {"teams": "team", "abteilungen": "abteilung", "bereiche": "bereich"}
    | {"bereichs": "bereich", "bereichen": "bereich", "konzerns": "konzern"}
    | {"wenige": "wenig", "wenigen": "wenig", "weniges": "wenig"}
    | {"hoch": "hoh", "selbständig": "selbstständig", "selbständige": "selbstständig"}
    | {"manchen": "manche", "einigen": "einige", "einiger": "einige"}
    | {"allen": "alle", "aller": "alle", "alles": "alle", "vielen": "viele"}
    | {"mehreren": "mehrere", "mehrerer": "mehrere", "beiden": "beide"}
    | dict.fromkeys(["jeder", "jedes", "jeden", "jedem"], "jede")
    | dict.fromkeys(["können", "könnte", "könnten"], "kann")
    | dict.fromkeys(["dürfen", "dürfte", "dürften"], "darf")
    | dict.fromkeys(["müssen", "müsste", "müssten"], "muss")
    | dict.fromkeys(["sollen", "sollte", "sollten"], "soll")
    | dict.fromkeys(
        """nie niemals ohne weder kein keine keinen keinem keiner keines keinerlei
        nichts niemand niemanden niemandem nirgends""".split(),
        "nicht",
    )
    | {
        word: str(number)
        for number, word in enumerate(
            _folded(
                """zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn
                vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"""
            ),
            start=2,
        )
    }
    | {"dreissig": "30", "vierzig": "40", "fünfzig": "50", "sechzig": "60"}
    | {"hundert": "100", "tausend": "1000", "tsd": "1000"}
    | dict.fromkeys(["million", "millionen", "mio"], "1000000"),
    ladder=LADDER,
    verb=FINITE,
    verbs=frozenset(),
    subordinate=re.compile(
        r"""(?:um|dass|ob|wenn|falls|sofern|sobald|damit|indem|wie|wo
        |(?:\w+\s+)?(?:der|die|das|den|dem|denen|deren|dessen|welche[mnrs]?))
        \s.*\b[a-zäöüß]+(?:t|en|n)\W*$""",
        re.VERBOSE | re.DOTALL,
    ),
    conjunctions=("und/oder", "und", "oder", "sowie", "bzw.", "&"),
    clause_words=(
        r"aber",
        r"sondern(?!\s+auch\b)",
        r"wohingegen",
        r"während",
        r"jedoch",
        r"obwohl",
        r"weil",
        r"außerdem",
        r"zudem",
    ),
    of=frozenset(["von"]),
    prepositions=frozenset(
        _folded(
            """ab an am ans auf aus bei beim bis durch für gegen gegenüber hinter in im
            ins innerhalb mit nach ohne per seit trotz über um unter vom von vor während
            wegen zu zum zur zwischen"""
        )
    ),
    short_forms=(
        *("z. B", "d. h", "u. a", "o. ä", "i. d. R"),
        *"z.B d.h u.a bzw ca etc usw ggf inkl Nr Dr Prof Mio Mrd Tsd".split(),
    ),
    placeholders=frozenset(
        [
            "",
            "k a",
            "keine angabe",
            "keine angaben",
            "n n",
            "n a",
            "tbd",
            "todo",
            "offen",
            "entfällt",
            "nicht zutreffend",
            "noch nicht beschrieben",
            "noch offen",
            "noch festzulegen",
            "wird noch festgelegt",
            "folgt",
        ]
    ),
)
