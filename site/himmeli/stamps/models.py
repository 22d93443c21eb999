from django.db import models


class Stamp(models.Model):
    """A counter that every process compares with what it has in memory: plugins, theme, content."""

    name = models.CharField(max_length=40, primary_key=True)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return f"{self.name} {self.version}"
