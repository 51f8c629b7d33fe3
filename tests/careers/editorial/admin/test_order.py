"""Buttons, or a typed position, put families and dimensions in order."""

import pytest
from django.contrib.admin.models import LogEntry

from careers.editorial.workflow import DetailsDraft, ordering
from careers.models import Dimension, Family
from tests.admin_forms import admin_path, as_editor, form_data, messages_of
from tests.details_pages import draft_of, go_live
from tests.factories import (
    make_dimension,
    make_editor,
    make_entry,
    make_family,
    make_role,
    make_theme,
)
from tests.html import document, links, text, texts
from tests.queue_pages import as_member_of

pytestmark = pytest.mark.django_db

MAKERS = pytest.mark.parametrize("make", [make_dimension, make_family])


def make_three(make):
    positions = {"One": 0, "Two": 10, "Three": 20}
    return [make(name, position=position) for name, position in positions.items()]


def move(instance, direction, query=""):
    return as_editor().post(move_path(instance) + query, {"move": direction})


def move_path(instance):
    return admin_path(instance).replace("change", "move")


def names_in_order(instance):
    """Return the names in the order that visitors see."""
    return list(type(instance).objects.values_list("name", flat=True))


def listed_names(instance):
    """Return the names in the order of the editors' list."""
    page = document(as_editor().get(admin_path(type(instance))))
    return texts(page, ".field-name")


def publish_order(instance):
    keys = DetailsDraft.objects.values_list("key", flat=True)
    go_live(*type(instance).objects.filter(pk__in=keys))


@MAKERS
@pytest.mark.parametrize(
    ("index", "direction", "order"),
    [
        (2, "up", ["One", "Three", "Two"]),
        (0, "down", ["Two", "One", "Three"]),
        (0, "up", ["One", "Two", "Three"]),
        (2, "down", ["One", "Two", "Three"]),
    ],
)
def test_a_button_moves_by_one_place(make, index, direction, order):
    instance = make_three(make)[index]
    move(instance, direction)
    assert listed_names(instance) == order


@MAKERS
def test_visitors_see_a_new_order_once_it_is_published(make):
    three = make_three(make)[2]
    move(three, "up")
    assert names_in_order(three) == ["One", "Two", "Three"]
    publish_order(three)
    assert names_in_order(three) == ["One", "Three", "Two"]


def test_a_move_shows_a_message_and_is_logged():
    two = make_three(make_dimension)[1]
    message = (
        "Two is now at position 1 in the draft of the order. Visitors see it once it "
        "is approved and published."
    )
    assert messages_of(move(two, "up")) == [message]
    assert LogEntry.objects.get().get_change_message() == "Moved up to position 1."


def recorded_positions(instance):
    """Return ``(username, position)`` of each record of its draft, newest first."""
    records = draft_of(instance).history.order_by("-history_id")
    records = records.values_list("history_user__username", "values__position")
    return list(records)


@MAKERS
def test_a_move_is_recorded_with_its_author(make):
    one, two, _ = make_three(make)
    move(two, "up")
    assert recorded_positions(two) == [("editor", 1)]
    assert draft_of(two).history.first().action == "reordered"
    assert recorded_positions(one) == [("editor", 2)]


@MAKERS
def test_renaming_after_a_move_records_only_the_new_name(make):
    one, two, _ = make_three(make)
    move(two, "up")
    admin = as_member_of("Administrator")
    for instance in (one, two):
        admin.post(
            admin_path(instance),
            form_data(admin.get(admin_path(instance)), name=f"{instance}!"),
        )
        after, before = draft_of(instance).history.order_by("-history_id")
        assert after.history_user.username == "administrator"
        assert after.values == before.values | {"name": f"{instance}!"}


def test_only_changed_positions_are_recorded():
    one, two, three = make_three(make_dimension)
    move(two, "up")
    move(two, "down")
    move(one, "up")
    counts = [len(recorded_positions(instance)) for instance in (one, two, three)]
    assert counts == [2, 2, 1]


def test_the_history_lists_a_move():
    two = make_three(make_dimension)[1]
    move(two, "up")
    page = as_editor().get("/admin/history/").content.decode()
    assert "Moved “Two”." in page


def test_the_number_of_queries_of_a_move_does_not_grow(django_assert_num_queries):
    editor = make_editor()
    for count in (3, 12):
        for number in range(Dimension.objects.count(), count):
            make_dimension(f"Dimension {number}", position=number * 2)
        last = Dimension.objects.last()
        with django_assert_num_queries(13):
            ordering.move(last, -2, by=editor)


