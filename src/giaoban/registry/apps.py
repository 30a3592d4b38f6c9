from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "giaoban.registry"
    verbose_name = _("Registry")

    def ready(self) -> None:
        from giaoban.registry import events, rules  # noqa: F401, PLC0415 - the app registry must be full first

        events.declare(
            events.EventType("registry.account_made", _("%(by)s opened the account %(username)s"), ("username",)),
            events.EventType("registry.role_granted", _("%(by)s gave %(username)s the role %(role)s"), ("username",)),
            events.EventType(
                "registry.role_revoked", _("%(by)s took the role %(role)s back from %(username)s"), ("username",)
            ),
            events.EventType("registry.password_reset", _("%(by)s reset the password of %(username)s"), ("username",)),
            events.EventType("registry.password_changed", _("%(username)s changed the own password"), ("username",)),
        )
