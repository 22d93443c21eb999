class UnknownKind(LookupError):
    """No plugin has offered a kind of notice with this name."""
