"""The public pages."""

from django.template.loader import render_to_string

from careers.models import Dimension, Role
from tests.addresses import ERRORS, FILES, PAGES
from tests.unmarked_strings.site import MATRIX, make_many


def public_pages(walk):
    visitor = walk.reader()
    for address in [*PAGES, *FILES, *ERRORS, "/llms.txt"]:
        visitor.open(address)


def searches_and_options(walk):
    visitor = walk.reader()
    pair, three = "role-01-vs-role-02", "role-01-vs-role-02-vs-role-03"
    for address in [
        "/roles/?q=ψψψ",
        "/roles/?q=ρόλος&family=engineering&sort=changed&role=role-02",
        "/roles/?family=ψ&sort=ψ",
        "/roles/role-11/",
        "/dimensions/authority/",
        "/dimensions/d-3/",
        "/compare/?q=ψψψ",
        "/compare/?go=compare",
        "/compare/?role=role-01&go=compare&q=ρόλος",
        f"/compare/?{'&'.join(f'role=r{number}' for number in range(60))}",
        f"/compare/{pair}/?show=similarities&mark=similarities",
        f"/compare/{pair}/?show=differences&baseline=role-01",
        f"/compare/{three}/?column=role-01&dimension=d-3",
        f"/compare/{three}/?show=ψ&mark=ψ&sort=ψ&baseline=r-1&dimension=r-1",
        f"/compare/{three}.md?baseline=role-02",
        f"/compare/{three}.csv?baseline=role-02",
        f"/compare/{three}.xlsx?show=differences",
        "/compare/r-1-vs-r-2/",
        "/compare/role-01@2020-13-13-vs-role-01/",
        "/compare/role-01@ψ-vs-role-01/",
    ]:
        visitor.open(address)
    visitor.open("/", headers={"host": "evil.example"})


def errors_without_a_request(walk):
    for status in ["400", "403", "403_csrf", "404", "500"]:
        walk.pages.append((f"{status}.html", render_to_string(f"{status}.html")))


def an_empty_site(walk):
    Role.objects.all().delete()
    Dimension.objects.all().delete()
    visitor = walk.reader()
    for address in ["/", "/roles/", "/compare/", "/dimensions/", "/llms.txt"]:
        visitor.open(address)
    boss = walk.reader("superuser")
    for address in ["", "matrix/", "deleted/", "careers/role/", "careers/dimension/"]:
        boss.open(f"/admin/{address}")


def a_site_with_many_roles(walk):
    make_many()
    visitor, boss = walk.reader(), walk.reader("superuser")
    compared = "-vs-".join(f"role-{number}" for number in range(10, 17))
    for address in ["/", "/roles/?page=2", "/dimensions/authority/", "/compare/"]:
        visitor.open(address)
    visitor.open(f"/compare/{compared}/")
    visitor.open(f"/compare/{compared}.md")
    boss.open("/admin/")
    boss.open(f"{MATRIX}?page=2")
    boss.open("/admin/careers/role/?q=ρόλος")
