"""The lists and facets of the directory, made again when a role has changed."""

import zlib
from collections import defaultdict
from datetime import UTC, datetime

from careers.models import (
    PUBLIC_STATUSES,
    FacetValue,
    ListedRole,
    Role,
    RoleDimensionEntry,
)
from careers.text import by_size, fold

BITS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]
CHUNK = 16  # bits of a key that are a place in a chunk
LONGEST_NAME = 200  # folded characters that count for the order of names
EPOCH = datetime.fromtimestamp(0, UTC)
LATEST = 10**17 - 1  # microseconds since then: the year 5138

DESCRIBED, DIMENSION = FacetValue.Facet.DESCRIBED, FacetValue.Facet.DIMENSION
FAMILY, INITIAL = FacetValue.Facet.FAMILY, FacetValue.Facet.INITIAL


def list_roles(keys):
    """List these roles as they are now, or no more."""
    ListedRole.objects.filter(role__in=keys).delete()
    roles = list(Role.objects.published().filter(pk__in=keys).order_by("pk"))
    texts = defaultdict(list)
    entries = RoleDimensionEntry.objects.filter(
        role__in=roles, dimension__status__in=PUBLIC_STATUSES
    )
    for key, dimension, updated_at in entries.values_list(
        "role", "dimension", "updated_at"
    ):
        texts[key].append((dimension, updated_at))
    listed = [_listed(role, [time for _, time in texts[role.pk]]) for role in roles]
    ListedRole.objects.bulk_create(listed)
    values = [
        (value, role.pk)
        for role in listed
        for value in [
            (FAMILY, str(role.family)),
            (INITIAL, role.initial),
            (DESCRIBED, str(role.described)),
            *((DIMENSION, str(dimension)) for dimension, _ in texts[role.pk]),
        ]
    ]
    _keep(keys, values)


def _listed(role, times):
    name = fold(role.name)[:LONGEST_NAME]
    by_name = f"{by_size(name)[:LONGEST_NAME]}\n{role.slug}"
    changed = max(times, default=EPOCH) - EPOCH
    microseconds = max(changed // changed.resolution, 0)
    return ListedRole(
        role=role,
        family=role.family_id or 0,
        initial=name[:1],
        described=len(times),
        by_name=by_name,
        # The latest first.
        by_place=f"{role.position:07}{by_name}",
        by_change=f"{LATEST - microseconds:017}{by_name}",
    )


def _keep(keys, values):
    """Take the roles ``keys`` out of all sets, and add them to those of ``values``."""
    taken, added = defaultdict(int), defaultdict(int)
    for key in keys:
        taken[key >> CHUNK] |= _bit(key)
    for value, key in values:
        added[*value, key >> CHUNK] |= _bit(key)
    stored = {
        (row.facet, row.value, row.chunk): row
        for row in FacetValue.objects.filter(chunk__in=taken)
    }
    made, changed, empty = [], [], []
    for place in sorted({*stored, *added}):
        facet, value, chunk = place
        row = stored.get(place) or FacetValue(facet=facet, value=value, chunk=chunk)
        before = unpacked(row.bits) if row.bits else 0
        bits = before & ~taken[chunk] | added[place]
        if bits == before:
            continue
        row.bits, row.count = _packed(bits), bits.bit_count()
        if not bits:
            empty.append(row.pk)
        elif place in stored:
            changed.append(row)
        else:
            made.append(row)
    FacetValue.objects.filter(pk__in=empty).delete()
    FacetValue.objects.bulk_create(made)
    FacetValue.objects.bulk_create(
        changed,
        update_conflicts=True,
        update_fields=["bits", "count"],
        unique_fields=["facet", "value", "chunk"],
    )


def unpacked(bits):
    return int.from_bytes(zlib.decompress(bits), "little")


def places_in(bits):
    """Return the places of the ones in a number."""
    size = (bits.bit_length() + 7) // 8
    return [
        start + bit
        for start, byte in zip(
            range(0, size * 8, 8), bits.to_bytes(size, "little"), strict=True
        )
        if byte
        for bit in BITS[byte]
    ]


def _packed(bits):
    size = (bits.bit_length() + 7) // 8
    return zlib.compress(bits.to_bytes(size, "little"), level=1)


def _bit(key):
    return 1 << (key & (1 << CHUNK) - 1)
