def storable(text: str) -> str:
    """Without what databases and logs refuse: PostgreSQL has no zero bytes, UTF-8 no half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")
