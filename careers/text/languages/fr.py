"""French: its word lists, its verbs, and the structure of its sentences."""

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from .language import Language

# Forms of one word that Snowball leaves apart.
IRREGULAR = """
    gérer gestion
    rédiger rédaction rédactionnel
    concevoir conçoit conçoivent conception conçu
    conduire conduit conduisent conduite
    produire produit produisent
    construire construit construisent construction
    traduire traduit traduisent traduction
    introduire introduit introduisent
    définir définition définitions
    suivre suit suivent suivi
    mettre met mettent mise
    transmettre transmet transmettent transmission
    soumettre soumet soumettent
    prendre prend prennent
    vendre vend vendent vente
    rendre rend rendent
    répondre répond répondent réponse
    tenir tient tiennent tenue
    maintenir maintient maintiennent
    soutenir soutient soutiennent soutien
    entretenir entretient entretiennent
    intervenir intervient interviennent intervention
    obtenir obtient obtiennent obtention
    faire fait font
    savoir sait savent
    connaître connaît connaissent connaissance
    recevoir reçoit reçoivent réception
    accueillir accueille accueil
    écrire écrit écrivent
    décrire décrit décrivent description
    choisir choix
    appuyer appuie appui appuient
    employer emploie emploient
    envoyer envoie envoient envoi
    promouvoir promeut promeuvent promotion
    résoudre résout résolvent résolution
    lire lit lisent
    relire relit relisent relecture
    superviser supervision
    décider décision
    diriger dirige
    contrôler contrôle
    recruter recrutement
    animer animation
    piloter pilotage
    acheter achète achètent achat
    mener mène mènent
    nouveau nouvel nouveaux nouvelle
"""
VERBS = """
    accompagner accueillir acheter adapter administrer aider alerter alimenter améliorer
    analyser animer appliquer apporter apprendre approuver appuyer arbitrer archiver
    argumenter assister assurer attribuer auditer autoriser calculer centraliser choisir
    collaborer collecter communiquer comparer concevoir conduire configurer conseiller
    construire consulter contribuer contrôler convaincre coordonner corriger créer
    décider décrire définir déléguer déployer dépanner déterminer développer
    diagnostiquer diffuser diriger documenter dresser écrire effectuer élaborer encadrer
    encaisser engager enregistrer enrichir entretenir envoyer établir évaluer exécuter
    expliquer exploiter faciliter faire fiabiliser fidéliser fixer former formuler
    fournir garantir gérer identifier implémenter informer initier installer instruire
    intégrer intervenir lancer lire livrer maintenir manager mener mettre mesurer
    mobiliser modéliser motiver négocier observer obtenir optimiser ordonnancer
    organiser orienter parler participer permettre piloter planifier porter préconiser
    prendre préparer prescrire présenter produire promouvoir proposer prospecter ranger
    rapporter réaliser recevoir recommander recruter rédiger régler relire remplacer
    rendre renseigner réparer répartir répondre représenter résoudre respecter réviser
    saisir savoir sécuriser sélectionner seconder sensibiliser signaler signer soumettre
    soutenir structurer suggérer suivre superviser surveiller synthétiser tenir tester
    traduire traiter transmettre travailler trier utiliser valider valoriser veiller
    vendre vérifier visiter voter
"""
OTHER_FORMS = re.compile("[tdx]|ent|ez|mise")


def _groups() -> Iterator[list[str]]:
    return (line.split() for line in IRREGULAR.strip().splitlines())


def _snowball(word: str) -> str:
    return snowballstemmer.stemmer("french").stemWord(word)


def _forms(infinitive: str) -> Iterator[str]:
    """Yield the third persons and the polite form of a regular verb."""
    root, group = infinitive[:-2], infinitive[-2:]
    if group == "er":
        open_root = re.sub("[éeè]([bcdfglmnrtv]+)$", r"è\1", root)
        for own in (root, open_root, re.sub("y$", "i", root)):
            yield from (f"{own}e", f"{own}ent")
        yield f"{root}ez"
    elif group == "ir":
        yield from (f"{root}{ending}" for ending in ("it", "issent", "issez"))
    elif infinitive.endswith("dre"):
        yield from (root[:-1] + ending for ending in ("d", "dent", "dez"))


