"""What the blog does by the clock."""

from himmeli.plugins.jobs import job

from .services import delete_old_refused


@job(every="day")
def clean_up_comments() -> None:
    """Delete what was rejected or marked as spam a month ago."""
    delete_old_refused()
