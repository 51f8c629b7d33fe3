"""What has been read of files, as JSON, so that it can be planned again."""

import json
from collections.abc import Iterable
from dataclasses import astuple

from .records import FoundAddress, FoundText, Place, Problem, Reading, RoleLabel


def to_json(readings: Iterable[Reading]) -> str:
    return json.dumps([_values(reading) for reading in readings])


def from_json(text: str) -> list[Reading]:
    return [_reading(values) for values in json.loads(text)]


def _values(reading: Reading) -> dict:
    labels = {label: number for number, label in enumerate(reading.roles)}
    for item in (*reading, *reading.problems):
        if item.role:
            labels.setdefault(item.role, len(labels))
    return {
        "shapes": [[*_at(place), shape] for place, shape in reading.shapes.items()],
        "labels": [[label.name, label.family, label.slug] for label in labels],
        "roles": [_at(place) for place in reading.roles.values()],
        "texts": [
            [labels[text.role], text.dimension, text.text, *_at(text.place)]
            for text in reading
        ],
        "addresses": [
            [*astuple(a)[:3], a.is_of_page, *_at(a.place)] for a in reading.addresses
        ],
        "problems": [
            [p.role and labels[p.role], p.dimension, p.message, *_at(p.place)]
            for p in reading.problems
        ],
        "notes": [[*_at(p.place), p.message] for p in reading.notes],
    }


def _at(place: Place) -> list[str | int]:
    return [place.file, place.sheet, place.row, place.column]


def _reading(values: dict) -> Reading:
    labels = [RoleLabel(*label) for label in values["labels"]]
    # Those without a place are in texts and problems alone.
    places = (Place(*place) for place in values["roles"])
    return Reading(
        shapes={Place(*at): shape for *at, shape in values["shapes"]},
        roles=dict(zip(labels, places, strict=False)),
        texts=[
            FoundText(labels[label], dimension, text, Place(*at))
            for label, dimension, text, *at in values["texts"]
        ],
        addresses=[
            FoundAddress(
                old, new, tuple(RoleLabel(*r) for r in roles), Place(*at), is_of_page
            )
            for old, new, roles, is_of_page, *at in values["addresses"]
        ],
        problems=[
            Problem(
                Place(*at), words, None if label is None else labels[label], dimension
            )
            for label, dimension, words, *at in values["problems"]
        ],
        notes=[Problem(Place(*at), words) for *at, words in values["notes"]],
    )
