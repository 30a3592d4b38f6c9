"""Accounts, and who holds which role at which unit, from when to when."""

import datetime as dt

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.vietnamese import nfc
from giaoban.registry import roles
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.people import Official
from giaoban.registry.models.units import Unit


class UserManager(BaseUserManager["User"]):
    """Accounts are made by `operations.accounts`; this only finds them."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=nfc(username or "").strip().lower())


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """An account of one person; what they may do comes from role assignments alone, never from the account."""

    id = id_field()
    username = models.CharField(
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken.")},
    )
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    official = models.OneToOneField(Official, on_delete=models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(username=models.functions.Lower("username")), name="user_name_in_lower_case"
            )
        ]
        verbose_name = _("User")

    def __str__(self) -> str:
        return self.full_name or self.username


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def in_force(self, day: dt.date) -> "RoleAssignmentQuerySet":
        """Not revoked and valid on that day."""
        return self.filter(revoked_at=None, valid__contains=day, user__is_active=True)


INCOMPATIBLE = """
    IF NEW.revoked_at IS NULL AND EXISTS (
        SELECT 1 FROM registry_roleassignment other
        JOIN registry_incompatibleroles pair
          ON (pair.first = NEW.role AND pair.second = other.role) OR (pair.second = NEW.role AND pair.first = other.role)
        WHERE other.user_id = NEW.user_id AND other.id <> NEW.id AND other.revoked_at IS NULL AND other.valid && NEW.valid
    ) THEN
        RAISE EXCEPTION 'one person cannot hold these two roles at the same time' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class RoleAssignment(models.Model):
    """A user holds a role at a unit from a day to another (half-open), given by somebody, perhaps taken back by somebody."""

    id = id_field()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=roles.CHOICES)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    valid = DateRangeField()
    delegated_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "revoked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="roleassignment_revoked_when_and_by_whom",
            ),
            ExclusionConstraint(
                name="roleassignment_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(revoked_at=None),
                violation_error_message=_("This person holds this role here already at that time."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="incompatible",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=INCOMPATIBLE,
            )
        ]
        verbose_name = _("Role of a user at a unit")

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class IncompatibleRoles(models.Model):
    """Two roles that one person may not hold at the same time (separation of duties), with the reason."""

    id = id_field()
    first = models.CharField(max_length=30, choices=roles.CHOICES)
    second = models.CharField(max_length=30, choices=roles.CHOICES)
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="incompatibleroles_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="incompatibleroles_in_order"),
        ]
        verbose_name = _("Incompatible roles")
