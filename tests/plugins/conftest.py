"""Each plugin's tests run with only it, and what it requires, switched on."""

from pathlib import Path

import pytest

from himmeli.plugins.activation import plugins_switched, requirements_of


@pytest.fixture(autouse=True)
def _with_nothing_it_does_not_require(request):
    """Fail a test that leans on a plugin which its own does not require: it may be off on the next site."""
    parts = Path(request.node.fspath).relative_to(Path(__file__).parent).parts
    label, switched = parts[0], set()

    def note(labels, is_on, **kwargs):
        if is_on:
            switched.update(labels)

    plugins_switched.connect(note)
    yield
    plugins_switched.disconnect(note)
    assert switched <= {label, *requirements_of(label)}, f"tests of {label} may switch on only what it requires"
