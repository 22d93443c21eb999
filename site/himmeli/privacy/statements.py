"""What the privacy page says, written from what the core and the active plugins have declared."""

from dataclasses import dataclass, field

from django.utils.text import capfirst

from himmeli.plugins.personal_data import personal_data


@dataclass
class Statement:
    """What is kept under one title. Things of one title that are kept for the same reasons are told once."""

    title: str
    purposes: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    retentions: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)


def statements() -> list[Statement]:
    """In the language in use, the core's first; of plugins that are on."""
    found: dict[tuple, Statement] = {}
    for entry in sorted(personal_data.active(), key=lambda entry: (entry.plugin is not None, entry.plugin or "")):
        value = entry.value
        title = capfirst(str(value.label or value.model._meta.verbose_name_plural))
        statement = found.setdefault((entry.plugin, title), Statement(title))
        for told, words in (
            (statement.purposes, value.purpose),
            (statement.bases, value.basis),
            (statement.retentions, value.retention),
            (statement.stays, value.stays),
        ):
            if words and str(words) not in told:
                told.append(str(words))
    return list(found.values())


def what_stays() -> list[str]:
    """What remains although somebody has her account erased, of plugins that are off too."""
    stays = (str(entry.value.stays) for entry in personal_data.entries() if entry.value.stays)
    return list(dict.fromkeys(stays))
