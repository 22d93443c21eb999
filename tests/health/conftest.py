import pytest

from himmeli.health.checks import checks
from himmeli.health.findings import fine
from himmeli.health.times import forget_times


@pytest.fixture(autouse=True)
def _fresh_times():
    forget_times()
    yield
    forget_times()


@pytest.fixture
def tell():
    """What one of the core's checks says: `tell("disk")`, or with what was measured: `tell("mail", "")`."""

    def tell(name, *measured):
        return checks.find(name).value.tell(*measured)

    return tell


@pytest.fixture
def offered():
    """Offer checks of a test: `offered.append(name)` takes them out again."""
    names = []
    yield names
    for name in names:
        checks.remove(name)


@pytest.fixture
def well(monkeypatch):
    """A site on which everything is fine."""
    for entry in checks.entries():
        monkeypatch.setitem(checks._entries, entry.name, _fine(entry))
    checks._changed()
    yield
    checks._changed()


def _fine(entry):
    from dataclasses import replace

    return replace(entry, value=replace(entry.value, tell=lambda *measured: [fine("Fine")], measure=None))
