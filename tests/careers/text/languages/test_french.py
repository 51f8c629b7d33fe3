import pytest

from careers.text.languages import LANGUAGES
from careers.text.overlap import Wording

from .answers import points, same, stems

FRENCH = LANGUAGES["fr"]


@pytest.mark.parametrize(
    "words",
    [
        "participe participer participation",
        "gère gérer gèrent gestion",
        "conçoit conçoivent concevoir conception",
        "définit définir définition",
        "mène mènent mener",
        "annuel annuelle annuels annuelles annuellement",
        "national nationale nationaux",
        "régulier régulière régulièrement",
        "équipe l'équipe d'équipe équipes l’équipe",
        "collaborateur collaborateurs collaboratrice collaborateur·rice",
        "collaborateur collaborateur/trice collaborateur.rice.s collaborateur(trice)s",
        "technicien technicienne technicien·ne technicien-ne technicien·nes",
        "rattaché rattachée rattaché·e rattaché(e)",
        "directeur directrice directeur·rice",
        "pas jamais aucun aucune sans ne",
        "trois 3",
    ],
)
def test_the_forms_of_a_word_are_one(words):
    assert len({frozenset(stems(word, FRENCH)) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "pêche péché",
        "tâche tache",
        "côte cote",
        "petit grand",
        "doit devrait",
        "directeur direction",
    ],
)
def test_other_words_stay_apart(words):
    one, other = words.split()
    assert stems(one, FRENCH) != stems(other, FRENCH)


def test_a_negation_is_read_from_either_of_its_words():
    assert stems("N'encadre pas d'équipe", FRENCH) == {"not", "encadr", "équipe"}
    assert stems("n’encadre aucune équipe", FRENCH) == {"not", "encadr", "équipe"}
    assert "not" in stems("n'encadre que l'équipe", FRENCH)
    assert "not" not in stems("Technicien·ne en équipe", FRENCH)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Encadre une équipe à Lyon", "N'encadre pas d'équipe à Lyon"),
        ("Encadre des stagiaires à Lyon", "N'encadre que des stagiaires à Lyon"),
        ("Travaille sous contrôle à Lyon", "Travaille sans contrôle à Lyon"),
        ("Peut valider les congés du site", "Doit valider les congés du site"),
        ("Engage jusqu'à 5 000 € par an", "Engage jusqu'à 50 000 € par an"),
        ("Gère une petite équipe à Lyon", "Gère une grande équipe à Lyon"),
        ("Suit certains clients à Lyon", "Suit tous les clients à Lyon"),
        ("Suit parfois les clients de Lyon", "Suit toujours les clients de Lyon"),
        ("Suit seulement les clients de Lyon", "Suit les clients de Lyon"),
        ("Participe aux tests du produit", "Pilote les tests du produit"),
        ("Participe à l'organisation du salon", "Organise le salon"),
        ("Aide à la préparation du budget annuel", "Prépare le budget annuel"),
    ],
)
def test_what_differs_in_one_small_word_is_not_the_same(a, b):
    assert same(a, b, FRENCH) == []
    assert same(b, a, FRENCH) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Gère les budgets", "Gestion du budget"),
        ("Un·e responsable de l'équipe", "Une responsable d’équipe"),
        ("N'encadre pas d'équipe", "N’encadre aucune équipe"),
    ],
)
def test_what_differs_in_form_alone_is_the_same(a, b):
    assert same(a, b, FRENCH) == [a]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (
            "Valide les congés et propose les primes",
            ["Valide les congés", "propose les primes"],
        ),
        ("Gérer le budget et piloter le site", ["Gérer le budget", "piloter le site"]),
        (
            "Travaille avec la qualité, les achats et la vente",
            [
                "Travaille avec la qualité",
                "Travaille avec … les achats",
                "Travaille avec … la vente",
            ],
        ),
        ("Suit la qualité ; relit les plans", ["Suit la qualité", "relit les plans"]),
        ("Utilise p. ex. un CRM. Relit.", ["Utilise p. ex. un CRM", "Relit"]),
        *[
            (text, [text])
            for text in [
                "Ne valide pas les congés ni les frais de l'équipe",
                "Peu de contacts avec les clients, la presse et les élus",
                "Peut valider les congés et engager des dépenses",
                "Sans budget, équipe ni site",
                "Forme les collaborateurs et les collaboratrices du site",
                "Budget : 5 000 €",
            ]
        ],
    ],
)
def test_a_sentence_is_cut_where_its_parts_can_stand_alone(text, cut):
    assert points(text, FRENCH) == cut


@pytest.mark.parametrize("text", ["S/O", "À définir", "n.c.", "Non renseigné"])
def test_a_placeholder_is_no_answer(text):
    assert FRENCH.is_placeholder(text)


def test_french_has_its_code():
    assert Wording.of("fr-ca").language is FRENCH
