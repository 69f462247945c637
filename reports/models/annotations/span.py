"""What all ranges of characters have in common."""

from django.db import models


class Span(models.Model):
    """A range of characters of a report's text."""

    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta:
        abstract = True
        ordering = ["start"]
