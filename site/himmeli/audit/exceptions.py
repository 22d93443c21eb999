class UnknownAction(Exception):
    """Something was to be recorded under a name that nobody has offered."""
