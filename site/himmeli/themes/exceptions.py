class ThemeError(Exception):
    """A theme that can't be used, with the reason in words for its author."""


class CircularParents(ThemeError):
    """A theme that is, over its parents, its own parent."""