REGULAR = {form: verb for verb in VERBS.split() for form in _forms(verb)}
ONE_STEM = {
    _snowball(form): _snowball(forms[0]) for forms in _groups() for form in forms
}


@lru_cache(maxsize=2**13)
def stem(word: str) -> str:
    stemmed = _snowball(re.sub("trices?$", "teur", REGULAR.get(word, word)))
    return ONE_STEM.get(stemmed, stemmed)


# "contrôle", "conçoivent": nouns in other forms are no verbs.
FINITE = frozenset(REGULAR) | frozenset(
    form
    for forms in _groups()
    if forms[0] in VERBS.split()
    for form in forms[1:]
    if form.endswith(("t", "d", "ent", "ont")) and not form.endswith("ment")
)


def _inflected(words: str) -> dict[str, str]:
    """Return every form of adjectives, with the form that they share."""
    endings = ("", "e", "s", "es", "le", "les", "ne", "nes", "se", "ses", "lement")
    forms = {f"{word}{end}": word for word in words.split() for end in endings}
    for word in words.split():
        if word.endswith("al"):
            forms[f"{word[:-2]}aux"] = word
        if word.endswith("er"):
            for ending in ("ère", "ères", "èrement"):
                forms[f"{word[:-2]}{ending}"] = word
        if word.endswith(("el", "en")):
            forms[f"{word}{word[-1]}ement"] = word
        if word.endswith("eux"):
            forms |= {f"{word[:-1]}se": word, f"{word[:-1]}ses": word}
    return forms


ADJECTIVES = _inflected(
    """
    petit grand gros important majeur mineur considérable significatif faible haut bas
    élevé moyen modéré minimal maximal
    certain seul entier complet plein partiel
    junior senior confirmé débutant adjoint expérimenté
    basique élémentaire expert avancé intermédiaire courant approfondi solide bon
    excellent fort général fondamental
    occasionnel régulier fréquent quotidien hebdomadaire mensuel trimestriel semestriel
    annuel
    simple complexe difficile
    local national régional international mondial
    propre autre interne externe indépendant autonome premier second
    nombreux
    """
)

LADDER = {
    stem(verb): level
    for level, verbs in enumerate(
        [
            "assister aider soutenir appuyer seconder épauler observer apprendre",
            """participer contribuer collaborer conseiller proposer recommander suggérer
            préconiser""",
            """réaliser exécuter effectuer concevoir développer rédiger écrire
            construire coordonner organiser préparer produire assurer traiter créer
            élaborer animer mener conduire""",
            """diriger piloter encadrer manager superviser décider valider approuver
            définir fixer établir déterminer arbitrer signer gérer autoriser""",
        ],
        start=1,
    )
    for verb in verbs.split()
}

GENDERS = "e|es|s|le|les|ne|nes|se|ses|ve|ive|ives|trice|rice|euse|ère|rices|euses|ères"
ENDINGS = "eurs?|rices?|euses?|iers?|ières?|nes?|es?|s|ves?"
INCLUSIVE = re.compile(
    rf"""(?:(?<=\w)(?:[·•⋅‧∙](?:\w{{1,6}}))(?:[·•⋅‧∙]s)?
    |(?<=\w\w)(?:/(?:{GENDERS}|trices)|\((?:{GENDERS}|trices)\)s?)
    |(?<=\w\w)[.-](?:e|ne|trice|rice|euse|ère)(?:[.-]?s)?)(?!\w)""".replace(
        "\n", ""
    ).replace(" ", ""),
    re.IGNORECASE,
)

