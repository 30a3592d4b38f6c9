from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.search import sources


class RegistryConfig(AppConfig):
    name = "giaoban.registry"
    verbose_name = _("Registry")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.registry import events, rules, searching  # noqa: F401, PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415

        events.declare(
            events.EventType("registry.account_made", _("%(by)s opened the account %(username)s"), ("username",)),
            events.EventType("registry.account_closed", _("%(by)s closed the account %(username)s"), ("username",)),
            events.EventType(
                "registry.account_reopened", _("%(by)s opened the account %(username)s again"), ("username",)
            ),
            events.EventType(
                "registry.account_unlocked", _("%(by)s lifted the lock of the account %(username)s"), ("username",)
            ),
            events.EventType("registry.role_granted", _("%(by)s gave %(username)s the role %(role)s"), ("username",)),
            events.EventType(
                "registry.role_revoked", _("%(by)s took the role %(role)s back from %(username)s"), ("username",)
            ),
            events.EventType("registry.second_factor_set", _("%(username)s set up a second factor"), ("username",)),
            events.EventType(
                "registry.second_factor_removed", _("%(username)s removed the own second factor"), ("username",)
            ),
            events.EventType(
                "registry.second_factor_reset", _("%(by)s took away the second factor of %(username)s"), ("username",)
            ),
            events.EventType(
                "registry.recovery_code_used",
                _("%(username)s used a code on paper; %(left)s are left"),
                ("username",),
            ),
            events.EventType("registry.recovery_codes_made", _("%(username)s made new codes on paper"), ("username",)),
            events.EventType("registry.password_reset", _("%(by)s reset the password of %(username)s"), ("username",)),
            events.EventType("registry.password_changed", _("%(username)s changed the own password"), ("username",)),
            events.EventType("registry.view_shared", _("%(by)s shared the view “%(name)s” with the body")),
            events.EventType("registry.shared_view_forgotten", _("%(by)s took away the shared view “%(name)s”")),
            events.EventType("registry.body_founded", _("%(by)s made the body %(name)s")),
            events.EventType("registry.body_changed", _("%(by)s changed the body, now %(name)s")),
            events.EventType("registry.body_ended", _("%(by)s ended the body %(name)s as of %(day)s")),
            events.EventType("registry.body_goes_on", _("%(by)s took back the end of the body %(name)s")),
        )
        navigation.add(navigation.Place(_("Organisation"), "registry:organisation", Permission.UNIT_VIEW, 80))
        for source in searching.sources():
            sources.register(source)
