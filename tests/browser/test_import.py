"""From a file to drafts, in a browser, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.site_processes import environment, run_manage

from .accessibility import DESKTOP_LIGHT, PHONE_DARK, violations

ROWS = """Role,Family,Dimension,Text
Designer {team},Team {team},Purpose,Says what the purpose really is.
Designer {team},Team {team},Tasks,"• Draw
• Write"
Analysts {team},Team {team},Purpose,Counts.
Painter {team},Team {team},Purpose,Paints.
"""
SAID_TWICE = "Designer {team},Team {team},Tasks,Draws.\n"


def send(matrix, tmp_path, rows=ROWS):
    """Send a file about the roles of a team; return the page of its plan."""
    page, file = matrix.page, tmp_path / "roles.csv"
    file.write_text(rows.format(team=f"{matrix.team:02}"))
    page.goto("/admin/import/")
    page.set_input_files("[name=sent_files]", file)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="Check before you import")).to_be_visible()
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_becomes_drafts(open_matrix, tmp_path, scripts):
    matrix = open_matrix(scripts=scripts)
    page = send(matrix, tmp_path, ROWS + SAID_TWICE)

    page.get_by_label("Draws.").check()
    page.get_by_label(f"It is “Analyst {matrix.team:02}”").check()
    page.get_by_label(f"Painter {matrix.team:02}").check()
    page.get_by_role("button", name="Update the plan").click()
    page.get_by_role("button", name="Save 4 texts as drafts").click()

    expect(page.locator(".messagelist")).to_contain_text("Saved 4 texts as drafts.")
    page.get_by_role("link", name="See them in the matrix").click()
    expect(page.locator(".matrix-summary")).to_contain_text("4 drafts")


@pytest.mark.parametrize("view", [PHONE_DARK, DESKTOP_LIGHT])
def test_the_pages_are_accessible_and_fit(open_matrix, tmp_path, view):
    matrix = open_matrix(**view)
    matrix.page.goto("/admin/import/")
    assert violations(matrix.page) == {}
    assert fits(matrix.page)

    page = send(matrix, tmp_path, ROWS + SAID_TWICE)

    expect(page.get_by_role("heading", name="1 problem")).to_be_visible()
    assert violations(page) == {}
    assert fits(page)


def test_a_pasted_table_is_kept_when_its_page_is_left(open_matrix, tmp_path):
    page, file = open_matrix().page, tmp_path / "roles.csv"
    file.write_text("Role")
    page.goto("/admin/import/")
    page.set_input_files("[name=sent_files]", file)
    page.fill("[name=pasted]", "Role\tDimension\tText")
    page.wait_for_timeout(300)  # longer than the pause before a backup
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    page.goto("/admin/import/")

    expect(page.locator("[name=pasted]")).to_have_value("Role\tDimension\tText")
    expect(page.locator("[name=sent_files]")).to_have_value("")


def test_the_page_of_a_long_import_goes_on_by_itself(
    open_matrix, site_folder, tmp_path
):
    page, file = open_matrix().page, tmp_path / "roles.csv"
    rows = [f"Role {number},Purpose,{'Says much. ' * 80}" for number in range(300)]
    file.write_text("\n".join(["Role,Dimension,Text", *rows]))
    page.goto("/admin/import/")
    page.set_input_files("[name=sent_files]", file)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("[data-count]")).to_have_text("It waits for its turn.")

    url = f"sqlite:///{site_folder / 'editors.sqlite3'}"
    variables = environment(site_folder, DATABASE_URL=url)
    run_manage("run_tasks", "--once", variables=variables)

    expect(page.get_by_role("heading", name="Check before you import")).to_be_visible()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")
