"""The public addresses of the site that ``make_site`` makes, by kind."""

from .backdated_changes import backdate_everything
from .factories import make_dimension, make_family, make_roles, make_theme

EVERY_OPTION = (
    "?show=differences&mark=differences&sort=distinct&dimension=authority"
    "&column=role-01&column=role-02&baseline=role-01"
)
EARLIER = "?baseline=role-01%402020-01-31&column=role-01&column=role-01%402020-01-31"

PAGES = [
    "/",
    "/roles/",
    "/roles/?q=role&sort=family&role=role-02",
    "/roles/role-01/",
    "/compare/",
    "/compare/?role=role-01",
    "/compare/role-01-vs-role-02/",
    "/compare/role-03-vs-role-01-vs-role-02/",
    f"/compare/role-03-vs-role-01-vs-role-02/{EVERY_OPTION}",
    "/compare/role-01@2020-01-31-vs-role-01/",
    f"/compare/role-01@2020-01-31-vs-role-02@2020-01-31-vs-role-01/{EARLIER}",
    "/compare/role-03-vs-role-01-vs-role-02/brief/",
    f"/compare/role-01-vs-role-02/brief/{EVERY_OPTION}",
    "/compare/role-01@2020-01-31-vs-role-01/brief/",
    "/how-it-is-counted/",
    "/dimensions/",
    "/dimensions/primary-role/",
    "/privacy/",
]

FILES = [
    "/compare/role-01-vs-role-02.csv",
    "/compare/role-01-vs-role-02.xlsx",
    "/compare/role-01-vs-role-02.md",
    "/compare/role-01-vs-role-02.json",
    f"/compare/role-01-vs-role-02.md{EVERY_OPTION}",
    "/compare/role-01@2020-01-31-vs-role-01.csv",
    "/compare/role-01@2020-01-31-vs-role-01.xlsx",
    "/compare/role-01@2020-01-31-vs-role-01.md",
    "/compare/role-01@2020-01-31-vs-role-01.json",
    "/roles/role-01.json",
    "/roles/role-01.md",
    "/roles.json",
    "/roles/names.json?q=role",
]

FOR_MACHINES = [
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-roles.xml",
    "/sitemap-dimensions.xml",
    "/sitemap-comparisons.xml",
    "/robots.txt",
    "/llms.txt",
    "/.well-known/security.txt",
]

ERRORS = {
    "/nowhere/": 404,
    "/roles/unknown/": 404,
    "/roles/unknown.json": 404,
    "/dimensions/nothing/": 404,
    "/compare/role-01-vs-unknown/": 404,
    "/compare/role-01-vs-role-02.pdf": 404,
    "/compare/role-01@2019-12-31-vs-role-01/": 404,
    "/compare/role-01@2019-12-31-vs-role-02.csv": 404,
    "/compare/role-01@2020-02-31-vs-role-01/": 404,
    "/compare/role-01@9999-12-31-vs-role-01/": 404,
    "/compare/unknown@2020-01-31-vs-role-01/": 404,
    f"/compare/{'-vs-'.join(f'r{number}' for number in range(51))}/": 400,
}

CONTENT = [*PAGES, *FILES, *FOR_MACHINES]

HEALTH = ["/health/live", "/health/ready"]


def make_site():
    """Make the content of the addresses: three roles with texts on two dimensions.

    They have been public since the first day of 2020.
    """
    theme = make_theme("responsibilities")
    dimensions = [
        make_dimension("Primary Role", position=1, theme=theme, is_summary=True),
        make_dimension("Authority", position=2, question="What may it decide?"),
    ]
    make_roles(3, dimensions=dimensions, family=make_family())
    backdate_everything()
