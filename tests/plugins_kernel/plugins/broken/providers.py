from himmeli.plugins.providers import provide
from tests.plugins_kernel.happenings import Greeting


@provide(Greeting, label="Greets")
class Greeter:
    def greet(self):
        return "hello from broken"
