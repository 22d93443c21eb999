"""Whether what is installed is what this version was made with. Asks nobody on the network."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken, fine

PINS = Path(settings.ROOT) / "requirements.txt"
PIN = re.compile(r"^([\w.\-]+)(?:\[[^\]]*\])?==([\w.]+)", re.MULTILINE)
SHOWN = 8


def tell_about_packages():
    try:
        pins = PIN.findall(PINS.read_text(encoding="utf-8"))
    except OSError:
        return [attention(_("requirements.txt is not there: nobody can tell whether the packages are the right ones."))]
    missing, other = [], []
    for name, pinned in pins:
        try:
            installed = version(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        if installed != pinned:
            other.append(f"{name} {installed} → {pinned}")
    advice = _("Run on the server: pip install -r requirements.txt, then start the site anew.")
    findings = []
    if missing:
        text = ngettext("%(number)s package is not installed.", "%(number)s packages are not installed.", len(missing))
        findings.append(broken(text % {"number": len(missing)}, advice, details=tuple(missing[:SHOWN])))
    if other:
        text = ngettext(
            "%(number)s package is of another version than this site was tested with.",
            "%(number)s packages are of other versions than this site was tested with.",
            len(other),
        )
        findings.append(attention(text % {"number": len(other)}, advice, details=tuple(other[:SHOWN])))
    return findings or [fine(_("The packages are those that this version was tested with."))]


offer_check("packages", gettext_lazy("Packages"), tell_about_packages, order=100)
