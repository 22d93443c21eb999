"""Collects the words people see, and fails when one lacks its Finnish.

`python -m tests.translations --update` writes new words into the catalogues and compiles them. Without it nothing is
changed, and whatever keeps a word from showing in Finnish is named: it is missing, its placeholders differ, another
catalogue is asked first and says it otherwise, or the compiled file is old. docs/translating.md tells how to translate.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
CORE, THEMES = ROOT / "site" / "himmeli", ROOT / "themes"
LANGUAGES = ("fi", "sv")
COMPLETE = "fi"
SUFFIXES = {"django": (".py", ".html", ".txt"), "djangojs": (".js",)}
LEFT_OUT = {"vendor", "scaffold", "node_modules", "migrations", "locale", "locale_admin", "tests", "test"}
KEYWORDS = (
    "gettext gettext_lazy gettext_noop ngettext:1,2 ngettext_lazy:1,2 pgettext:1c,2 pgettext_lazy:1c,2 "
    "npgettext:1c,2,3 npgettext_lazy:1c,2,3 _"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdifr]|%[sd]|\{\w*\}|</?\w+")


def sources() -> list[Path]:
    return [CORE, *(path.parent for path in sorted((ROOT / "plugins").glob("*/plugin.py")))]


# Collecting ----------------------------------------------------------------------------------------------------------


def collect(folder: Path, domain: str = "django") -> polib.POFile:
    """Every translatable string of a folder, as a catalogue without translations."""
    from django.utils.translation import template

    with tempfile.TemporaryDirectory() as work:
        for base, path in _files(folder, SUFFIXES[domain]):
            target = Path(work) / base.name / path.relative_to(base)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            if path.suffix in {".html", ".txt"}:
                target = target.with_name(f"{target.name}.py")
                text = template.templatize(text, origin=str(path))
            target.write_text(text, encoding="utf-8")
        return _xgettext(Path(work), "JavaScript" if domain == "djangojs" else "Python")


def _files(folder, suffixes):
    for base in [folder, *([THEMES] if folder == CORE else [])]:
        for path in sorted(base.rglob("*")):
            if path.suffix in suffixes and not LEFT_OUT & set(path.relative_to(base).parts) and path.is_file():
                yield base, path


def _xgettext(work, language):
    names = sorted(str(path.relative_to(work)) for path in work.rglob("*") if path.is_file())
    out = work / "all.pot"
    if names:
        command = ["xgettext", "-L", language, "-o", str(out), "--from-code=UTF-8", "--no-wrap", "--sort-output"]
        command += ["--add-location=file", "--add-comments=Translators", *(f"-k{word}" for word in KEYWORDS.split())]
        subprocess.run([*command, "-f-"], cwd=work, check=True, input="\n".join(names), text=True)
    return polib.pofile(str(out)) if out.exists() else polib.POFile()


# Keeping the catalogues ----------------------------------------------------------------------------------------------


def catalogue(folder: Path, language: str, domain: str = "django") -> Path:
    locale = "locale_admin" if folder.name == "locale_admin" else "locale"
    return (folder.parent if locale == "locale_admin" else folder) / locale / language / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path) -> polib.POFile:
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def find(known: polib.POFile, word: polib.POEntry, *, put_aside: bool = False) -> polib.POEntry | None:
    return known.find(word.msgid, msgctxt=word.msgctxt or False, include_obsolete_entries=put_aside)


def new_catalogue(language: str) -> polib.POFile:
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return fresh


def save(fresh: polib.POFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    fresh.save_as_mofile(str(path.with_suffix(".mo")))


def update(path: Path, words: polib.POFile, language: str) -> None:
    """Write new words into a catalogue and compile it. Words no longer used are put aside, so that one that
    comes back finds its translation; `--forget` drops them."""
    known, fresh = read(path), new_catalogue(language)
    for word in words:
        fresh.append(_with_translation(word, find(known, word, put_aside=True)))
    for entry in [] if "--forget" in sys.argv else known:
        if find(fresh, entry, put_aside=True) is None and (entry.msgstr or any(entry.msgstr_plural.values())):
            fresh.append(_put_aside(entry))
    if len(fresh) or path.exists():
        save(fresh, path)


def _with_translation(word, entry):
    return polib.POEntry(
        msgid=word.msgid,
        msgctxt=word.msgctxt,
        msgid_plural=word.msgid_plural,
        msgstr=entry.msgstr if entry and not word.msgid_plural else "",
        msgstr_plural=(entry.msgstr_plural if entry and entry.msgid_plural else {0: "", 1: ""})
        if word.msgid_plural
        else {},
        comment=word.comment,
        tcomment=entry.tcomment if entry else "",
        occurrences=sorted(
            {
                (name.removesuffix(".py") if ".html" in name or ".txt" in name else name, "")
                for name, _ in word.occurrences
            }
        ),
        flags=[flag for flag in word.flags if flag != "fuzzy"],
    )


def _put_aside(entry):
    return polib.POEntry(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        msgid_plural=entry.msgid_plural,
        msgstr=entry.msgstr,
        msgstr_plural=entry.msgstr_plural,
        tcomment=entry.tcomment,
        obsolete=True,
    )


# Judging them --------------------------------------------------------------------------------------------------------


def missing(known: polib.POFile, words: polib.POFile) -> list[str]:
    entries = [(word, find(known, word)) for word in words]
    return [word.msgid for word, entry in entries if entry is None or not entry.translated() or entry.fuzzy]


def spoiled(known: polib.POFile) -> list[str]:
    """Translations that lost a placeholder or a tag, or brought one that the source does not have."""
    return [entry.msgid for entry in known.translated_entries() if not _is_whole(entry)]


def _is_whole(entry):
    # "This %(model_name)s" can't be inflected: Finnish may leave it out and say "this". "One page" may leave out its
    # number. Nothing may bring in what the source does not have.
    forms = [(entry.msgstr, entry.msgid)]
    if entry.msgid_plural:
        forms = [(entry.msgstr_plural[0], ""), (entry.msgstr_plural[1], entry.msgid_plural)]
    everything = _places(entry.msgid) | _places(entry.msgid_plural)
    return all(_places(source) - {"%(model_name)s"} <= _places(text) <= everything for text, source in forms)


def _places(text):
    return set(PLACEHOLDER.findall(text))


def is_compiled(path: Path) -> bool:
    """Whether the compiled file beside a catalogue says what the catalogue says."""
    compiled = path.with_suffix(".mo")
    if not path.exists():
        return True
    if not compiled.exists():
        return False
    meant = {_key(entry): _said(entry) for entry in read(path).translated_entries()}
    return meant == {_key(entry): _said(entry) for entry in polib.mofile(str(compiled))}


def _key(entry):
    return entry.msgctxt or "", entry.msgid


def _said(entry):
    return tuple(text for _, text in sorted(entry.msgstr_plural.items())) or entry.msgstr


def said_otherwise(folders: list[Path], language: str) -> list[str]:
    """Words without a context that two catalogues translate differently. One of them never shows: Django has one
    word list for the whole site, in which the core comes first, then Wagtail, then the plugins."""
    from . import translations_admin

    shown, clashes = translations_admin.said(language), []
    for folder in folders:
        for entry in read(catalogue(folder, language)).translated_entries():
            first = shown.setdefault(_key(entry), (folder.name, _said(entry)))
            if first[1] != _said(entry) and folder != CORE:
                clashes.append(f"{folder.name} says {entry.msgid!r} as {_said(entry)!r}, {first[0]} as {first[1]!r}")
    return clashes


# The command ---------------------------------------------------------------------------------------------------------


def check(folder: Path, language: str, words: dict[str, polib.POFile]) -> list[str]:
    """What is wrong with a folder's catalogues in one language."""
    wrong = []
    for domain, found in words.items():
        path = catalogue(folder, language, domain)
        known = read(path)
        if language == COMPLETE:
            wrong += [f"without Finnish: {word!r}" for word in missing(known, found)]
        wrong += [f"placeholders or tags differ ({language}): {word!r}" for word in spoiled(known)]
        wrong += [] if is_compiled(path) else [f"{path.relative_to(ROOT)}: the compiled .mo is old; run --update"]
    return wrong


