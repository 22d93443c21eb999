from himmeli.notices.kinds import NoticeKind, offer_notice_kind

from .boom import boom

offer_notice_kind(
    NoticeKind(
        name="broken.note",
        label="A note",
        help="When there is one.",
        group="Broken",
        subject="A note",
        opening="There is a note.",
        why="You like notes.",
        action="Read it",
        meant_for=boom,
    )
)
