from .cell_checks import CheckContext, checks_of
from .text_checks import Check, errors

__all__ = ["Check", "CheckContext", "checks_of", "errors"]
