from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The last of our rooms in INSTALLED_APPS: it listens to the events that the others' sources name."""

    name = "giaoban.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from giaoban.kernel.search import sources  # noqa: PLC0415 - the app registry must be full first
        from giaoban.registry import events  # noqa: PLC0415
        from giaoban.search import operations  # noqa: PLC0415

        for code in sorted(sources.events):
            events.subscribe(code, "search.index", operations.touched, after=False)
