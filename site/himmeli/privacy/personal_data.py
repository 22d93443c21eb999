from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import DataCopy, ErasureRequest


def export_copies(user):
    copies = DataCopy.objects.filter(user=user)
    return [{"asked": copy.asked_at.isoformat(), "expires": copy.expires_at.isoformat()} for copy in copies]


def erase_copies(user):
    return DataCopy.objects.filter(user=user).delete()[0]


def delete_expired_copies():
    return DataCopy.objects.expired().delete()[0]


def export_requests(user):
    requests = ErasureRequest.objects.filter(user=user)
    return [{"asked": each.asked_at.isoformat(), "erased on": each.due_at.isoformat()} for each in requests]


def erase_requests(user):
    return ErasureRequest.objects.filter(user=user).delete()[0]


LABEL = _("Copies of data, and requests to be erased")
BASIS = _("Law: everybody has the right to her data, and to have it erased.")
declare(
    DataCopy,
    label=LABEL,
    purpose=_("To give you a copy of your data, or to erase it, when you ask for it."),
    basis=BASIS,
    retention=_("A copy for a week, a request until it is carried out."),
    export=export_copies,
    erase=erase_copies,
    retain=delete_expired_copies,
)
declare(
    ErasureRequest,
    label=LABEL,
    purpose=_("To give you a copy of your data, or to erase it, when you ask for it."),
    basis=BASIS,
    retention=_("A copy for a week, a request until it is carried out."),
    export=export_requests,
    erase=erase_requests,
)
