"""Spanish: its word lists, its verbs, and the structure of its sentences."""

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from .language import Language

# Forms of one word that Snowball leaves apart.
IRREGULAR = """
    aprobar aprueba aprueban
    atender atiende atienden
    cerrar cierra cierran cierre
    colaborar colaboración
    contribuir contribuye contribuyen contribución
    construir construye construyen construcción
    decidir decisión
    definir definición
    distribuir distribuye distribuyen distribución
    elegir elige eligen
    evaluar evalúa evalúan evaluación
    hacer hace hacen
    intervenir interviene intervienen intervención
    introducir introduce introducen
    mantener mantiene mantienen mantenimiento
    medir mide miden medición
    obtener obtiene obtienen
    proponer propone proponen propuesta
    producir produce producen producción
    promover promueve promueven promoción
    reducir reduce reducen reducción
    resolver resuelve resuelven resolución
    revisar revisión
    seguir sigue siguen seguimiento
    sugerir sugiere sugieren
    supervisar supervisión
    tener tiene tienen
    traducir traduce traducen
"""
VERBS = """
    abrir acompañar actualizar adaptar administrar afrontar analizar apoyar aportar
    aprobar archivar asegurar asesorar asignar asistir asumir atender auditar autorizar
    avisar ayudar buscar calcular captar cerrar certificar clasificar colaborar comprar
    comprobar comunicar concertar conducir configurar conocer consultar construir
    contratar contribuir controlar convocar coordinar corregir crear cuidar cumplir
    decidir definir delegar depender desarrollar detectar determinar diagnosticar
    dirigir diseñar disponer distribuir documentar efectuar ejecutar elaborar elegir
    emitir encargar enseñar entregar enviar escribir establecer estudiar evaluar
    explicar facturar fijar firmar formar formular garantizar gestionar guiar hablar
    hacer identificar impartir implantar implementar impulsar informar inspeccionar
    instalar integrar intervenir introducir investigar liderar limpiar llevar mantener
    medir mejorar montar motivar negociar observar obtener ofrecer operar optimizar
    ordenar organizar orientar participar planificar preparar presentar prestar
    priorizar probar producir programar promover proponer proporcionar publicar realizar
    recibir recomendar recopilar redactar reducir registrar reparar repartir reportar
    representar resolver responder revisar seguir seleccionar sugerir supervisar tener
    trabajar traducir tramitar transmitir tratar utilizar validar vender verificar
    viajar vigilar visitar
"""


def _groups() -> Iterator[list[str]]:
    return (line.split() for line in IRREGULAR.strip().splitlines())


def _snowball(word: str) -> str:
    return snowballstemmer.stemmer("spanish").stemWord(word)


ONE_STEM = {
    _snowball(form): _snowball(forms[0]) for forms in _groups() for form in forms
}


@lru_cache(maxsize=2**13)
def stem(word: str) -> str:
    """Return a folded word without inflection, after Snowball.

    "@" stands for "a" and "o": "niñ@s", "trabajador@s".
    """
    stemmed = _snowball(word.replace("r@s", "res").replace("@", "o"))
    return ONE_STEM.get(stemmed, stemmed)


def _forms(infinitive: str) -> Iterator[str]:
    """Yield the third persons of a regular verb, and its future."""
    vowel = "a" if infinitive.endswith("ar") else "e"
    yield from (f"{infinitive}á", f"{infinitive}án", f"{infinitive}ás")
    yield from (f"{infinitive[:-2]}{vowel}", f"{infinitive[:-2]}{vowel}n")


FINITE = frozenset(form for verb in VERBS.split() for form in _forms(verb)) | frozenset(
    form
    for forms in _groups()
    for form in forms[1:]
    if form.endswith(("a", "an", "e", "en"))
)


def _inflected(words: str) -> dict[str, str]:
    """Return every form of adjectives, with the form that they share."""
    forms: dict[str, str] = {}
    for word in words.split():
        root = word.removesuffix("o")
        is_open = root != word
        endings = (
            ("o", "a", "os", "as", "amente") if is_open else ("", "s", "es", "mente")
        )
        forms |= {f"{root}{ending}": word for ending in endings}
    return forms


ADJECTIVES = _inflected(
    """
    pequeño grande mayor menor importante considerable significativo mínimo máximo alto
    bajo elevado medio moderado alguno mucho vario todo único entero completo parcial
    ambos junior júnior senior sénior principal adjunto básico elemental experto
    avanzado intermedio profundo sólido bueno excelente amplio general fundamental
    ocasional regular habitual frecuente diario semanal mensual trimestral semestral
    anual simple sencillo complejo difícil local nacional regional internacional mundial
    propio otro interno externo independiente autónomo primero segundo tercero numeroso
    """
)

