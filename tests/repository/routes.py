"""Every route of the site, as the tests of the repository walk them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, converters, get_resolver

NOBODYS = UUID("00000000-0000-7000-8000-000000000000")
EXAMPLES: Mapping[type, Any] = {
    converters.UUIDConverter: NOBODYS,
    converters.IntConverter: 1,
    converters.SlugConverter: "none",
    converters.StringConverter: "none",
    converters.PathConverter: "none",
}


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    view: Any
    arguments: Mapping[str, Any]

    @property
    def room(self) -> str:
        return self.name.rpartition(":")[0] or "site"

    @property
    def rule(self) -> str | None:
        return getattr(self.view, "access_rule", None)

    @property
    def takes_posts(self) -> bool:
        return hasattr(self.view, "takes_posts")

    def path(self, **known: Any) -> str:
        """The address with known arguments, and for the others with what no row has."""
        path = self.pattern
        for name, example in self.arguments.items():
            start = path.index("<")
            path = f"{path[:start]}{known.get(name, example)}{path[path.index('>') + 1 :]}"
        return f"/{path}"


def routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list[Any], space: str = "", before: str = "") -> Iterator[Route]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner, before + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            arguments = {name: EXAMPLES[type(one)] for name, one in entry.pattern.converters.items()}
            pattern = before + str(entry.pattern)
            yield Route(f"{space}{entry.name or pattern}", pattern, entry.callback, arguments)


__all__ = ["NOBODYS", "Route", "routes"]
