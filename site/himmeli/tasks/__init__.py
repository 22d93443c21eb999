"""Work that is done after the page has answered. What a plugin needs is `task`: see docs/reference/tasks.md."""

from .declaring import task

__all__ = ["task"]
