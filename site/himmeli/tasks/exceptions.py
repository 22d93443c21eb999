class WorkerLost(Exception):
    """The process that did a task ended in the middle of it: it was killed, or its machine stopped."""


class NotDead(Exception):
    """There is no dead letter of that number: it was tried again or thrown away meanwhile."""