def main():
    if not shutil.which("xgettext"):
        from .machine import install

        if not install("gettext"):
            print("!!! SKIPPED: no xgettext here (install gettext) !!!")
            return
    from django.conf import settings

    from . import translations_admin

    settings.configure(USE_I18N=True)
    collected = {folder: {domain: collect(folder, domain) for domain in SUFFIXES} for folder in sources()}
    collected[CORE / "locale_admin"] = {domain: translations_admin.lacking(domain) for domain in SUFFIXES}
    failed = False
    for folder, words in collected.items():
        languages = LANGUAGES if folder.name != "locale_admin" else (COMPLETE,)
        if "--update" in sys.argv:
            for language in languages:
                for domain, found in words.items():
                    update(catalogue(folder, language, domain), found, language)
        wrong = [line for language in languages for line in check(folder, language, words)]
        failed |= bool(wrong)
        print(f"{folder.relative_to(ROOT)}: {sum(map(len, words.values()))} strings, {len(wrong)} to mend")
        print("".join(f"    {line}\n" for line in wrong), end="")
    clashes = said_otherwise(sources(), COMPLETE)
    print("".join(f"    {line}\n" for line in clashes), end="")
    sys.exit(bool(failed or clashes) and "--update" not in sys.argv)


if __name__ == "__main__":
    main()
