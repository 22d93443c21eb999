class NotAllowed(Exception):
    """The rules of the team, or of the site, say no."""


class LastLeader(Exception):
    """A team needs somebody who leads it."""
