"""Collects the words people see, and fails when one lacks its Finnish.

`python -m tests.translations --update` writes new words into the catalogues; without it nothing is changed, and a
word missing from the Finnish catalogue, or not translated in it, is named.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fi", "sv")
SOURCES = {ROOT / "site" / "himmeli": ("*.py", "*.html", "*.txt", "*.js")}
SOURCES |= {path.parent: ("*.py", "*.html", "*.txt", "*.js") for path in sorted((ROOT / "plugins").glob("*/plugin.py"))}
LEFT_OUT = {"vendor", "scaffold", "node_modules", "migrations", "locale"}
THEMES = ROOT / "themes"


def collect(folder: Path) -> polib.POFile:
    """Every translatable string of a folder, as a catalogue without translations."""
    from django.utils.translation import template

    with tempfile.TemporaryDirectory() as work:
        for path in _files(folder):
            target = Path(work) / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            if path.suffix in {".html", ".txt"}:
                target = target.with_name(f"{target.name}.py")
                text = template.templatize(text, origin=str(path))
            target.write_text(text, encoding="utf-8")
        return _xgettext(Path(work))


def _files(folder):
    folders = [folder, *([THEMES] if folder.name == "himmeli" else [])]
    for base in folders:
        for pattern in ("*.py", "*.html", "*.txt", "*.js"):
            for path in sorted(base.rglob(pattern)):
                if not LEFT_OUT & set(path.relative_to(base).parts) and path.is_file():
                    yield path


def _xgettext(work):
    out = work / "all.pot"
    for language, pattern in (("Python", "*.py"), ("JavaScript", "*.js")):
        names = [str(path.relative_to(work)) for path in sorted(work.rglob(pattern))]
        if names:
            keywords = "gettext gettext_lazy ngettext:1,2 ngettext_lazy:1,2 pgettext:1c,2 pgettext_lazy:1c,2 npgettext:1c,2,3 _"
            command = ["xgettext", "-L", language, "-o", str(out), "--from-code=UTF-8", "--no-wrap", "--sort-output"]
            command += [f"-k{keyword}" for keyword in keywords.split()] + (["-j"] if out.exists() else [])
            subprocess.run(command + names, cwd=work, check=True)
    return polib.pofile(str(out)) if out.exists() else polib.POFile()


def catalogue(folder: Path, language: str) -> Path:
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def update(folder: Path, words: polib.POFile) -> None:
    """Write new words into a folder's catalogues, drop those no longer used, compile."""
    for language in LANGUAGES:
        path = catalogue(folder, language)
        known = polib.pofile(str(path)) if path.exists() else polib.POFile()
        fresh = polib.POFile(wrapwidth=110)
        fresh.metadata = {
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Language": language,
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
        for word in words:
            entry = known.find(word.msgid, msgctxt=word.msgctxt or False)
            fresh.append(
                polib.POEntry(
                    msgid=word.msgid,
                    msgctxt=word.msgctxt,
                    msgid_plural=word.msgid_plural,
                    msgstr=entry.msgstr if entry else "",
                    msgstr_plural=(entry.msgstr_plural if entry and word.msgid_plural else {0: "", 1: ""})
                    if word.msgid_plural
                    else {},
                    flags=[flag for flag in word.flags if flag != "fuzzy"],
                )
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(path))
        fresh.save_as_mofile(str(path.with_suffix(".mo")))


def missing(folder: Path, words: polib.POFile, language: str) -> list[str]:
    path = catalogue(folder, language)
    known = polib.pofile(str(path)) if path.exists() else polib.POFile()
    lacking = []
    for word in words:
        entry = known.find(word.msgid, msgctxt=word.msgctxt or False)
        if entry is None or not entry.translated() or "fuzzy" in entry.flags:
            lacking.append(word.msgid)
    return lacking


def main():
    if not shutil.which("xgettext"):
        from .machine import install

        if not install("gettext"):
            print("!!! SKIPPED: no xgettext here (install gettext) !!!")
            return
    from django.conf import settings

    settings.configure(USE_I18N=True)
    failed = False
    for folder in SOURCES:
        words = collect(folder)
        if "--update" in sys.argv:
            update(folder, words)
        lacking = missing(folder, words, "fi")
        failed |= bool(lacking)
        print(f"{folder.relative_to(ROOT)}: {len(words)} strings, {len(lacking)} without Finnish")
        for word in lacking[:40]:
            print(f"    {word!r}")
    sys.exit(failed and "--update" not in sys.argv)


if __name__ == "__main__":
    main()
