"""The console command `giaoban`.

A command is a module in this package with `add_arguments(parser)` and `run(options) -> int`. Only the module of the
command that was asked for is imported, and only commands that need Django, or the database, wait for them.

Exit codes: 0 done; 1 refused or failed; 2 wrong usage; 3 the machine or the database is not as needed.
"""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence

from giaoban import __version__
from giaoban.site import home, language
from giaoban.site.cli.menu import COMMANDS, Command
from giaoban.site.cli.outcome import DONE, ENVIRONMENT, FAILED, INTERRUPTED, USAGE, Refused
from giaoban.site.language import gettext as _


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Takes the arguments without the program's name."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    common, name, rest = _split(arguments)
    language.choose(common.lang or language.of_environment())
    if common.home:
        os.environ["GIAOBAN_HOME"] = common.home
    if common.version:
        print("giaoban", __version__)
        return DONE
    if name is None:
        _parser_of_all().print_help(sys.stdout if common.help else sys.stderr)
        return DONE if common.help else USAGE
    if name not in COMMANDS:
        print(
            _("giaoban: there is no command “{name}”. `giaoban --help` lists them.").format(name=name), file=sys.stderr
        )
        return USAGE
    return _guarded(COMMANDS[name], rest)


def _guarded(command: Command, arguments: list[str]) -> int:
    """The outermost boundary: problems with a way out are told in one sentence, faults of ours keep their trace."""
    # Ended politely, exit handlers run: the last one to leave stops the database.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        return _run(command, arguments)
    except Refused as refusal:
        print(f"giaoban: {refusal}", file=sys.stderr)
        return refusal.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left (`giaoban … | head`); nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _run(command: Command, arguments: list[str]) -> int:
    if command.home and home.is_closed(home.path()):
        sentence = _("This user cannot work in {folder}. Run as its owner, or choose another GIAOBAN_HOME.")
        raise Refused(sentence.format(folder=home.path()), ENVIRONMENT)
    if command.django:
        environment = importlib.import_module("giaoban.site.cli.environment")
        code: int = environment.run(command, arguments)
        return code
    return execute(command, arguments)


def execute(command: Command, arguments: list[str]) -> int:
    module = importlib.import_module(command.module)
    options = parser_of(command).parse_args(arguments) if command.parses else argparse.Namespace(arguments=arguments)
    code: int = module.run(options)
    return code


def parser_of(command: Command) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"giaoban {command.name}",
        description=_(command.help),
        parents=[_common()],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    importlib.import_module(command.module).add_arguments(parser)
    return parser


def _common() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", choices=language.LANGUAGES, help=_("language of the messages"))
    parser.add_argument("--home", metavar="DIR", help=_("data folder, instead of GIAOBAN_HOME"))
    return parser


def _split(arguments: list[str]) -> tuple[argparse.Namespace, str | None, list[str]]:
    """What stands before the command's name, the name, and everything for the command itself."""
    parser = argparse.ArgumentParser(add_help=False, parents=[_common()])
    parser.add_argument("--version", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] in {"--lang", "--home"} else 1
    options = parser.parse_args(arguments[:place])
    rest = arguments[place + 1 :]
    # The language and the home may also follow the command's name; both must be known before anything is said.
    after, _others = _common().parse_known_args([word for word in rest if word not in {"-h", "--help"}])
    options.lang, options.home = options.lang or after.lang, options.home or after.home
    return options, arguments[place] if place < len(arguments) else None, rest


def _parser_of_all() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    lines = [f"  {command.name:<{width}}  {_(command.help)}" for command in COMMANDS.values()]
    codes = _("Exit codes: 0 done; 1 refused or failed; 2 wrong usage; 3 the machine or the database is not as needed.")
    parser = argparse.ArgumentParser(
        prog="giaoban",
        usage="giaoban [--lang vi|en] [--home DIR] [--version] COMMAND …",
        description=_("Giao Ban: from briefing to tasks to results, everything traces."),
        epilog="\n".join([_("Commands:"), *lines, "", _("`giaoban COMMAND --help` tells more."), codes]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_common()],
    )
    parser.add_argument("--version", action="store_true", help=_("print the version and stop"))
    return parser


__all__ = ["DONE", "ENVIRONMENT", "FAILED", "USAGE", "Refused", "main"]
