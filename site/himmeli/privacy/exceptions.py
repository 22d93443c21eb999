class LastAdministrator(Exception):
    """Nobody could look after the site any more: she makes somebody else an administrator first."""
