"""Texts that two people change at once, or that a closed window leaves behind."""

from playwright.sync_api import expect

LIVE = "Designer says what the Purpose is."
ANNAS = "Designer says clearly what the Purpose is."
BENS = "Designer says what the Purpose is. Twice."
BOTH = "Designer says clearly what the Purpose is. Twice."


def collide(open_matrix):
    """Let ben save a text that anna has changed without knowing; return both pages."""
    anna, ben = open_matrix("anna"), open_matrix("ben")
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    anna.write(ANNAS)
    expect(anna.state).to_contain_text("Not saved. ben changed this text.")
    return anna, ben


def cut_off(matrix):
    """Leave this window alone without a network, for good.

    A window that closes tries to save once more, and a route set from outside may miss
    that.
    """
    matrix.page.evaluate("() => { fetch = () => Promise.reject(new TypeError()) }")


def leave_unsaved(matrix, words):
    """Close a window on a text that never reached the site; return its browser."""
    cut_off(matrix)
    matrix.write(words)
    expect(matrix.state).to_contain_text("no connection")
    matrix.page.close()
    return matrix.page.context


def back(matrix, context):
    """Open the matrix again in the same browser."""
    return type(matrix)(context.new_page(), matrix.team).open()
