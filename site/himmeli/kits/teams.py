"""Teams of the kit's people, in demo sites."""

from himmeli.teams.models import Membership, Team


def load_teams(loading) -> None:
    """Make what `[[teams]]` in kit.toml tells: words in the kit's first language, people by their keys."""
    for entry in loading.data.get("teams", ()):
        key = f"team:{entry['slug']}"
        if loading.was_made(key) or Team.objects.filter(slug=entry["slug"]).exists():
            continue
        people = [loading.users[person] for person in entry.get("members", ())]
        team = Team.objects.create(
            name=entry["name"],
            slug=entry["slug"],
            description=entry.get("description", ""),
            picture=loading.find(f"image:{entry.get('image')}"),
            visibility=entry.get("visibility", Team.Visibility.PUBLIC),
            joining=entry.get("joining", Team.Joining.APPLICATION),
            made_by=people[0] if people else None,
        )
        # The first one named leads it.
        for number, person in enumerate(people):
            Membership.objects.create(
                team=team, user=person, state=Membership.State.IN, is_leader=number == 0, is_shown=True
            )
        for person in entry.get("asking", ()):
            Membership.objects.create(team=team, user=loading.users[person], state=Membership.State.APPLIED)
        loading.remember(key, team)
