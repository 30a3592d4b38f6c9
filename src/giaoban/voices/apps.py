from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation


class VoicesConfig(AppConfig):
    name = "giaoban.voices"
    verbose_name = _("Voices of the people")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415
        from giaoban.voices import rules  # noqa: F401, PLC0415

        declare(
            EventType("voices.poll_made", _("%(by)s drafted the poll “%(question)s”")),
            EventType("voices.poll_corrected", _("%(by)s changed the draft of the poll “%(question)s”")),
            EventType("voices.poll_opened", _("%(by)s opened the poll “%(question)s”")),
            EventType("voices.poll_dropped", _("%(by)s dropped the draft of the poll “%(question)s”")),
            EventType("voices.poll_closed", _("%(by)s closed the poll “%(question)s”; it was counted")),
            EventType("voices.block_set", _("%(by)s put this poll first on the front page")),
        )
        navigation.add(navigation.Place(_("Polls"), "voices:poll-desk", Permission.POLL_MANAGE, 62))
