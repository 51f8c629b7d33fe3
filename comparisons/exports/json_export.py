"""A comparison as data for programs."""

from datetime import date

from django.conf import settings

from careers.json_data import role_data
from careers.text.overlap import Frame, Kind, Shared
from comparisons.presentation import ComparisonPresenter, DisplayRow

from .table import canonical_url, url


def comparison_data(presenter: ComparisonPresenter, today: date) -> dict:
    comparison = presenter.comparison
    summary, chosen = presenter.summary, presenter.chosen
    return {
        "title": comparison.title,
        "canonical": canonical_url(presenter),
        "site": settings.SITE_NAME,
        "address": url(presenter),
        "date": today.isoformat(),
        "roles": [role_data(role) for role in comparison.roles],
        "closest": list(summary.closest() or ()),
        "differ_most": [chosen[place].dimension.slug for place in summary.differ_most],
        "pairs": [
            {"roles": list(pair), **counts._asdict()}
            for pair, counts in summary.counts.items()
        ],
        "rows": [_row(presenter, row) for row in presenter.display_rows],
    }


def _row(presenter: ComparisonPresenter, display_row: DisplayRow) -> dict:
    row, overlap = display_row.row, display_row.row.overlap
    data: dict[str, object] = {
        "dimension": row.dimension.name,
        "slug": row.dimension.slug,
        "cells": [cell.text or None for cell in row.cells],
        "label": display_row.label or None,
        "is_counted": overlap.is_counted,
        "shared": [_shared(shared) for shared in overlap.shared],
        "frames": [_frame(frame) for frame in overlap.frames],
        "only": {
            cell.role.slug: [quote.quote for quote in overlap.alone(cell.role.slug)]
            for cell in row.cells
        },
    }
    if presenter.baseline:
        data["against"] = {
            cell.role.slug: {
                "adds": [point.quote for point in difference.adds],
                "lacks": [point.quote for point in difference.lacks],
            }
            for cell in row.cells
            if (difference := presenter.difference(row, cell))
        }
    return data


def _shared(shared: Shared) -> dict[str, str]:
    quotes = {key: quote.quote for key, quote in shared.quotes.items()}
    return quotes if shared.kind is Kind.SAME else quotes | {"kind": shared.kind}


def _frame(frame: Frame) -> dict[str, str]:
    quotes = {key: quote.quote for key, quote in frame.quotes.items()}
    return {"opener": frame.opener} | quotes if frame.opener else quotes
