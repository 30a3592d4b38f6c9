"""What stands around every public page: who answers for it, and what everybody must know now."""

import datetime as dt

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.portal.enums import NoticeLevel
from giaoban.registry.actor import Actor
from giaoban.registry.models import User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission

LONGEST_LINE, LONGEST_NOTICE, LONGEST_ADDRESS = 200, 400, 500


class Imprint(models.Model):
    """The footer as it was set once; the one with the highest number stands on every public page."""

    append_only = True

    id = id_field()
    number = models.PositiveIntegerField(unique=True)
    governing_body = models.CharField(max_length=LONGEST_LINE)
    editor = models.CharField(max_length=LONGEST_LINE, help_text=_("Who answers for the content: name and post"))
    licence_number = models.CharField(max_length=80, blank=True)
    licence_date = models.DateField(null=True, blank=True)
    licence_issuer = models.CharField(max_length=LONGEST_LINE, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(governing_body="") & ~models.Q(editor=""), name="imprint_says_who_answers"
            ),
            models.CheckConstraint(
                condition=models.Q(licence_number="", licence_date=None, licence_issuer="")
                | ~models.Q(licence_number=""),
                name="imprint_licence_has_its_number",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Footer of the portal")

    def __str__(self) -> str:
        return self.governing_body

    @property
    def dialled(self) -> str:
        """The phone as a telephone takes it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> "NoticeQuerySet":
        """All of them, for whoever may set one."""
        return self.all() if actor.may(Permission.NOTICE_SET) else self.none()

    def not_over(self, now: dt.datetime) -> "NoticeQuerySet":
        """What everybody gets at this moment of business or will get, the latest first."""
        return self.filter(ended_at=None, until_at__gt=now).order_by("-from_at", "-pk")


@pghistory.track()
class Notice(models.Model):
    """What every public page says on top, from a moment of business until another, or until somebody ends it before."""

    id = id_field()
    level = models.CharField(max_length=7, choices=NoticeLevel)
    text = models.CharField(max_length=LONGEST_NOTICE)
    link = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    link_words = models.CharField(max_length=80, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(max_length=500, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="notice_says_something"),
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")), name="notice_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(link="", link_words="") | (~models.Q(link="") & ~models.Q(link_words="")),
                name="notice_link_has_its_words",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None, ended_reason="")
                | (models.Q(ended_at__isnull=False, ended_by__isnull=False) & ~models.Q(ended_reason="")),
                name="notice_ended_when_by_whom_and_why",
            ),
        ]
        indexes = [models.Index(fields=["until_at"], condition=models.Q(ended_at=None), name="notice_standing")]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("Notice of the portal")

    def __str__(self) -> str:
        return self.text