@pytest.mark.parametrize("query", ["", "?o=-2"])
def test_moving_returns_to_the_same_list_and_button(query):
    one = make_three(make_dimension)[0]
    address = f"{admin_path(Dimension)}{query}#move-{one.pk}-down"
    assert move(one, "down", query).url == address


def test_moving_to_an_end_returns_to_the_other_button():
    one, _, three = make_three(make_dimension)
    for_one, for_three = move(one, "up"), move(three, "down")
    assert for_one.url.endswith(f"#move-{one.pk}-down")
    assert for_three.url.endswith(f"#move-{three.pk}-up")


@pytest.mark.parametrize("query", ["", "?o=-2", "?o=2.-1"])
def test_buttons_name_their_dimension_in_every_sort_order(query):
    make_three(make_dimension)
    page = document(as_editor().get(admin_path(Dimension) + query))
    assert sorted(texts(page, ".move button")) == [
        "Move One Down",
        "Move Three Up",
        "Move Two Down",
        "Move Two Up",
    ]


def test_a_button_posts_the_lists_form_to_its_own_address():
    two = make_three(make_family)[1]
    page = document(as_editor().get(f"{admin_path(Family)}?o=-1"))
    button = page.query_one(f"#changelist-form #move-{two.pk}-up")
    assert button.attrs["formaction"] == f"{move_path(two)}?o=-1"
    assert button.attrs["formmethod"] == "post"
    assert page.query_one("#changelist-form input[name=csrfmiddlewaretoken]")
    hint = page.query_one(f"#{button.attrs['aria-describedby']}")
    assert text(hint) == "Position 2 of 3."


def test_a_position_can_be_typed_into_the_form():
    three = make_three(make_dimension)[2]
    admin = as_editor()
    admin.post(admin_path(three), form_data(admin.get(admin_path(three)), position="5"))
    assert listed_names(three) == ["One", "Three", "Two"]
    publish_order(three)
    assert names_in_order(three) == ["One", "Three", "Two"]


def test_a_new_family_comes_last():
    make_three(make_family)
    new = form_data(as_editor().get("/admin/careers/family/add/"))
    assert new["position"] == "21"


@pytest.mark.parametrize("direction", ["", "sideways", "\x00"])
def test_an_unknown_direction_is_refused(direction):
    assert move(make_dimension(), direction).status_code == 400


def test_moving_a_deleted_dimension_shows_a_message():
    two = make_three(make_dimension)[1]
    address = move_path(two)
    two.delete()
    response = as_editor().post(address, {"move": "up"})
    assert response.url == admin_path(Dimension)
    message = "Nothing was moved: it has since been deleted."
    assert messages_of(response) == [message]


def test_the_number_of_queries_does_not_grow_with_the_dimensions(
    django_assert_num_queries,
):
    admin = as_editor()
    role = make_role("Data Engineer")
    for count in (2, 12):
        for number in range(Dimension.objects.count(), count):
            theme = make_theme(f"theme {number}")
            make_entry(role, make_dimension(f"Dimension {number}", theme=theme))
        with django_assert_num_queries(8):
            admin.get(admin_path(Dimension))


def test_the_number_of_queries_does_not_grow_with_the_families(
    django_assert_num_queries,
):
    admin = as_editor()
    for count in (2, 12):
        for number in range(Family.objects.count(), count):
            make_role(f"Role {number}", family=make_family(f"Family {number}"))
        with django_assert_num_queries(8):
            admin.get(admin_path(Family))


def test_dimensions_and_families_link_to_their_public_pages():
    dimension, family = make_dimension("Hours"), make_family("Data")
    admin = as_editor()
    pages = [
        document(admin.get(admin_path(instance))) for instance in (dimension, family)
    ]
    addresses = [links(page, ".viewsitelink") for page in pages]
    assert addresses == [["/dimensions/hours/"], ["/roles/?family=data"]]


@pytest.mark.parametrize("model", ["dimension", "family"])
def test_the_list_marks_the_rows_whose_order_is_a_draft(model):
    make = {"dimension": make_dimension, "family": make_family}[model]
    items = [make(name, position=place) for place, name in enumerate("ABC", start=1)]
    client = as_editor()
    path = f"/admin/careers/{model}/"
    client.post(f"{path}{items[0].pk}/move/", {"move": "down"})
    page = document(client.get(path))
    assert texts(page, "#result_list .field-state") == [
        "Published, draft changes",
        "Published, draft changes",
        "Published",
    ]
