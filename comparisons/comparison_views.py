"""A comparison as a page and as files."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .exports import FORMATS, Brief, canonical_url
from .presentation import (
    ComparisonPresenter,
    Controls,
    Highlights,
    MoreRoles,
    Overview,
    pair_tables,
)
from .resolver import CRUMBS, compared


@require_safe
@compared
def comparison(request, comparison, content):
    presenter = ComparisonPresenter(comparison, request.GET)
    context = {
        "comparison": comparison,
        "presenter": presenter,
        "overview": Overview(presenter),
        "highlights": Highlights(presenter),
        "brief_path": comparison.selection.brief_path(presenter.options.pairs()),
        "pair_tables": pair_tables(presenter),
        "controls": Controls(presenter),
        "more_roles": MoreRoles(presenter, content),
        "files": tuple(
            (kind.label, presenter.path(file), kind.is_attachment)
            for file, kind in FORMATS.items()
        ),
        "today": content.today,
        "crumbs": CRUMBS,
    }
    return render(request, "comparisons/comparison.html", context)


@require_safe
@compared
def brief(request, comparison, content):
    presenter = ComparisonPresenter(comparison, request.GET)
    context = {
        "comparison": comparison,
        "presenter": presenter,
        "brief": Brief(presenter),
        "today": content.today,
        "crumbs": (*CRUMBS, (_("Comparison"), presenter.path())),
    }
    return render(request, "comparisons/brief.html", context)


@require_safe
def file(request, address, file):
    if file not in FORMATS:
        context = {
            "file": file,
            "formats": [format_.label for format_ in FORMATS.values()],
            "crumbs": CRUMBS,
        }
        return render(request, "comparisons/no_such_file.html", context, status=404)
    return download(request, address, file=file)


@compared
def download(request, comparison, content, file):
    format_, presenter = FORMATS[file], ComparisonPresenter(comparison, request.GET)
    name = comparison.selection.address
    if len(name) > 100:
        name = f"comparison-of-{len(comparison.roles)}-roles"
    response = HttpResponse(
        format_.render(presenter, content.today),
        content_type=format_.content_type,
    )
    response["Content-Disposition"] = content_disposition_header(
        format_.is_attachment, f"{name}.{file}"
    )
    response["Link"] = f'<{canonical_url(presenter)}>; rel="canonical"'
    response["X-Robots-Tag"] = "noindex"
    return response
