from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation


class SiteConfig(AppConfig):
    name = "giaoban.site"
    label = "giaoban_site"

    def ready(self) -> None:
        from giaoban.registry.roles import Permission  # noqa: PLC0415 - the app registry must be full first

        navigation.add(navigation.Place(_("Operation"), "operator", Permission.OPERATION_VIEW, 95))
