"""Pages of roles, family by family: no page counts or reads the roles before it."""

from .models import Family


class FamilyPage:
    """Up to ``size`` of ``roles`` behind or before a role, in the editors' order.

    ``next`` and ``previous`` are the addresses of the pages around it, or "". A slug of
    no role stands for the first page.
    """

    def __init__(self, roles, size, query):
        self.all_roles = roles
        families = Family.everything.having(roles).order_by("position", "name")
        self.families = [*families, None]
        after, before = self._role(query.get("after")), self._role(query.get("before"))
        if before and not after:
            self.roles = self._rows(before, size + 1, backwards=True)[::-1]
            is_full = len(self.roles) > size
            # A page that is not full would be another first page.
            self.is_first = not is_full
            self.roles = self.roles[-size:] if is_full else self._rows(None, size)
            has_more = True
        else:
            rows = self._rows(after, size + 1)
            self.is_first, self.roles, has_more = not after, rows[:size], rows[size:]
        self.next = f"?after={self.roles[-1].slug}" if has_more else ""
        self.previous = ""
        if not self.is_first and self.roles:
            self.previous = f"?before={self.roles[0].slug}"

    def __iter__(self):
        return iter(self.roles)

    def _role(self, slug):
        return next(iter(self.all_roles.in_order([slug] if slug else [])), None)

    def _rows(self, start, size, *, backwards=False):
        """Return the roles from ``start`` on: a query for each family, until full."""
        families = self.families[::-1] if backwards else self.families
        rows = []
        for family in families[families.index(start.family) if start else 0 :]:
            roles = self.all_roles.filter(family=family)
            if start and family == start.family:
                way = "lt" if backwards else "gt"
                roles = roles.filter(**{f"place__{way}": start.place})
            order = "-place" if backwards else "place"
            rows += roles.order_by(order)[: size - len(rows)]
            if len(rows) == size:
                break
        return rows
