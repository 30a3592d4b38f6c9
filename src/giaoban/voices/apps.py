from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.search import sources


class VoicesConfig(AppConfig):
    name = "giaoban.voices"
    verbose_name = _("Voices of the people")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415
        from giaoban.voices import rules, searching  # noqa: F401, PLC0415

        declare(
            EventType("voices.poll_made", _("%(by)s drafted the poll “%(question)s”")),
            EventType("voices.poll_corrected", _("%(by)s changed the draft of the poll “%(question)s”")),
            EventType("voices.poll_opened", _("%(by)s opened the poll “%(question)s”")),
            EventType("voices.poll_dropped", _("%(by)s dropped the draft of the poll “%(question)s”")),
            EventType("voices.poll_closed", _("%(by)s closed the poll “%(question)s”; it was counted")),
            EventType("voices.block_set", _("%(by)s put this poll first on the front page")),
            EventType("voices.block_cleared", _("%(by)s chose what the front page says where no poll is preferred")),
            EventType("voices.received", _("A citizen sent a voice")),
            EventType("voices.judged", _("%(by)s said what the voice is")),
            EventType("voices.routed", _("%(by)s handed the voice to a body")),
            EventType("voices.taken", _("%(by)s took the voice on")),
            EventType("voices.sent_back", _("%(by)s sent the voice back: %(reason)s"), ("reason",)),
            EventType("voices.answered", _("%(by)s answered the voice")),
            EventType("voices.directed", _("%(by)s pointed the sender to the road in law")),
            EventType("voices.merged", _("%(by)s joined the voice to “%(topic)s”"), ("topic",)),
            EventType("voices.set_aside", _("%(by)s set the voice aside: %(reason)s"), ("reason",)),
            EventType("voices.restored", _("%(by)s received the voice again")),
            EventType("voices.published", _("%(by)s published the voice, masked")),
            EventType("voices.withdrawn", _("%(by)s withdrew the voice from the public: %(reason)s"), ("reason",)),
        )
        for source in searching.sources():
            sources.register(source)
        navigation.add(navigation.Place(_("Voices"), "voices:inbox", Permission.VOICE_VIEW, 60))
        navigation.add(navigation.Place(_("Polls"), "voices:poll-desk", Permission.POLL_MANAGE, 62))
