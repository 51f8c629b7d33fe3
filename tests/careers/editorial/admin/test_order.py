"""Families and dimensions are put in order by buttons, or by typing a position."""

import pytest
from django.contrib.admin.models import LogEntry

from careers.models import Dimension, Family
from tests.admin_forms import admin_path, as_editor, form_data, messages_of
from tests.factories import (
    make_dimension,
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


def move(thing, direction, query=""):
    return as_editor().post(address_of(thing) + query, {"move": direction})


def address_of(thing):
    return admin_path(thing).replace("change", "move")


def in_order(thing):
    return list(type(thing).objects.values_list("name", flat=True))


@MAKERS
@pytest.mark.parametrize(
    ("place", "direction", "order"),
    [
        (2, "up", ["One", "Three", "Two"]),
        (0, "down", ["Two", "One", "Three"]),
        (0, "up", ["One", "Two", "Three"]),
        (2, "down", ["One", "Two", "Three"]),
    ],
)
def test_a_button_moves_by_one_place(make, place, direction, order):
    thing = make_three(make)[place]
    move(thing, direction)
    assert in_order(thing) == order


def test_the_new_place_is_told_and_kept_in_the_history():
    two = make_three(make_dimension)[1]
    assert messages_of(move(two, "up")) == ["Two now has place 1."]
    assert LogEntry.objects.get().get_change_message() == "Moved up, to place 1."


def records(thing):
    """Who left which position in the records of ``thing``, newest first."""
    found = thing.history.values_list("history_user__username", "position")
    return list(found.order_by("-history_id"))


@MAKERS
def test_a_move_is_recorded_in_the_name_of_who_moved(make):
    one, two, _ = make_three(make)
    move(two, "up")
    assert records(two) == [("editor", 1), (None, 10)]
    assert two.history.first().action == "reordered"
    assert records(one) == [("editor", 2), (None, 0)]


@MAKERS
def test_who_renames_after_a_move_is_not_told_to_have_moved(make):
    one, two, _ = make_three(make)
    move(two, "up")
    admin = as_member_of("Administrator")
    for thing in (one, two):
        admin.post(
            admin_path(thing), form_data(admin.get(admin_path(thing)), name=f"{thing}!")
        )
        after, before, *_ = thing.history.all()
        assert after.history_user.username == "administrator"
        assert after.diff_against(before).changed_fields == ["name"]


def test_only_what_gets_another_number_is_recorded():
    one, two, three = make_three(make_dimension)
    move(two, "up")
    move(two, "down")
    move(one, "up")
    assert [len(records(thing)) for thing in (one, two, three)] == [3, 3, 2]


def test_the_history_tells_of_a_move():
    two = make_three(make_dimension)[1]
    move(two, "up")
    page = as_editor().get("/admin/history/").content.decode()
    assert "Moved “Two”." in page


def test_moving_among_many_costs_no_more_queries(django_assert_num_queries):
    for count in (3, 12):
        for number in range(Dimension.objects.count(), count):
            make_dimension(f"Dimension {number}", position=number * 2)
        last = Dimension.objects.last()
        with django_assert_num_queries(10):
            last.move(-2)


@pytest.mark.parametrize("query", ["", "?o=-2"])
def test_moving_returns_to_the_list_as_it_was_and_to_the_button(query):
    one = make_three(make_dimension)[0]
    address = f"{admin_path(Dimension)}{query}#move-{one.pk}-down"
    assert move(one, "down", query).url == address


def test_moving_to_an_end_returns_to_the_button_that_is_left():
    one, _, three = make_three(make_dimension)
    for_one, for_three = move(one, "up"), move(three, "down")
    assert for_one.url.endswith(f"#move-{one.pk}-down")
    assert for_three.url.endswith(f"#move-{three.pk}-up")


@pytest.mark.parametrize("query", ["", "?o=-2", "?o=2.-1"])
def test_buttons_say_what_they_move_whatever_the_list_is_sorted_by(query):
    make_three(make_dimension)
    page = document(as_editor().get(admin_path(Dimension) + query))
    assert sorted(texts(page, ".move button")) == [
        "Move One Down",
        "Move Three Up",
        "Move Two Down",
        "Move Two Up",
    ]


def test_a_button_sends_itself_to_its_own_address_with_the_lists_token():
    two = make_three(make_family)[1]
    page = document(as_editor().get(f"{admin_path(Family)}?o=-1"))
    button = page.query_one(f"#changelist-form #move-{two.pk}-up")
    assert button.attrs["formaction"] == f"{address_of(two)}?o=-1"
    assert button.attrs["formmethod"] == "post"
    assert page.query_one("#changelist-form input[name=csrfmiddlewaretoken]")
    place = page.query_one(f"#{button.attrs['aria-describedby']}")
    assert text(place) == "Place 2 of 3."


def test_a_position_is_typed_on_the_page_of_the_object():
    three = make_three(make_dimension)[2]
    admin = as_editor()
    admin.post(admin_path(three), form_data(admin.get(admin_path(three)), position="5"))
    assert in_order(three) == ["One", "Three", "Two"]


def test_what_is_new_comes_last():
    make_three(make_family)
    new = form_data(as_editor().get("/admin/careers/family/add/"))
    assert new["position"] == "21"


@pytest.mark.parametrize("direction", ["", "sideways", "\x00"])
def test_a_move_is_up_or_down(direction):
    assert move(make_dimension(), direction).status_code == 400


def test_moving_what_was_deleted_meanwhile_says_so():
    two = make_three(make_dimension)[1]
    address = address_of(two)
    two.delete()
    response = as_editor().post(address, {"move": "up"})
    assert response.url == admin_path(Dimension)
    said = "Nothing was moved: someone has since deleted it."
    assert messages_of(response) == [said]


def test_more_dimensions_cost_no_more_queries(django_assert_num_queries):
    admin = as_editor()
    role = make_role("Data Engineer")
    for count in (2, 12):
        for number in range(Dimension.objects.count(), count):
            theme = make_theme(f"theme {number}")
            make_entry(role, make_dimension(f"Dimension {number}", theme=theme))
        with django_assert_num_queries(9):
            admin.get(admin_path(Dimension))


def test_more_families_cost_no_more_queries(django_assert_num_queries):
    admin = as_editor()
    for count in (2, 12):
        for number in range(Family.objects.count(), count):
            make_role(f"Role {number}", family=make_family(f"Family {number}"))
        with django_assert_num_queries(9):
            admin.get(admin_path(Family))


def test_what_is_ordered_links_to_what_visitors_read():
    dimension, family = make_dimension("Hours"), make_family("Data")
    admin = as_editor()
    pages = [document(admin.get(admin_path(thing))) for thing in (dimension, family)]
    shown = [links(page, ".viewsitelink") for page in pages]
    assert shown == [["/dimensions/hours/"], ["/roles/?family=data"]]
