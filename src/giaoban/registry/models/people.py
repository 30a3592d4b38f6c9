"""Posts, officials and who held what, when, by which document."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models.fields import a_day_or_more, id_field, sort_key_field
from giaoban.registry.models.units import Unit


class Post(models.Model):
    """A seat in a body, whoever sits in it: "Chair of the provincial Front committee"."""

    id = id_field()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField(default=100, help_text=_("Order of protocol, the lowest first"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="post_once_a_unit")]
        verbose_name = _("Post")

    def __str__(self) -> str:
        return self.title


class Official(models.Model):
    """A person as a holder of posts; nothing more is kept of them here."""

    id = id_field()
    full_name = models.CharField(max_length=120)
    name_sort = sort_key_field()

    class Meta:
        indexes = [models.Index(fields=["name_sort"])]
        verbose_name = _("Official")

    def __str__(self) -> str:
        return self.full_name


@pghistory.track()
class Appointment(models.Model):
    """An official holds a post from a day to another (half-open); one may hold several posts, a post may have several holders."""

    id = id_field()
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    valid = DateRangeField()
    document = models.CharField(max_length=120, blank=True, help_text=_("The decision of appointment"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="appointment_once_at_a_time",
                expressions=[
                    ("official", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This official holds this post already at that time."),
            ),
            a_day_or_more("appointment"),
        ]
        verbose_name = _("Appointment")