LADDER = {
    stem(verb): level
    for level, verbs in enumerate(
        [
            "asistir ayudar apoyar acompañar observar aprender",
            """participar contribuir colaborar asesorar proponer recomendar sugerir
            aportar""",
            """realizar ejecutar efectuar desarrollar redactar escribir construir
            coordinar organizar preparar producir elaborar crear diseñar implementar
            implantar impartir""",
            """dirigir liderar supervisar decidir aprobar autorizar validar definir
            fijar establecer determinar firmar gestionar administrar""",
        ],
        start=1,
    )
    for verb in verbs.split()
}

SPANISH = Language(
    code="es",
    stem=stem,
    can_match_nearly=True,
    inclusive=re.compile(
        r"(?<=\w{3})(?:[/·]-?(?:[ao]s?|es|r[ao]s?)|\((?:[ao]s?|es|r[ao]s?)\)s?)(?!\w)",
        re.IGNORECASE,
    ),
    doublets=re.compile(
        r"\b(\w{3,30})(?:[ao]s?|es)?\s+[yo]\s+(?:l[ao]s?\s+)?\1(?:[ao]s?|es)\b",
        re.IGNORECASE,
    ),
    stop_words=frozenset(
        """
        el la los las lo un una uno unos unas de del a al y e o u en con por para sobre
        entre desde hasta hacia según como que quien quienes cual cuales cuyo cuya donde
        cuando si se su sus le les me te nos os mi mis tu tus nuestro nuestra nuestros
        nuestras este esta estos estas ese esa esos esas aquel él ella ellos ellas ello
        usted ustedes es son ser era eran será serán fue sido está están estar ha han
        haber había así también además pues pero sino mientras aunque porque l@s ya etc
        p ej & e g través mediante ante diversos diversas distintos distintas incluidos
        incluidas
        """.split()
    ),
    negations=frozenset("not salvo excepto".split()),
    limits=frozenset(
        """solo solamente únicamente poco apenas limitado restringido rara raramente
        exclusivamente simplemente""".split()
    ),
    modals=frozenset(["puede", "debe", "debería", "podría"]),
    scale=frozenset(ADJECTIVES.values())
    | frozenset(
        """
        más menos muy bastante algo cada mitad
        equipo empresa departamento división organización grupo
        siempre frecuentemente veces vez normalmente generalmente
        antes después encima debajo crítico
        """.split()
    ),
    canonical=ADJECTIVES
    | {"equipos": "equipo", "empresas": "empresa", "grupos": "grupo"}
    | {"departamentos": "departamento", "divisiones": "división"}
    | {"gran": "grande", "buen": "bueno", "algún": "alguno", "primer": "primero"}
    | {"tercer": "tercero", "varios": "vario", "varias": "vario", "sola": "único"}
    | {"sólo": "solo", "crítica": "crítico", "críticos": "crítico"}
    | dict.fromkeys(["poca", "pocos", "pocas"], "poco")
    | dict.fromkeys(["limitada", "limitados", "limitadas"], "limitado")
    | dict.fromkeys(["restringida", "restringidos", "restringidas"], "restringido")
    | dict.fromkeys("pueden podrá podrán podrás puedes poder".split(), "puede")
    | dict.fromkeys("deben deberá deberán deberás debes deber".split(), "debe")
    | {"deberían": "debería", "podrían": "podría"}
    | dict.fromkeys(
        """no ni sin nunca jamás ningún ninguno ninguna ningunos ningunas nadie nada
        tampoco""".split(),
        "not",
    )
    | {
        word: str(number)
        for number, word in enumerate(
            """dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce
            quince dieciséis diecisiete dieciocho diecinueve veinte""".split(),
            start=2,
        )
    }
    | {"treinta": "30", "cuarenta": "40", "cincuenta": "50", "sesenta": "60"}
    | {"cien": "100", "ciento": "100", "mil": "1000"}
    | {"millón": "1000000", "millones": "1000000"},
    ladder=LADDER,
    verb=re.compile(rf"^(?:{'|'.join(sorted(FINITE))}|es|son|está|están|ha|han)$"),
    infinitives=frozenset(VERBS.split()),
    adverb=re.compile("^(?:no|se|te|también|además)$|..mente$", re.IGNORECASE),
    conjunctions=("y/o", "y", "e", "o", "u", "así como", "&"),
    clause_words=(
        r"pero",
        r"sino(?!\s+también\b)",
        r"mientras",
        r"aunque",
        r"porque",
        r"sin\s+embargo",
        r"además",
    ),
    of=frozenset(["de", "del"]),
    prepositions=frozenset(
        """a al con en para por sobre entre desde hasta ante bajo según sin tras durante
        mediante hacia contra antes después junto""".split()
    ),
    short_forms=(
        "p. ej",
        "EE",
        "RR",
        "HH",
        *"ej aprox etc núm Sr Sra Dr Dra Ud Uds".split(),
    ),
    placeholders=frozenset(
        [
            "",
            "n a",
            "n d",
            "s d",
            "tbd",
            "todo",
            "por definir",
            "por determinar",
            "por confirmar",
            "por completar",
            "pendiente",
            "pendiente de definir",
            "sin definir",
            "sin descripción",
            "no aplica",
            "no procede",
            "aún sin describir",
            "ninguno",
        ]
    ),
)
