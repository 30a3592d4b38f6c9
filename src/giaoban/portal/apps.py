from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation


class PortalConfig(AppConfig):
    name = "giaoban.portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        navigation.add(navigation.Place(_("My work"), "portal:my-work", None, 10, "m"))
