"""What can go wrong, in words that can be shown as they are."""


class BackupError(Exception):
    """The backup was not made, or not brought back."""


class BadArchive(BackupError):
    """The file is no archive of ours, or is not whole, or is newer than this Himmeli. Nothing was changed."""


class SiteNotEmpty(BackupError):
    """There is a site already, and nobody said that it may be replaced. Nothing was changed."""


class RestoreFailed(BackupError):
    """Everything was put back as it was before."""


class UpgradeFailed(BackupError):
    """The upgrade did not go through; the message says how the site is now."""
