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
        from giaoban.portal.open_data import api as open_data  # noqa: PLC0415
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415

        declare(
            EventType("portal.imprint_set", _("%(by)s set the footer of the portal")),
            EventType("portal.notice_set", _("%(by)s set a notice on the public pages: %(words)s"), ("words",)),
            EventType("portal.notice_ended", _("%(by)s ended a notice: %(reason)s"), ("reason",)),
        )
        addresses.withdrawn_by("portal.notice_ended")
        acts.add(
            "briefing.briefing",
            acts.Act(_("Write an article about this briefing"), "portal:article", Permission.NEWS_WRITE, "draft"),
        )
        addresses.register("portal", queries.public_addresses)
        addresses.register("open data", open_data.addresses)
        # Pages of voices are not kept, their rows for machines are.
        addresses.withdrawn_by("voices.withdrawn")
        navigation.add(navigation.Place(_("My work"), "portal:my-work", None, 10, "m"))
        navigation.add(navigation.Place(_("Notices on public pages"), "portal:notices", Permission.NOTICE_SET, 63))
