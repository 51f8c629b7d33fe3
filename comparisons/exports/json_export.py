"""A comparison as data for programs."""

from datetime import date

from django.conf import settings

from careers.json_data import role_data
from comparisons.presentation import ComparisonPresenter, DisplayRow, figure

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
        "closest": [list(pair) for pair in summary.closest],
        "differ_most": [chosen[place].dimension.slug for place in summary.differ_most],
        "pairs": [
            {"roles": list(pair), "alike": figure(similarity).percent}
            for pair, similarity in summary.pairs.items()
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
        "alike": figure(overlap.similarity).percent,
        "shared": [
            {version.key: version.point.quote for version in shared.versions}
            for shared in overlap.shared
        ],
        "only": {
            cell.role.slug: [point.quote for point in overlap.alone(cell.role.slug)]
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
