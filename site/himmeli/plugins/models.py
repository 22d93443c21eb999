from statistics import median

from django.db import models
from django.utils.translation import gettext_lazy as _


class PluginState(models.Model):
    """Whether a plugin is switched on. A plugin without a row is off."""

    label = models.CharField(max_length=100, primary_key=True)
    is_active = models.BooleanField(default=False)
    switched_at = models.DateTimeField(null=True, blank=True)
    seen_version = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["label"]
        verbose_name = _("plugin")
        verbose_name_plural = _("plugins")

    def __str__(self):
        return self.label


class PluginFault(models.Model):
    """A piece of a plugin that raised while the site ran: left out of the page, and counted here."""

    plugin = models.CharField(max_length=100)
    piece = models.CharField(max_length=200)
    message = models.CharField(max_length=500)
    traceback = models.TextField(blank=True)
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField(auto_now_add=True)
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plugin", "piece", "message"], name="plugins_fault_unique_message")
        ]

    def __str__(self):
        return f"{self.plugin}: {self.piece}: {self.message}"


class PluginCost(models.Model):
    """What a plugin's pieces (slots, blocks, views, receivers) took in the page views that were measured.

    `samples` are the newest of them: [microseconds, queries, 1 where the plugin's own page or view answered].
    """

    plugin = models.CharField(max_length=100, primary_key=True)
    views = models.PositiveBigIntegerField(default=0)
    samples = models.JSONField(default=list)

    class Meta:
        ordering = ["plugin"]

    def __str__(self):
        return self.plugin

    @property
    def added(self) -> tuple[float, int] | None:
        """Milliseconds and queries, as the median has them, that it adds to a page of others."""
        return self._median(0)

    @property
    def own(self) -> tuple[float, int] | None:
        """Milliseconds and queries, as the median has them, in which it makes a page of its own."""
        return self._median(1)

    def _median(self, is_own):
        views = [sample for sample in self.samples if sample[2] == is_own]
        if not views:
            return None
        return median(view[0] for view in views) / 1000, round(median(view[1] for view in views))


class JobRun(models.Model):
    """One run of a scheduled job: the unique period keeps two processes from running it twice."""

    job = models.CharField(max_length=200)
    period = models.CharField(max_length=40)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="plugins_jobrun_unique_period")]

    def __str__(self):
        return f"{self.job} {self.period}"
