import pytest

from careers.text.languages import LANGUAGES
from careers.text.overlap import Wording

from .answers import points, same, stems

SPANISH = LANGUAGES["es"]


@pytest.mark.parametrize(
    "words",
    [
        "participa participar participación",
        "aprueba aprueban aprobar aprobación",
        "dirige dirigir dirigen",
        "supervisa supervisar supervisión",
        "atiende atender atienden",
        "pequeño pequeña pequeños pequeñas",
        "anual anuales anualmente",
        "todo toda todos todas",
        "trabajador trabajadora trabajadores/as trabajador(a) trabajador@s",
        "técnico técnica técnico/a técnicos/as",
        "no nunca sin ningún ninguna tampoco",
        "puede pueden podrá",
        "dos 2",
    ],
)
def test_the_forms_of_a_word_are_one(words):
    assert len({frozenset(stems(word, SPANISH)) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["año ano", "cañas canas", "debe debería", "grande pequeño", "director dirección"],
)
def test_other_words_stay_apart(words):
    one, other = words.split()
    assert stems(one, SPANISH) != stems(other, SPANISH)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Necesita supervisión de la jefatura",
            "No necesita supervisión de la jefatura",
        ),
        ("Trabaja con supervisión en obra", "Trabaja sin supervisión en obra"),
        ("Apenas necesita ayuda de la jefa", "Necesita ayuda de la jefa"),
        ("Puede aprobar compras del área", "Debe aprobar compras del área"),
        ("Visita la obra cada semana", "Debería visitar la obra cada semana"),
        ("Aprueba compras de hasta 3.000 €", "Aprueba compras de hasta 30.000 €"),
        ("Dirige un equipo pequeño en Vigo", "Dirige un equipo grande en Vigo"),
        ("Revisa algunas plantas del hotel", "Revisa todas las plantas del hotel"),
        ("Visita a veces las tiendas", "Visita siempre las tiendas"),
        ("Solo revisa los contratos de obra", "Revisa los contratos de obra"),
        ("Colabora en la resolución de quejas", "Lidera la resolución de quejas"),
        ("Participa en la revisión del plan anual", "Revisa el plan anual"),
        ("Ayuda a organizar las guardias", "Organiza las guardias"),
    ],
)
def test_what_differs_in_one_small_word_is_not_the_same(a, b):
    assert same(a, b, SPANISH) == []
    assert same(b, a, SPANISH) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Atender las llamadas", "Atiende las llamadas"),
        ("Persona organizada y resolutiva", "Persona resolutiva y organizada"),
        ("Aprobación de compras", "Aprueba las compras"),
    ],
)
def test_what_differs_in_form_alone_is_the_same(a, b):
    assert same(a, b, SPANISH) == [a]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (
            "Organiza las guardias y autoriza las vacaciones",
            ["Organiza las guardias", "autoriza las vacaciones"],
        ),
        (
            "Gestionar el presupuesto y coordinar las obras",
            ["Gestionar el presupuesto", "coordinar las obras"],
        ),
        (
            "Trabaja con Ventas, Compras y Legal",
            ["Trabaja con Ventas", "Trabaja con … Compras", "Trabaja con … Legal"],
        ),
        ("Lidera el área, pero no viaja", ["Lidera el área", "pero no viaja"]),
        ("Usa p. ej. un CRM. Viaja.", ["Usa p. ej. un CRM", "Viaja"]),
        *[
            (text, [text])
            for text in [
                "No aprueba compras, ventas ni contratos",
                "No puede firmar contratos y contratar personal",
                "Rara vez viaja a ferias, obras y congresos",
                "Orienta a los programadores y las programadoras nuevas",
                "Presupuesto: 5.000 €",
            ]
        ],
    ],
)
def test_a_sentence_is_cut_where_its_parts_can_stand_alone(text, cut):
    assert points(text, SPANISH) == cut


@pytest.mark.parametrize("text", ["Por definir", "N/A", "pendiente", "No aplica"])
def test_a_placeholder_is_no_answer(text):
    assert SPANISH.is_placeholder(text)


def test_spanish_has_its_code():
    assert Wording.of("es-mx").language is SPANISH
