from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "giaoban.activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from giaoban.activities import rules  # noqa: F401, PLC0415 - the app registry must be full first
