"""The buttons of the review and of the publish page say what they act on."""

from playwright.sync_api import expect


def submit_name_and_text(open_matrix):
    """Submit a role's new name and one of its texts; return both pages and its slug."""
    anna = open_matrix("anna")
    anna.write("A designer says something new.")
    anna.saved()
    slug = f"designer-{anna.team:02}"
    anna.page.goto(f"/admin/texts/{slug}/purpose/")
    anna.page.get_by_role("button", name="Save and submit").click()
    anna.page.goto(f"/admin/careers/role/?q={slug.replace('-', '+')}")
    name = f"Designer {anna.team:02}"  # a search for 16 also finds 160
    anna.page.get_by_role("link", name=name, exact=True).click()
    anna.page.get_by_label("Name:", exact=True).fill(f"Drafter {anna.team:02}")
    anna.page.get_by_role("button", name="Save and continue").click()
    anna.page.get_by_role("button", name="Submit for review").click()
    expect(anna.page.get_by_text("Submitted for review.")).to_be_visible()
    return open_matrix("ben").page, slug


def test_names_are_counted_as_changes(open_matrix):
    page, slug = submit_name_and_text(open_matrix)
    page.goto(f"/admin/review/?role={slug}")
    page.locator(".of-role [name=version]").check()
    expect(page.locator("[value=approve]")).to_have_text("Approve 1 text")
    page.locator(".of-details [name=version]").check()
    expect(page.locator("[data-selection-count]")).to_have_text("Selected: 2 changes.")
    page.locator("[value=approve]").click()
    expect(page.locator(".messagelist")).to_contain_text("2 changes approved.")
    page.goto(f"/admin/publish/?role={slug}")
    selected = page.locator("[data-selection-count]")
    page.get_by_role("link", name="Select all on this page").click()
    expect(selected).to_have_text("0 texts.")
    page.get_by_role("link", name="Select all on this page").click()
    expect(selected).to_have_text("2 changes.")
    expect(page.locator("[data-publishes]")).to_have_text("Publish 2 changes now")
    page.get_by_label("Reason").fill("Yearly review")
    page.locator("[data-publishes]").click()
    expect(
        page.get_by_text("1 text and 1 other change are public now.")
    ).to_be_visible()
