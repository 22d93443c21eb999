"""Lists of people to invite, as they come out of a spreadsheet or somebody's e-mail: read, and each bad line named."""

import csv
import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from io import StringIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override

from himmeli.accounts.roles import roles, roles_given_by

from .services import known_addresses

MOST_LINES = 5000
MOST_BYTES = 1_000_000
DELIMITERS = "\t;,"
COLUMNS = {
    "email": {"email", "e-mail", "mail", "sähköposti", "sähköpostiosoite", "e-post", "epost", "e-postadress"},
    "name": {"name", "nimi", "namn", "full name", "koko nimi"},
    "first": {"first name", "etunimi", "förnamn", "firstname"},
    "last": {"last name", "sukunimi", "efternamn", "lastname", "surname"},
    "role": {"role", "rooli", "roll"},
    "language": {"language", "kieli", "språk"},
}
WITHOUT_HEADINGS = ("name", "role", "language")


@dataclass(frozen=True)
class Person:
    email: str
    name: str = ""
    language: str = ""
    role_names: tuple[str, ...] = ()

    @property
    def role_labels(self) -> str:
        found = (roles.find(name) for name in self.role_names)
        return ", ".join(str(entry.value.label) for entry in found if entry)


@dataclass(frozen=True)
class BadLine:
    number: int
    text: str
    reason: str


@dataclass
class Reading:
    """What a list holds: whom to invite, and each line that can't be used, with the reason."""

    people: list[Person] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)

    def refuse(self, number, text, reason):
        self.bad.append(BadLine(number, text[:120], reason))


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 as some spreadsheets save, or else Windows' own."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_list(text: str, *, actor) -> Reading:
    """Read a list and try it against who is there already. Invites nobody."""
    reading = Reading()
    entries = list(_entries(text.lstrip("\ufeff"), reading))
    known = known_addresses([email for _number, _text, email, _values in entries])
    role_words, seen = _RoleWords(actor), {}
    for number, line, email, values in entries:
        address = email.lower()
        reason = _wrong_address(email)
        role, role_reason = role_words.read(values.get("role", ""))
        language, language_reason = _language(values.get("language", ""))
        if not reason and address in seen:
            reason = _("The same address is on line %(number)s.") % {"number": seen[address]}
        if not reason and address in known.members:
            reason = _("Is a member already.")
        if not reason and address in known.invited:
            reason = _("Is invited already.")
        reason = reason or role_reason or language_reason
        if reason:
            reading.refuse(number, line, reason)
            continue
        seen[address] = number
        reading.people.append(Person(address, values.get("name", "")[:120], language, role))
    return reading


def _entries(text, reading):
    """(line, as written, address, values by column) of each person named."""
    delimiter = _delimiter(text)
    columns = None
    rows = csv.reader(StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    number = 0
    try:
        for cells in rows:
            number = rows.line_num
            cells = [cell.strip() for cell in cells]
            line = " ".join(cell for cell in cells if cell)
            if not line or line.lower().startswith("sep="):
                continue
            if columns is None:
                columns = _headings(cells)
                if columns:
                    continue
            if number > MOST_LINES + 1:
                text = _("Only %(number)s lines are read at once. Bring the rest in another list.")
                reading.refuse(number, line, text % {"number": MOST_LINES})
                return
            yield from _people_of(number, line, cells, columns)
    except csv.Error:
        reading.refuse(number + 1, "", _("The list can't be read from here on. Save it as CSV once more."))


def _people_of(number, line, cells, columns):
    if columns:
        values = {name: cells[at] for name, at in columns.items() if at < len(cells)}
        if "name" not in values:
            values["name"] = f"{values.get('first', '')} {values.get('last', '')}".strip()
        yield number, line, _address(values.get("email", "")), values
        return
    with_address = [at for at, cell in enumerate(cells) if "@" in cell]
    if len(with_address) > 1:
        for at in with_address:
            name, address = parseaddr(cells[at])
            yield number, cells[at], address or cells[at], {"name": name}
        return
    at = with_address[0] if with_address else 0
    name, address = parseaddr(cells[at])
    others = cells[:at] + cells[at + 1 :]
    values = dict(zip(WITHOUT_HEADINGS, others, strict=False))
    values["name"] = values.get("name") or name
    yield number, line, address if "@" in address else cells[at], values


def _headings(cells):
    """{column: place} if this line names the columns, or nothing."""
    if any("@" in cell for cell in cells):
        return {}
    found = {}
    for at, cell in enumerate(cells):
        for name, words in COLUMNS.items():
            if cell.casefold().rstrip(":") in words:
                found.setdefault(name, at)
    return found if "email" in found else {}


def _delimiter(text):
    """What stands between the columns: whichever is in most of the first lines."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:50] if line.strip()]
    counts = {mark: sum(mark in line for line in lines) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: counts[mark]) if any(counts.values()) else ","


def _address(cell):
    return parseaddr(cell)[1] if "<" in cell else cell


def _wrong_address(email):
    if not email:
        return _("There is no e-mail address.")
    if "@" not in email:
        return _("The e-mail address lacks its @.")
    try:
        validate_email(email)
    except ValidationError:
        return _("This is not an e-mail address.")
    return _("The e-mail address is too long.") if len(email) > 254 else ""


def _language(word):
    word = word.casefold()
    if not word:
        return "", ""
    for code, name in settings.LANGUAGES:
        names = {code}
        for language, _name in settings.LANGUAGES:
            with override(language):
                names.add(str(name).casefold())
        if word in names:
            return code, ""
    return "", _("The site has no such language: %(word)s.") % {"word": word}


class _RoleWords:
    """The names of roles in every language of the site."""

    def __init__(self, actor):
        self.allowed = {role.name for role in roles_given_by(actor)}
        self.names = {}
        for entry in roles.active():
            self.names[entry.name.casefold()] = entry.name
            for language, _name in settings.LANGUAGES:
                with override(language):
                    self.names[str(entry.value.label).casefold()] = entry.name

    def read(self, cell):
        """((names,), "") or ((), what is wrong)."""
        found = []
        for word in re.split(r"[,;/+]", cell):
            word = word.strip()
            if not word:
                continue
            name = self.names.get(word.casefold())
            if name is None:
                return (), _("There is no such role: %(word)s.") % {"word": word}
            if name not in self.allowed:
                return (), _("You can't give this role: %(word)s.") % {"word": word}
            found.append(name)
        return tuple(dict.fromkeys(found)), ""
