"""Plugins that were left out, and what of them has failed."""

from datetime import timedelta

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken, fine
from himmeli.plugins.costs import write_costs
from himmeli.plugins.models import PluginCost, PluginFault
from himmeli.plugins.ownership import plan
from himmeli.plugins.presentation import title_of

FAULTS_OF = timedelta(days=7)
DEAR = 100


def tell_about_plugins():
    more = {"url": reverse("himmeli_plugins:index"), "link": _("Plugins")}
    findings = []
    for label, reason in plan().quarantined.items():
        if not reason.line:
            # Left out by hand, in the environment.
            continue
        text = _("The plugin %(plugin)s does not work and was left out: %(reason)s")
        advice = _("The site runs without it. Show the error to its author, or remove the plugin.")
        findings.append(broken(text % {"plugin": title_of(label), "reason": reason.line}, advice, **more))
    faults = PluginFault.objects.filter(last_at__gt=timezone.now() - FAULTS_OF).order_by()
    for row in faults.values("plugin").annotate(number=Sum("count")).order_by("-number", "plugin"):
        text = ngettext(
            "%(plugin)s has failed %(number)s time in the last seven days. What failed was left out of the pages.",
            "%(plugin)s has failed %(number)s times in the last seven days. What failed was left out of the pages.",
            row["number"],
        )
        advice = _("The Plugins page shows the errors. Clear them there when they are mended.")
        findings.append(attention(text % {"plugin": title_of(row["plugin"]), "number": row["number"]}, advice, **more))
    return findings or [fine(_("Every plugin works."))]


def tell_about_costs():
    write_costs()
    added = {cost.plugin: cost.added for cost in PluginCost.objects.all() if cost.added}
    words = _("%(plugin)s: %(time)s ms and %(queries)s questions to the database a view")
    lines = {
        plugin: words % {"plugin": title_of(plugin), "time": round(milliseconds), "queries": queries}
        for plugin, (milliseconds, queries) in sorted(added.items(), key=lambda item: -item[1][0])
    }
    dear = [plugin for plugin in lines if added[plugin][0] > DEAR]
    if dear:
        text = _("These plugins make pages slow.")
        advice = _("Tell their authors. If a plugin is little used, switch it off.")
        return [attention(text, advice, details=tuple(lines[plugin] for plugin in dear))]
    return [fine(_("No plugin makes pages slow."), details=tuple(lines.values())[:5])]


offer_check("plugins", gettext_lazy("Plugins"), tell_about_plugins, order=15)
offer_check("costs", gettext_lazy("What plugins cost"), tell_about_costs, order=70)
