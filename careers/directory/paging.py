"""Pages of listed roles that start behind, or end before, a role."""


class KeyOrder:
    """The order of one column."""

    def __init__(self, rows, column):
        self.rows, self.column = rows, column

    def after(self, row, size):
        return self.from_key(getattr(row, self.column) if row else "", size)

    def from_key(self, key, size):
        rows = self.rows.filter(**{f"{self.column}__gt": key})
        return list(rows.order_by(self.column)[:size])

    def before(self, row, size):
        rows = self.rows.filter(**{f"{self.column}__lt": getattr(row, self.column)})
        return list(rows.order_by(f"-{self.column}")[:size])[::-1]

    def at(self, place):
        return self.rows.order_by(self.column)[place]


class FamilyOrder:
    """Family by family, both in the editors' order, of which ``counts`` are too."""

    def __init__(self, rows, counts):
        self.rows, self.counts = rows, counts

    def after(self, row, size):
        families = list(self.counts)
        if row is None or row.family not in self.counts:
            return self._first(families, size, "by_place")
        own = self.rows.filter(family=row.family, by_place__gt=row.by_place)
        rows = list(own.order_by("by_place")[:size])
        rest = families[families.index(row.family) + 1 :]
        return rows + self._first(rest, size - len(rows), "by_place")

    def before(self, row, size):
        families = list(self.counts)
        if row.family not in self.counts:
            return []
        own = self.rows.filter(family=row.family, by_place__lt=row.by_place)
        rows = list(own.order_by("-by_place")[:size])
        rest = families[: families.index(row.family)][::-1]
        return (rows + self._first(rest, size - len(rows), "-by_place"))[::-1]

    def at(self, place):
        for family, count in self.counts.items():
            if place < count:
                return self.rows.filter(family=family).order_by("by_place")[place]
            place -= count
        raise IndexError(place)

    def _first(self, families, size, order):
        """Return the first rows of these families: all of some, and a part of one."""
        whole = []
        for family in families:
            if size <= 0:
                break
            if self.counts[family] > size:
                part = self.rows.filter(family=family).order_by(order)[:size]
                return [*self._all(whole, order), *part]
            whole.append(family)
            size -= self.counts[family]
        return self._all(whole, order)

    def _all(self, families, order):
        if not families:
            return []
        rows = self.rows.filter(family__in=families).order_by(order)
        return sorted(rows, key=lambda row: families.index(row.family))


class ListOrder:
    """The order of a list, which is at hand."""

    def __init__(self, rows):
        self.rows = rows

    def after(self, row, size):
        start = self.rows.index(row) + 1 if row in self.rows else 0
        return self.rows[start : start + size]

    def before(self, row, size):
        end = self.rows.index(row) if row in self.rows else 0
        return self.rows[max(end - size, 0) : end]

    def at(self, place):
        return self.rows[place]
