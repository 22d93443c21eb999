class AlreadySetUp(Exception):
    """The site has an administrator: nothing is set up twice."""


class WrongCode(Exception):
    """That is not the code that the server printed last, or it has been used."""


class TooManyTries(Exception):
    """Wrong codes came from this address more often than a person mistypes."""


class BeingMade(Exception):
    """Somebody has pressed the last button: the site is being made now."""


class ClaimLost(Exception):
    """Somebody else has begun with a newer code, or this browser never gave one."""
