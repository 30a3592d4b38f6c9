"""Codes of the news room: the life of an article, what a review is asked and what it says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.workflow import Workflow


class ArticleStatus(models.TextChoices):
    """Whether its hour has come, or is over, is not stored: it follows from `published_at` and `expires_at`."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Published, corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn from readers")


ARTICLE_FLOW = Workflow(
    "news_article",
    (
        ("submit", ArticleStatus.DRAFT, ArticleStatus.IN_REVIEW),
        ("take_back", ArticleStatus.IN_REVIEW, ArticleStatus.DRAFT),
        ("return", ArticleStatus.IN_REVIEW, ArticleStatus.DRAFT),
        ("approve", ArticleStatus.IN_REVIEW, ArticleStatus.PUBLISHED),
        # Only before its hour: nobody has read it yet.
        ("unschedule", ArticleStatus.PUBLISHED, ArticleStatus.DRAFT),
        ("correct", ArticleStatus.PUBLISHED, ArticleStatus.CORRECTED),
        ("correct", ArticleStatus.CORRECTED, ArticleStatus.CORRECTED),
        ("withdraw", ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN),
        ("withdraw", ArticleStatus.CORRECTED, ArticleStatus.WITHDRAWN),
        ("give_up", ArticleStatus.DRAFT, ArticleStatus.WITHDRAWN),
    ),
)


class Asked(models.TextChoices):
    """What a review decides on."""

    PUBLISH = "publish", _("Publication")
    CORRECT = "correct", _("Correction")


class Verdict(models.TextChoices):
    """How a review ended."""

    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")
    TAKEN_BACK = "taken_back", _("Taken back by the editors")


class ScheduleStatus(models.TextChoices):
    """Whether readers get a week of a body's schedule."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


SCHEDULE_FLOW = Workflow(
    "news_schedule",
    (
        ("publish", ScheduleStatus.DRAFT, ScheduleStatus.PUBLISHED),
        # What changed since is told to readers as changed.
        ("publish", ScheduleStatus.PUBLISHED, ScheduleStatus.PUBLISHED),
        ("take_back", ScheduleStatus.PUBLISHED, ScheduleStatus.DRAFT),
    ),
)


class Half(models.TextChoices):
    """How a Vietnamese office lays out a day."""

    DAY = "day", _("All day")
    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


class Change(models.TextChoices):
    """What readers are told of an entry that is not as it was first published."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    CANCELLED = "cancelled", _("Cancelled")
