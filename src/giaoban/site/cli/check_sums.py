"""`giaoban check-sums`: compares the sums that are kept with a full recount of what was accepted, and mends them."""

import argparse
import json
from dataclasses import asdict

from giaoban.registry import queries as registry
from giaoban.reporting import operations
from giaoban.reporting.models import Call, Indicator
from giaoban.reporting.operations import Difference
from giaoban.site.cli.outcome import DONE, FAILED
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
The sums follow each acceptance by themselves; this is for after a repair by hand, and for doubts. While a call is counted,
nobody accepts there. With --mend what differs is counted anew. Exit code 1 if something differed and was not mended.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("--mend", action="store_true", help=_("count anew what differs"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    found: list[Difference] = []
    calls = list(Call.objects.select_related("form").order_by("map_day", "pk"))
    for call in calls:
        differing = operations.differences(call=call)
        found += differing
        if differing and options.mend:
            operations.recount(call=call)
    if options.json:
        told = [{name: str(value) for name, value in asdict(one).items()} for one in found]
        print(json.dumps({"calls": len(calls), "mended": options.mend, "differences": told}, ensure_ascii=False))
    else:
        _print(calls, found)
    return FAILED if found and not options.mend else DONE


def _print(calls: list[Call], found: list[Difference]) -> None:
    periods = {call.pk: str(call) for call in calls}
    codes = {pk.hex: code for pk, code in Indicator.objects.values_list("pk", "code")}
    lands = registry.names({one.land for one in found}, on=registry.today())
    for one in found:
        told = _("{call}, {land}, {indicator}: kept {kept}, counted {counted}")
        what = codes.get(one.indicator, one.indicator) or _("returns accepted")
        print(
            told.format(
                call=periods[one.call], land=lands.get(one.land, one.land), indicator=what, kept=one.kept,
                counted=one.counted,
            )
        )  # fmt: skip
    print(_("{calls} calls compared, {count} differences").format(calls=len(calls), count=len(found)))
