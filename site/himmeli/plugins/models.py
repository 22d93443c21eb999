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
    """What a plugin's pieces (slots, blocks, views, receivers) took in the page views that were measured."""

    plugin = models.CharField(max_length=100, primary_key=True)
    views = models.PositiveBigIntegerField(default=0)
    microseconds = models.PositiveBigIntegerField(default=0)
    queries = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["plugin"]

    def __str__(self):
        return self.plugin

    @property
    def milliseconds_per_view(self):
        return self.microseconds / self.views / 1000 if self.views else 0

    @property
    def queries_per_view(self):
        return self.queries / self.views if self.views else 0


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
