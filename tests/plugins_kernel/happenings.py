"""What the dummy plugin and its broken twin listen to and answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SomethingHappened:
    number: int


class Greeting:
    """A contract: who greets?"""

    @staticmethod
    def fallback():
        return Silence()


class Silence:
    def greet(self):
        return ""


# Filled by receivers, jobs and the like, so that a test can see that they were called.
heard: list = []
