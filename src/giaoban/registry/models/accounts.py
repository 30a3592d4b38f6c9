"""Accounts, and who holds which role at which unit, from when to when."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.vietnamese import nfc
from giaoban.registry import roles
from giaoban.registry.models.fields import a_day_or_more, id_field
from giaoban.registry.models.people import Official
from giaoban.registry.models.units import Unit

if TYPE_CHECKING:
    from giaoban.registry.actor import Actor


def user_name(typed: str) -> str:
    """A user name as it is kept and compared: letters in one form (NFC), lower case, no space around."""
    return nfc(typed).strip().lower()


class UserQuerySet(models.QuerySet["User"]):
    def of(self, units: "models.QuerySet[Unit]") -> "UserQuerySet":
        """Accounts that one of these units looks after, and those that hold or held a role there."""
        with_role = RoleAssignment.objects.filter(unit__in=units).values("user")
        return self.filter(models.Q(unit__in=units) | models.Q(pk__in=with_role))

    def visible_to(self, actor: "Actor") -> "UserQuerySet":
        """Whoever manages accounts sees those of the units that the role reaches; everybody sees the own."""
        units = Unit.objects.reached_by(actor, roles.Permission.ACCOUNT_MANAGE)
        return self.filter(models.Q(pk__in=User.objects.of(units).values("pk")) | models.Q(pk=actor.user.pk))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Accounts are made by `operations.accounts`; this only finds them."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=user_name(username or ""))


@pghistory.track(exclude=["password", "last_login", "session_generation"])
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
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="accounts", help_text=_("The body that looks after the account")
    )
    official = models.OneToOneField(Official, on_delete=models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    session_generation = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(username=Lower(models.Func("username", function="NORMALIZE"))),
                name="user_name_in_lower_case_and_nfc",
                violation_error_message=_("A user name is written in small letters."),
            )
        ]
        # Whoever did something stays named by it: accounts are closed, never deleted.
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete | pgtrigger.UpdateOf("id"))]
        verbose_name = _("User")

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_session_auth_hash(self) -> str:
        """A session holds this: it ends with the password, and with every change of the second factor."""
        return f"{super().get_session_auth_hash()}.{self.session_generation}"

    def get_session_auth_fallback_hash(self) -> "Iterator[str]":
        return (f"{older}.{self.session_generation}" for older in super().get_session_auth_fallback_hash())


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def in_force(self, day: dt.date) -> "RoleAssignmentQuerySet":
        """Not revoked and valid on that day."""
        return self.filter(revoked_at=None, valid__contains=day, user__is_active=True)

    def not_over(self, day: dt.date) -> "RoleAssignmentQuerySet":
        """In force on that day or on a later one."""
        return self.filter(revoked_at=None).filter(models.Q(valid__endswith__gt=day) | models.Q(valid__upper_inf=True))


# The lock on the account makes two grants at the same moment take turns: each sees the other's row.
INCOMPATIBLE = """
    PERFORM 1 FROM registry_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
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
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
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
            a_day_or_more("roleassignment"),
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

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it holds; None where no end is set."""
        return self.valid.upper - dt.timedelta(days=1) if self.valid.upper else None


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
