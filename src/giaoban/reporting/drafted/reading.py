"""Reading a tree of names and values that anybody may have written: every bad thing is named by where it stands."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext as _

CODE = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
LONGEST_CODE = 60
Choice = TypeVar("Choice", bound=TextChoices | StrEnum)


class Reader:
    """A mapping at a place; what cannot be read is told in `wrong` as (place, why), and something harmless given for it.

    Readers of what stands inside share the list. A name that nobody read is wrong too: see `finish`.
    """

    def __init__(self, told: Any, place: str = "", wrong: list[tuple[str, str]] | None = None) -> None:
        self.wrong: list[tuple[str, str]] = [] if wrong is None else wrong
        self._place = place
        if not isinstance(told, Mapping):
            self._say("", _("Names with values are expected here."))
        self._told: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
        self._read: set[str] = set()
        self._inner: list[Reader] = []

    def has(self, name: str) -> bool:
        """Whether something stands there."""
        return self._told.get(name) not in (None, "", [], {})

    def text(self, name: str, longest: int, *, required: bool = False) -> str:
        told = self._get(name, "")
        if not isinstance(told, str):
            self._say(name, _("Words are expected here."))
            return ""
        told = told.replace("\r\n", "\n").strip()
        if "\0" in told:
            self._say(name, _("A sign stands here that cannot be kept."))
            return ""
        if required and not told:
            self._say(name, _("This must be said."))
        if len(told) > longest:
            self._say(name, _("%(most)s signs at most.") % {"most": longest})
        return told[:longest]

    def code(self, name: str, *, required: bool = True) -> str:
        told = self.text(name, LONGEST_CODE, required=required)
        if told and not CODE.fullmatch(told):
            self._say(
                name, _("“%(code)s” is no code: small letters without marks, figures and hyphens.") % {"code": told}
            )
        return told

    def codes(self, name: str, most: int) -> list[str]:
        """Several codes."""
        found = self.texts(name, most, LONGEST_CODE)
        for one in found:
            if not CODE.fullmatch(one):
                self._say(
                    name, _("“%(code)s” is no code: small letters without marks, figures and hyphens.") % {"code": one}
                )
        return found

    def texts(self, name: str, most: int, longest: int) -> list[str]:
        told = self._list(name, most)
        if not all(isinstance(one, str) and one.strip() and len(one) <= longest and "\0" not in one for one in told):
            self._say(name, _("Words are expected here, each of %(most)s signs at most.") % {"most": longest})
            return []
        return [one.strip() for one in told]

    def flag(self, name: str, *, default: bool = False) -> bool:
        told = self._get(name, default)
        if not isinstance(told, bool):
            self._say(name, _("true or false is expected here."))
            return default
        return told

    def number(self, name: str, *, highest: Decimal) -> Decimal | None:
        told = self._get(name, None)
        if told is None or told == "":
            return None
        try:
            made = None if isinstance(told, bool | float | list | dict) else Decimal(str(told))
        except InvalidOperation:
            made = None
        if made is None or not made.is_finite() or abs(made) > highest or made != round(made, 3):
            self._say(name, _("A number is expected here, with at most 3 figures behind the point and not beyond %(most)s.") % {"most": number_format(highest, force_grouping=True)})  # fmt: skip
            return None
        return made

    def one_of(self, name: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        told = self._get(name, default)
        known = [one.value for one in choices]
        if told not in known:
            self._say(name, _("One of these is expected here: %(known)s.") % {"known": ", ".join(known)})
            return choices(known[0])
        return choices(told)

    def several(self, name: str, choices: type[Choice]) -> list[Choice]:
        known = [one.value for one in choices]
        told = self._list(name, len(known))
        if not all(isinstance(one, str) and one in known for one in told):
            self._say(name, _("One of these is expected here: %(known)s.") % {"known": ", ".join(known)})
            return []
        return [choices(one) for one in told]

    def rows(self, name: str, most: int) -> "list[Reader]":
        """A reader of each row of a list."""
        rows = enumerate(self._list(name, most), start=1)
        return [self._below(Reader(one, self._at(f"{name}[{place}]"), self.wrong)) for place, one in rows]

    def inner(self, name: str) -> "Reader | None":
        told = self._get(name, None)
        return None if told is None else self._below(Reader(told, self._at(name), self.wrong))

    def finish(self) -> list[tuple[str, str]]:
        """All that is wrong, with the names that mean nothing."""
        for one in self._inner:
            one.finish()
        for name in self._told.keys() - self._read:
            self._say(str(name)[:60], _("Nothing is called so here."))
        return self.wrong

    def _below(self, one: "Reader") -> "Reader":
        self._inner.append(one)
        return one

    def _get(self, name: str, default: Any) -> Any:
        self._read.add(name)
        return self._told.get(name, default)

    def _list(self, name: str, most: int) -> list[Any]:
        told = self._get(name, [])
        if not isinstance(told, list):
            self._say(name, _("A list is expected here."))
            return []
        if len(told) > most:
            self._say(name, _("%(most)s at most.") % {"most": most})
        return told[:most]

    def _at(self, name: str) -> str:
        return ".".join(filter(None, (self._place, name)))

    def _say(self, name: str, why: str) -> None:
        self.wrong.append((self._at(name), why))
