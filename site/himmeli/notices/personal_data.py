from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .kinds import kinds
from .models import Notice, NoticeChoice, NoticeTimes
from .words import fill, values_for, words_of


def export_notices(user):
    return [
        {
            "about": _title(notice, user),
            "text": notice.quote,
            "address": notice.url,
            "told": notice.created_at.isoformat(),
            "read": notice.read_at.isoformat() if notice.read_at else "",
        }
        for notice in Notice.objects.filter(receiver=user)
    ]


def export_choices(user):
    rows = NoticeChoice.objects.filter(user=user)
    return [{"kind": row.kind, "in the site": row.in_site, "by e-mail": row.get_by_email_display()} for row in rows]


def export_times(user):
    return [
        {
            "quiet hours": f"{times.quiet_from:%H:%M}-{times.quiet_until:%H:%M}" if times.has_quiet_hours else "",
            "summaries at": f"{times.summary_at:%H:%M}",
        }
        for times in NoticeTimes.objects.filter(user=user)
    ]


def _eraser(model, field):
    def erase(user):
        return model.objects.filter(**{field: user}).delete()[0]

    return erase


def _title(notice, user):
    entry = kinds.find(notice.kind)
    if entry is None:
        return notice.kind
    values = values_for(notice.context, receiver=str(user), language=user.language)
    return fill(words_of(entry.value, user.language).subject, values)


RETENTION = _("Three months after they were read, a year at most.")
declare(
    Notice,
    purpose=_("To tell people what concerns them, in the site and by e-mail."),
    basis=_("Legitimate interest; everybody chooses what she is told, and how."),
    retention=RETENTION,
    export=export_notices,
    erase=_eraser(Notice, "receiver"),
)
declare(
    NoticeChoice,
    purpose=_("To tell people in the way they have chosen."),
    basis=_("Consent: everybody chooses for herself."),
    retention=_("As long as the sign-in."),
    export=export_choices,
    erase=_eraser(NoticeChoice, "user"),
)
declare(
    NoticeTimes,
    purpose=_("To send e-mails at the hours that people have chosen."),
    basis=_("Consent: everybody chooses for herself."),
    retention=_("As long as the sign-in."),
    export=export_times,
    erase=_eraser(NoticeTimes, "user"),
)
