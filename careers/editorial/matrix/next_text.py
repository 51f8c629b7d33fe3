"""The next text of a state, sought when someone asks for it."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from careers.editorial.responses import editors_only
from careers.editorial.workflow import find_pair, states, with_cell_in
from careers.models import Dimension, Role

from .filters import (
    ROLES_A_PAGE,
    filters_of,
    in_address_order,
    matching_dimensions,
    matching_roles,
    matrix_path,
    text_path,
    with_state,
)
from .forms import SoughtForm
from .matrix import NONE_IN_STATE


@require_safe
@editors_only
def next_text(request):
    """Lead to the next cell of a state, role by role, as a new role is filled.

    On from the first role after the last, or backwards, and to the same cell in the
    end.
    """
    filters, form = filters_of(request.GET), SoughtForm(request.GET)
    if not form.is_valid():
        return redirect(matrix_path(filters))
    if path := path_of_next(filters, **form.cleaned_data):
        return redirect(path)
    messages.info(request, NONE_IN_STATE[form.cleaned_data["seek"]])
    return redirect(matrix_path(filters))


def path_of_next(filters, *, seek, start, first, back):
    """Return the address of the next cell of the state ``seek``, or None.

    ``first`` counts the cell to start from too.
    """
    dimensions = matching_dimensions(filters, Dimension.objects.not_archived())
    role, dimension = find_pair(*start.partition("/")[::2])
    having = with_cell_in(seek, matching_roles(filters), dimensions).order_by()
    having = set(having.values_list("pk", flat=True))
    listed = keys_of_roles(filters)
    order = Order(listed, dimensions, back=back)
    for key, others in order.rest(role, dimension, having, first=first):
        cell_states = states([key], others)
        for other in others:
            if cell_states[key, other.pk] == seek:
                page = listed.index(key) // ROLES_A_PAGE + 1
                return text_path(Role.objects.get(pk=key), other, filters, page=page)
    return None


def keys_of_roles(filters):
    """Return the keys of the roles that the filters leave, in their order.

    They are small, even all of them.
    """
    roles = in_address_order(with_state(matching_roles(filters), filters), filters)
    if isinstance(roles, list):
        return [role.pk for role in roles]
    return list(roles.values_list("pk", flat=True))


@dataclass(frozen=True)
class Order:
    """The order in which cells are read; ``back`` from the last one."""

    roles: list[int]
    dimensions: list[Dimension]
    back: bool

    def rest(self, role, dimension, having, *, first):
        """Yield each role of ``having`` with its dimensions, from a cell on.

        The role of the cell comes twice: at the end with the dimensions before.
        """
        step = -1 if self.back else 1
        keys, dimensions = self.roles[::step], self.dimensions[::step]
        if not role or role.pk not in keys:
            yield from ((key, dimensions) for key in keys if key in having)
            return
        place = keys.index(role.pk)
        split = dimensions.index(dimension) if dimension in dimensions else 0
        split += not first
        yield role.pk, dimensions[split:]
        for key in [*keys[place + 1 :], *keys[:place]]:
            if key in having:
                yield key, dimensions
        yield role.pk, dimensions[:split]
