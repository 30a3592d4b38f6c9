"""Ways of looking at a page that somebody wants again: for oneself, or for everybody of a body."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.actor import Actor
from giaoban.registry.models.accounts import User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import Unit

LONGEST_QUERY = 4_000


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, actor: Actor) -> "SavedViewQuerySet":
        """One's own, and those that are shared with the body one acts for."""
        if not actor:
            return self.none()
        own = models.Q(user=actor.user.pk, unit=None)
        return self.filter(own | models.Q(unit=actor.unit_id) if actor.unit_id else own)


class SavedView(models.Model):
    """The filters and the order of a page as they stand in its address. It opens what its reader may see, and no more.

    `page` names the page, `about` the row that its address is of, where it is of one; `unit` is the body that it is shared with.
    """

    id = id_field()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    page = models.CharField(max_length=60)
    about = models.UUIDField(null=True, blank=True)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"], condition=models.Q(unit=None), name="savedview_own_name_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "page", "name"], condition=~models.Q(unit=None), name="savedview_shared_name_once"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="savedview_has_a_name"),
        ]
        verbose_name = _("Saved view")

    def __str__(self) -> str:
        return self.name
