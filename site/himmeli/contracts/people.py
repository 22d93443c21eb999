"""What happens among people, for those who want to hear of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MemberJoined:
    """Somebody has become a member: was let in, came in by herself, or accepted an invitation."""

    user_id: int