FRENCH = Language(
    code="fr",
    stem=stem,
    can_match_nearly=True,
    negative_beginning=re.compile(r"n['’](?=\w)"),
    elisions=re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)"),
    inclusive=INCLUSIVE,
    doublets=re.compile(
        rf"\b(\w{{3,30}})(?:{ENDINGS})?\s+(?:et|ou)\s+(?:l[ae]s?\s+)?\1(?:{ENDINGS})\b",
        re.IGNORECASE,
    ),
    stop_words=frozenset(
        """
        le la les l un une des de du d à a au aux et ou en dans sur sous par pour avec
        chez entre vers depuis dès lors selon ainsi que qu qui dont où ce cet cette ces
        ceux celle celles celui son sa ses leur leurs notre nos votre vos mon ma mes il
        elle ils elles on nous vous je tu lui y se s soi est sont être été était étaient
        sera seront soit ont avoir ayant eu aura auront comme si car donc or aussi
        également mais tandis alors cependant toutefois puis afin auprès jusque lorsque
        quand notamment dont divers diverses différents différentes etc p ex & e g t
        """.split()
    ),
    negations=frozenset("not sauf hormis excepté hors".split()),
    limits=frozenset(
        """peu seulement uniquement limité restreint rarement exclusivement simplement
        guère peine""".split()
    ),
    modals=frozenset(["peut", "doit", "devrait", "pourrait"]),
    scale=frozenset(ADJECTIVES.values())
    | frozenset(
        """
        plus moins très assez plusieurs quelques tout chaque moitié minimum maximum
        équipe entreprise département division groupe principal
        souvent parfois toujours généralement habituellement fréquemment fois
        avant après dessus dessous critique
        """.split()
    ),
    canonical=ADJECTIVES
    | {"équipes": "équipe", "entreprises": "entreprise", "groupes": "groupe"}
    | {"départements": "département", "divisions": "division"}
    | dict.fromkeys(["tous", "toute", "toutes"], "tout")
    | {"fréquemment": "fréquent", "principale": "principal", "principaux": "principal"}
    | dict.fromkeys(["limitée", "limités", "limitées"], "limité")
    | dict.fromkeys(["restreinte", "restreints", "restreintes"], "restreint")
    | dict.fromkeys("peuvent pouvez pourra pourront pouvoir".split(), "peut")
    | dict.fromkeys("doivent devez devra devront devoir".split(), "doit")
    | {"devraient": "devrait", "pourraient": "pourrait"}
    | dict.fromkeys(
        """n ne pas non ni sans jamais aucun aucune aucuns aucunes rien nul nulle
        guère""".split(),
        "not",
    )
    | {
        word: str(number)
        for number, word in enumerate(
            """deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze
            quinze seize""".split(),
            start=2,
        )
    }
    | {"vingt": "20", "trente": "30", "quarante": "40", "cinquante": "50"}
    | {"soixante": "60", "cent": "100", "cents": "100", "mille": "1000"}
    | {"million": "1000000", "millions": "1000000"},
    ladder=LADDER,
    verb=re.compile(rf"^(?:{'|'.join(sorted(FINITE))}|est|sont|a|ont)$"),
    infinitives=frozenset(VERBS.split()),
    adverb=re.compile("^(?:ne|se)$|..ment$", re.IGNORECASE),
    conjunctions=("et/ou", "et", "ou", "ainsi que", "&"),
    clause_words=(
        r"mais(?!\s+(?:aussi|également)\b)",
        r"tandis\s+que",
        r"alors\s+que",
        r"car",
        r"cependant",
        r"toutefois",
        r"bien\s+que",
        r"en\s+revanche",
        r"en\s+outre",
    ),
    of=frozenset(["de", "du", "des"]),
    prepositions=frozenset(
        """à au aux avec auprès sur sous dans en pour par chez entre vers envers
        depuis dès avant après pendant sans selon parmi via lors contre jusqu'à
        jusqu'au jusqu'aux afin""".split()
    ),
    short_forms=(
        "p. ex",
        *"ex env etc cf réf art n° M MM Mme Mlle Dr min max".split(),
    ),
    placeholders=frozenset(
        [
            "",
            "s o",
            "so",
            "n a",
            "n d",
            "nc",
            "n c",
            "néant",
            "tbd",
            "todo",
            "à définir",
            "à compléter",
            "à préciser",
            "à confirmer",
            "à venir",
            "en attente",
            "non renseigné",
            "non défini",
            "non applicable",
            "sans objet",
            "pas encore décrit",
        ]
    ),
)
