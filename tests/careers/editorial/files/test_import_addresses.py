"""Old addresses come from saved pages, and from tables of their own."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from careers.models import OldAddress
from tests.factories import limit_to, make_person, make_role
from tests.html import document, text_of, texts
from tests.matrix_pages import log_in

pytestmark = pytest.mark.django_db

OLD_PAGE = b"""<!doctype html><head>
<link rel="canonical" href="https://old.example/jobs/analyst-vs-chef.html"></head>
<body><table><tr><th>Dimension<th>Analyst<th>Chef
<tr><th>Purpose<td>Counts all.<td>Cooks.</table>"""
LEFT_OUT = "“/jobs/1” was left out: your account may not add old addresses."


@pytest.fixture(autouse=True)
def chef(analyst, data):
    return make_role("Chef", family=data)


@pytest.fixture
def run(tmp_path):
    """Return a function that imports a file, and returns what the command said."""

    def run(content, *options):
        file = tmp_path / "addresses"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        output = io.StringIO()
        try:
            options = options or ("--publish", "--why", "Moved")
            call_command("import_roles", file, *options, stdout=output, stderr=output)
        except CommandError as error:
            output.write(str(error))
        return output.getvalue()

    return run


def send(editor, content):
    sent = SimpleUploadedFile("addresses", content.encode())
    return editor.post("/admin/import/", {"sent_files": [sent]})


def listed():
    return dict(OldAddress.objects.values_list("address", "leads_to"))


def test_a_saved_page_has_its_old_address(run, client):
    run(OLD_PAGE)

    response = client.get("/jobs/analyst-vs-chef.html")
    assert (response.status_code, response.url) == (301, "/compare/analyst-vs-chef/")
    [record] = OldAddress.history.all()
    assert record.address == "/jobs/analyst-vs-chef.html"


@pytest.mark.parametrize(
    ("rows", "leads_to"),
    [
        ("Old address,Leads to\n/jobs/1,/roles/chef/", "/roles/chef/"),
        ("Roles;Old address\nChef, Analyst;/jobs/1", "/compare/chef-vs-analyst/"),
        ("Old address\tRoles\n/jobs/1/\tchef vs Analyst", "/compare/chef-vs-analyst/"),
        ("Old address,Roles\nhttps://old.example/jobs/1,Chef", "/roles/chef/"),
    ],
)
def test_a_table_lists_old_addresses(run, rows, leads_to):
    assert f"New old address: /jobs/1 → {leads_to}" in run(rows)
    assert listed() == {"/jobs/1": leads_to}

    assert "New old address" not in run(rows)
    assert len(listed()) == 1


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("/jobs/1,/roles/,", "“/jobs/1”: This leads to “/roles/chef/” already."),
        ("jobs,/roles/,", "“jobs”: Enter an address below the site’s name."),
        ("/jobs/2,//evil.example,", "from “/” on."),
        ("/jobs/2,,Chef vs Cook", "“/jobs/2”: The site has no role “Cook”"),
        ("/jobs/2,,", "“/jobs/2”: This field cannot be blank."),
    ],
)
def test_a_problem_with_one_address_leaves_all_out(run, row, problem):
    OldAddress.objects.create(address="/jobs/1", leads_to="/roles/chef/")

    said = run(f"Old address,Leads to,Roles\n/jobs/3,/roles/,\n{row}")

    assert "addresses, row 3: " in said
    assert problem in said
    assert listed() == {"/jobs/1": "/roles/chef/"}


@pytest.mark.parametrize(
    "address", ["/roles/chef", "/compare/chef-vs-analyst/", "/admin"]
)
def test_what_the_site_answers_itself_is_left_out(run, address):
    said = run(f"Old address,Leads to\n{address},/roles/\n/roles/cook/,/roles/")

    assert "is an address of this site, so it was left out." in said
    assert listed() == {"/roles/cook": "/roles/"}


@pytest.mark.parametrize(
    ("roles", "leads_to"),
    [
        ("Analyst, Chef", "/compare/analyst-vs-chef/"),
        ("Chef, Analyst", "/compare/chef-vs-analyst/"),
    ],
)
def test_an_old_comparison_is_listed_if_it_leads_elsewhere(
    run, client, roles, leads_to
):
    said = run(f'Old address,Roles\n/roles/analyst-vs-chef/,"{roles}"')

    is_needless = "is an address of this site, so it was left out." in said
    assert is_needless == (leads_to == "/compare/analyst-vs-chef/") == (not listed())
    assert client.get("/roles/analyst-vs-chef/").url == leads_to


def test_editors_see_old_addresses_before_they_save(client):
    editor = log_in(group="Administrator")
    path = send(editor, OLD_PAGE.decode()).url

    page = document(editor.get(path))
    assert "1 new old address" in texts(page, ".import-counts li")
    [line] = texts(page, "[aria-labelledby=addresses] li")
    assert line == "/jobs/analyst-vs-chef.html → /compare/analyst-vs-chef/"
    assert not listed()

    editor.post(path, {"act": "save"})
    assert listed() == {"/jobs/analyst-vs-chef.html": "/compare/analyst-vs-chef/"}


@pytest.mark.parametrize(
    ("group", "is_limited"), [("Editor", False), ("Administrator", True)]
)
def test_who_may_not_list_old_addresses_is_told(run, data, group, is_limited):
    anna = make_person("anna", group)
    if is_limited:
        limit_to(anna, data)

    said = run("Old address,Leads to\n/jobs/1,/roles/", "--by", "anna")

    assert LEFT_OUT in said
    assert not listed()


def test_who_may_no_longer_list_old_addresses_saves_nothing(data):
    editor = log_in(group="Administrator")
    path = send(editor, "Old address,Leads to\n/jobs/1,/roles/\n").url
    limit_to(User.objects.get(username="anna"), data)

    response = editor.post(path, {"act": "save"})

    assert response.status_code == 409
    assert text_of(document(response), ".errornote") == (
        "Your account may not add old addresses."
    )
    assert not listed()


def test_the_plan_of_old_addresses_alone_says_what_it_does():
    editor = log_in(group="Administrator")
    path = send(editor, "Old address,Leads to\n/jobs/1,/roles/\n").url

    page = document(editor.get(path))
    assert "There are none" not in text_of(page, "main")
    assert text_of(page, "[aria-labelledby=texts] p") == (
        "No text changes. What is new is listed above."
    )
    assert text_of(page, "[value=save]") == "Add what is new"
    saved = document(editor.post(path, {"act": "save"}, follow=True))
    assert text_of(saved, ".messagelist li") == ("1 old address leads to its page now.")
