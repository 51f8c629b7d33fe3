"""The shortest page with the texts of a comparison: three queries and a table."""

from django.http import HttpResponse
from django.template import engines

from careers.models import Dimension, Role, RoleDimensionEntry

PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>{{ title }}</title>
  </head>
  <body>
    <h1>{{ title }}</h1>
    <table>
      <tr>
        <th>Dimension</th>
        {% for role in roles %}<th>{{ role.name }}</th>{% endfor %}
      </tr>
      {% for dimension, texts in rows %}
        <tr>
          <th>{{ dimension.name }}</th>
          {% for text in texts %}<td>{{ text }}</td>{% endfor %}
        </tr>
      {% endfor %}
    </table>
  </body>
</html>
"""


TEMPLATE = engines["django"].from_string(PAGE)


def plain_page(request, address):
    slugs = address.split("-vs-")
    roles = sorted(
        Role.objects.published().filter(slug__in=slugs),
        key=lambda role: slugs.index(role.slug),
    )
    entries = RoleDimensionEntry.objects.published().filter(role__in=roles)
    texts = {(entry.role_id, entry.dimension_id): entry.text for entry in entries}
    rows = [
        (dimension, [texts.get((role.pk, dimension.pk), "") for role in roles])
        for dimension in Dimension.objects.published()
    ]
    title = " vs ".join(role.name for role in roles)
    page = TEMPLATE
    context = {"title": title, "roles": roles, "rows": rows}
    return HttpResponse(page.render(context, request))
