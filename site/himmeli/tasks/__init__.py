"""Work that is done after the page has answered: see docs/reference/tasks.md."""

from .declaring import task
from .once import enqueue_once

__all__ = ["enqueue_once", "task"]
