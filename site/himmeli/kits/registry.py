"""What plugins add to a kit: functions `(loading: Loading) -> None`, called when their plugin is switched on by it."""

from himmeli.plugins.registry import Registry

kit_parts: Registry = Registry("kit parts")
