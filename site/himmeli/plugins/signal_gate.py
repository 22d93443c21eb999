"""Receivers that plugins connect to signals of Django and Wagtail: not called while their plugin is off.

A receiver that raises is left out and noted, except for signals of its own plugin's models: there it is part of what
the plugin does, and the error ends it.
"""

from functools import wraps

from django.dispatch import Signal
from django.dispatch.dispatcher import _make_id

from .activation import is_active
from .faults import guarded
from .ownership import owner_of, owner_of_module

_connect = Signal.connect


def install():
    Signal.connect = connect


@wraps(_connect)
def connect(self, receiver, sender=None, weak=True, dispatch_uid=None):
    plugin = _owner_of_receiver(receiver)
    if plugin is None:
        return _connect(self, receiver, sender=sender, weak=weak, dispatch_uid=dispatch_uid)
    # Kept strongly, for nobody else holds the gate, and under the receiver's own id, so that it can be disconnected.
    return _connect(
        self, _gated(plugin, receiver), sender=sender, weak=False, dispatch_uid=dispatch_uid or _make_id(receiver)
    )


def _owner_of_receiver(receiver):
    """By where the code is written: a field of a plugin's model connects receivers that are Django's own."""
    function = getattr(receiver, "__func__", receiver)
    module = getattr(function, "__module__", None) or type(receiver).__module__
    return owner_of_module(module) if isinstance(module, str) else None


def _gated(plugin, receiver):
    @wraps(receiver, updated=())
    def gate(signal=None, sender=None, **named):
        if not is_active(plugin):
            return None
        if owner_of(sender) == plugin:
            return receiver(signal=signal, sender=sender, **named)
        with guarded(plugin, f"receiver {getattr(receiver, '__qualname__', type(receiver).__qualname__)}"):
            return receiver(signal=signal, sender=sender, **named)
        return None

    return gate
