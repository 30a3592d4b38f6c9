from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import acts, navigation
from giaoban.kernel.publication import addresses


class PortalConfig(AppConfig):
    name = "giaoban.portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.portal import queries  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415

        acts.add(
            "briefing.briefing",
            acts.Act(_("Write an article about this briefing"), "portal:article", Permission.NEWS_WRITE, "draft"),
        )
        addresses.register("portal", queries.public_addresses)
        navigation.add(navigation.Place(_("My work"), "portal:my-work", None, 10, "m"))
