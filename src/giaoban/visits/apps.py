from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.publication import addresses


class VisitsConfig(AppConfig):
    name = "giaoban.visits"
    verbose_name = _("Visits")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415
        from giaoban.visits import queries  # noqa: PLC0415

        declare(
            EventType(
                "visits.balance_entered",
                _("%(by)s entered %(visits)s visits as the opening balance: %(reason)s"),
                ("reason",),
            )
        )
        addresses.register("visits", queries.public_addresses)
        navigation.add(navigation.Place(_("Visits"), "visits:balance", Permission.VISITS_BALANCE, 80))
