"""Background tasks of plugins: put off while their plugin is off, and named when they fail.

A task may have been written long before a worker comes to it: what it sends or does is of a plugin that may be off by
then. It is not lost: it is asked again later, until its plugin is on.
"""

import logging
from datetime import timedelta
from functools import wraps

from django.utils import timezone
from django_tasks.base import Task

from .activation import is_active
from .faults import note_fault
from .ownership import owner_of_module

logger = logging.getLogger("himmeli.plugins")

ASKED_AGAIN_AFTER = timedelta(hours=1)

_call = Task.call


def install():
    Task.call = call


@wraps(_call)
def call(self, *args, **kwargs):
    plugin = owner_of_module(self.func.__module__)
    if plugin is None:
        return _call(self, *args, **kwargs)
    if not is_active(plugin):
        return _put_off(self, plugin, args[1:] if self.takes_context else args, kwargs)
    try:
        return _call(self, *args, **kwargs)
    except (Exception, SystemExit) as error:
        note_fault(plugin, f"background task {self.module_path}", error)
        raise


def _put_off(task, plugin, args, kwargs):
    if task.get_backend().supports_defer:
        task.using(run_after=timezone.now() + ASKED_AGAIN_AFTER).enqueue(*args, **kwargs)
    else:
        logger.warning("plugin %s is off: its task %s was not run", plugin, task.module_path)
