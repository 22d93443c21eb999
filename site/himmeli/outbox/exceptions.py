class CannotSendAgain(Exception):
    """The text of the e-mail is no longer kept, or it is on its way already."""
