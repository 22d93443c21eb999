class AlreadyDecided(Exception):
    """Somebody else has decided about the application in the meantime."""
