"""A comparison as data for programs."""

from datetime import date

from django.conf import settings

from careers.addresses import absolute
from careers.structured_data import role_as_data

from .arrangement import Arrangement, ShownRow
from .overlap.rows import Shared
from .picture import figure


def as_data(arrangement: Arrangement, today: date) -> dict:
    """Return what a comparison says; ``None`` for a cell that is not described.

    Roles are named by their slugs. How alike something is goes from 0 to 100.
    """
    comparison = arrangement.comparison
    summary, chosen = arrangement.summary, arrangement.chosen
    return {
        "title": comparison.title,
        "canonical": absolute(comparison.canonical_path),
        "site": settings.SITE_NAME,
        "address": absolute(arrangement.path()),
        "date": today.isoformat(),
        "roles": [role_as_data(role) for role in comparison.roles],
        "closest": [list(pair) for pair in summary.closest],
        "differ_most": [chosen[place].dimension.slug for place in summary.differ_most],
        "pairs": [
            {"roles": list(pair), "alike": figure(alike).percent}
            for pair, alike in summary.pairs.items()
        ],
        "rows": [_row(arrangement, shown) for shown in arrangement.shown],
    }


def _row(arrangement: Arrangement, shown: ShownRow) -> dict:
    row, overlap = shown.row, shown.row.overlap
    data = {
        "dimension": row.dimension.name,
        "slug": row.dimension.slug,
        "cells": [cell.text or None for cell in row.cells],
        "label": overlap.label,
        "alike": figure(overlap.similarity).percent,
        "shared": [_shared(each) for each in overlap.shared],
        "only": {
            cell.role.slug: [point.quote for point in overlap.alone(cell.role.slug)]
            for cell in row.cells
        },
    }
    if arrangement.baseline:
        data["against"] = {
            cell.role.slug: {
                "adds": [point.quote for point in against.adds],
                "lacks": [point.quote for point in against.lacks],
            }
            for cell in row.cells
            if (against := arrangement.against(row, cell))
        }
    return data


def _shared(shared: Shared) -> dict[str, str]:
    """Return a shared point in the words of each role that makes it."""
    return {said.by: said.point.quote for said in shared.said}
