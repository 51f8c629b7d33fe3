import pytest

from careers.text.languages import LANGUAGES
from careers.text.overlap import Wording

from .answers import points, same, stems

GERMAN = LANGUAGES["de"]


@pytest.mark.parametrize(
    "words",
    [
        "führt führen führte geführt Führung",
        "durchführen durchgeführt durchzuführen Durchführung",
        "entwickelt entwickeln entwickelte Entwicklung",
        "unterstützt unterstützen Unterstützung",
        "teilnehmen Teilnahme teilgenommen",
        "abschließt abgeschlossene Abschlüsse Abschluss",
        "Vertrag Verträge Verträgen",
        "Markt Märkte Märkten",
        "regelmäßig regelmäßige regelmäßigen",
        "selbstständig selbständig selbstständiges",
        "Prüfer Prüferin Prüferinnen Prüfer:innen Prüfer*in PrüferInnen Prüfer/-in",
        "Kollegen Kolleginnen Kolleg:innen",
        "kein keine keinen nie ohne weder",
        "Team Teams",
        "zwei 2",
    ],
)
def test_the_forms_of_a_word_are_one(words):
    assert len({frozenset(stems(word, GERMAN)) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "fordert fördert",
        "fordern fördern",
        "schon schön",
        "prüft Prüfer",
        "führt durchführt",
        "Mitarbeit Mitarbeiter",
        "gut Güter",
        "klein groß",
    ],
)
def test_other_words_stay_apart(words):
    one, other = words.split()
    assert stems(one, GERMAN) != stems(other, GERMAN)


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("Führt die Prüfung durch", "Durchführung der Prüfung"),
        ("Nimmt an Sitzungen teil und plant", "Teilnahme an Sitzungen und Planung"),
        ("Arbeitet eng mit Köln zusammen", "Enge Zusammenarbeit mit Köln"),
        ("Stellt sicher, dass Fristen gelten", "Sicherstellung: Fristen gelten"),
    ],
)
def test_a_verb_is_one_word_in_both_of_its_parts(apart, together):
    assert stems(apart, GERMAN) == stems(together, GERMAN)


def test_the_beginning_of_a_verb_is_another_word_elsewhere():
    assert stems("Führt ein Team", GERMAN) == stems("Führt das Team", GERMAN)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Genehmigt Rechnungen der Abteilung",
            "Genehmigt keine Rechnungen der Abteilung",
        ),
        ("Vertritt die Leitung im Urlaub", "Vertritt die Leitung im Urlaub nicht"),
        ("Arbeitet unter Anleitung im Labor", "Arbeitet ohne Anleitung im Labor"),
        ("Darf Verträge mit Kunden kündigen", "Muss Verträge mit Kunden kündigen"),
        ("Führt bis zu 8 Beschäftigte", "Führt bis zu 80 Beschäftigte"),
        ("Betreut ein kleines Team in Köln", "Betreut ein großes Team in Köln"),
        ("Betreut einige Kunden in Köln", "Betreut alle Kunden in Köln"),
        ("Prüft gelegentlich die Anlagen", "Prüft regelmäßig die Anlagen"),
        ("Prüft nur die Anlagen im Werk", "Prüft die Anlagen im Werk"),
        ("Leitet die jährliche Planung", "Unterstützt die jährliche Planung"),
        ("Leitung der Planung", "Mitarbeit an der Planung"),
        ("Nimmt an der jährlichen Planung teil", "Führt die jährliche Planung durch"),
    ],
)
def test_what_differs_in_one_small_word_is_not_the_same(a, b):
    assert same(a, b, GERMAN) == []
    assert same(b, a, GERMAN) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Plant Schichten im Werk", "Planung von Schichten im Werk"),
        ("Meldet Störungen der Leitung", "Störungen werden der Leitung gemeldet"),
        ("Führt jährliche Audits durch", "Durchführung jährlicher Audits"),
    ],
)
def test_what_differs_in_form_alone_is_the_same(a, b):
    assert same(a, b, GERMAN) == [a]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (
            "Prüft Verträge und leitet Schulungen",
            ["Prüft Verträge", "leitet Schulungen"],
        ),
        (
            "Berichtet an Vertrieb, Einkauf und Recht",
            [
                "Berichtet an Vertrieb",
                "Berichtet an … Einkauf",
                "Berichtet an … Recht",
            ],
        ),
        (
            "Leitet das Team, aber plant nichts",
            ["Leitet das Team", "aber plant nichts"],
        ),
        ("Sorgt z. B. für Ordnung. Plant.", ["Sorgt z. B. für Ordnung", "Plant"]),
        *[
            (text, [text])
            for text in [
                "Prüft Verträge, Rechnungen und Angebote nicht",
                "Kein Budget, Personal oder Einkauf",
                "Kann Budgets planen und Teams leiten",
                "Nicht nur am Telefon, sondern auch vor Ort",
                "Leitet ein Team, das Software entwickelt und betreibt",
                "Stellt sicher, dass Fristen, Kosten und Qualität eingehalten werden",
                "Plant Schichten, um Kosten zu senken",
                "Schult Kundinnen und Kunden im Ausland",
                "Hilft Einkäufer:innen in Köln",
                "Budget: 5.000 €",
            ]
        ],
    ],
)
def test_a_sentence_is_cut_where_its_parts_can_stand_alone(text, cut):
    assert points(text, GERMAN) == cut


def test_no_quote_stops_before_the_word_that_turns_it():
    a = "Vertritt im Urlaub die Leitung, den Einkauf und den Vertrieb nicht"
    b = "Vertritt im Urlaub die Leitung, den Einkauf und den Vertrieb"
    assert same(a, b, GERMAN) == []


@pytest.mark.parametrize("text", ["k. A.", "Noch nicht beschrieben", "entfällt", "–"])
def test_a_placeholder_is_no_answer(text):
    assert GERMAN.is_placeholder(text)


def test_german_has_its_code():
    assert Wording.of("de-at").language is GERMAN
