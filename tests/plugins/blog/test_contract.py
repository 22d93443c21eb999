"""The promises that every plugin makes, kept by the blog."""

from himmeli.testing import PluginContract


class TestContract(PluginContract):
    plugin = "blog"
    languages = ("fi", "sv")
