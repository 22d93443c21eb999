class CannotSwitch(Exception):
    """A plugin can't be switched: it is quarantined, lacks its tables, requires what is off, or others need it."""

    def __init__(self, label, *, missing=(), dependants=(), reason=None, needs_migrate=False):
        super().__init__(label)
        self.label = label
        self.missing = list(missing)
        self.dependants = list(dependants)
        self.reason = reason
        self.needs_migrate = needs_migrate
