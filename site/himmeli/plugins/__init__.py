"""The plugin kernel. What a plugin may import from here is its contract; the rest of the package is ours."""

from .manifest import Plugin

__all__ = ["Plugin"]
