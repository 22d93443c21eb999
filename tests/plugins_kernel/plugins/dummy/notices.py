from himmeli.notices.kinds import NoticeKind, offer_notice_kind

offer_notice_kind(
    NoticeKind(
        name="dummy.note",
        label="A note",
        help="When there is one.",
        group="Dummy",
        subject="A note",
        opening="There is a note.",
        why="You like notes.",
        action="Read it",
    )
)
