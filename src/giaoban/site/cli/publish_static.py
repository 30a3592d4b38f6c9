"""`giaoban publish-static DIR`: the whole public site as files, for a storm or for any other web server."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from django.core.wsgi import get_wsgi_application

from giaoban.site.cli.outcome import DONE, USAGE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop
from giaoban.site.operation import static_site
from giaoban.site.operation.problems import OperationProblem

EPILOG = gettext_noop("""\
Serve DIR with any web server, at the root of any host or in a folder of it. DIR is a link to the newest version, which
stands whole before the link is switched; run it again, such as each quarter of an hour, and only changed files are written.
Forms, signing in and counters need the living site and are left out; with --live they lead there.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument(
        "folder", metavar="DIR", type=Path, help=_("what the web server serves; made where it is missing")
    )
    parser.add_argument(
        "--live", metavar="URL", default="", help=_("address of the living site, such as https://cong.example.vn/")
    )
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    if options.live and urlsplit(options.live).scheme not in {"http", "https"}:
        raise Refused(_("--live takes an address that begins with https:// or http://."), USAGE)
    try:
        report = static_site.publish(options.folder, application=get_wsgi_application(), live=options.live)
    except OperationProblem as problem:
        raise Refused(str(problem)) from problem
    if options.json:
        print(json.dumps(asdict(report), ensure_ascii=False))
        return DONE
    told = _("{folder}: {pages} pages, {files} files, {bytes} bytes; {written} written anew, {removed} removed")
    figures = {name: value for name, value in asdict(report).items() if name != "left_out"}
    print(told.format(folder=options.folder, **figures))
    for address in report.left_out:
        print(_("left out, no page: {address}").format(address=address), file=sys.stderr)
    return DONE
