"""Which act a citation means: pure arithmetic on words, no database."""

import datetime as dt
import re

from giaoban.kernel.vietnamese import fold

_APART = re.compile(r"[\s\-–/.]+")


def act_key(*, kind: str, number: str = "", issued_on: dt.date | None = None, issuer: str = "", title: str = "") -> str:
    """The same key for every way of citing one act.

    A number says which act it is, whatever dashes and accents it was written with; numbers start anew each year, so
    the year stands with it unless the number holds one itself ("30/2020/NĐ-CP"). Without a number kind, issuer and
    title together are the act.
    """
    if number.strip():
        folded = _APART.sub("/", fold(number).strip())
        has_year = re.search(r"/(19|20)\d\d(/|$)", folded)
        year = f"@{issued_on.year}" if issued_on and not has_year else ""
        return f"{folded}{year}"[:300]
    return "|".join(_APART.sub(" ", fold(part)).strip(" \"“”'") for part in (kind, issuer, title))[:300]
