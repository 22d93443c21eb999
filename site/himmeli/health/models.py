from django.db import models


class Measurement(models.Model):
    """What a slow check measured last, by the clock: the Health page reads it and waits for nothing."""

    check_name = models.CharField(max_length=100, primary_key=True)
    value = models.JSONField()
    measured_at = models.DateTimeField()

    shown_to_visitors = False

    class Meta:
        ordering = ["check_name"]

    def __str__(self):
        return self.check_name


class PageTime(models.Model):
    """How long the page views of one address took in one day, of those that were measured."""

    place = models.CharField(max_length=250)
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)
    microseconds = models.PositiveBigIntegerField(default=0)
    slowest = models.PositiveBigIntegerField(default=0)

    shown_to_visitors = False

    class Meta:
        ordering = ["-day", "place"]
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="health_pagetime_unique_day")]

    def __str__(self):
        return f"{self.place} {self.day}"
