"""What plugins test themselves with: ours, and those of others.

from himmeli.testing import PluginContract

class TestContract(PluginContract):
    plugin = "events"
"""

from .contract import PluginContract
from .queries import assert_queries_do_not_grow
from .routes import addresses_of

__all__ = ["PluginContract", "addresses_of", "assert_queries_do_not_grow"]
