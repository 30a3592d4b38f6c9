"""`giaoban systemd`: units for a server of one's own, with the paths of this installation filled in."""

import argparse
import os
import sys
from pathlib import Path

from giaoban.site import home
from giaoban.site.cli.outcome import DONE
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
Without --write the units are printed. With it they are written to DIR (such as /etc/systemd/system):
giaoban-web and giaoban-worker serve, giaoban-backup.timer and giaoban-drill.timer keep it restorable.""")
UNITS = Path(__file__).parent.parent / "units"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("--write", metavar="DIR", type=Path, help=_("write the units into this folder"))
    parser.add_argument("--user", default="giaoban", help=_("system user that it runs as (giaoban)"))
    parser.add_argument("--backups", metavar="DIR", default="/var/backups/giaoban", help=_("folder of the backups"))


def run(options: argparse.Namespace) -> int:
    facts = {
        "@GIAOBAN@": str(Path(sys.executable).with_name("giaoban")),
        "@PYTHON@": sys.executable,
        "@HOME@": str(home.path()),
        "@USER@": options.user,
        "@BACKUPS@": options.backups,
        "@WORKERS@": str(min(os.cpu_count() or 1, 4)),
    }
    for unit in sorted(UNITS.iterdir()):
        text = unit.read_text(encoding="utf-8")
        for name, value in facts.items():
            text = text.replace(name, value)
        if options.write:
            (options.write / unit.name).write_text(text, encoding="utf-8")
        else:
            print(f"# {unit.name}\n{text}")
    return DONE
