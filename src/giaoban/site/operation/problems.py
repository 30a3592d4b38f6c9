"""What can be wrong with a backup, an export or where it goes, each with the way out, for the person at the server."""

from giaoban.site.language import gettext_noop
from giaoban.site.problems import SpokenProblem

_SENTENCES = {
    "no-client": gettext_noop(
        "The database is PostgreSQL {major}, and no {program} of that or a later version was found. "
        "Install the client programs (Debian: postgresql-client-{major}), or name their folder with PG_BIN."
    ),
    "client-failed": gettext_noop("{program} failed: {detail}"),
    "no-backup": gettext_noop("{folder} holds no complete backup."),
    "damaged": gettext_noop(
        "{file} is not what was written when the backup was made. Nothing was restored. "
        "Take another backup, or a copy of this one from another disk."
    ),
    "missing": gettext_noop("{file} is missing from the backup. Nothing was restored."),
    "other-format": gettext_noop("This was written by another version of Giao Ban (format {theirs}, here {ours})."),
    "newer": gettext_noop(
        "This backup was made by version {version}, which knows {migration}; this program does not. "
        "Install version {version} and restore with it."
    ),
    "server-older": gettext_noop(
        "The backup comes from PostgreSQL {theirs}, this server is {ours}. Restore on {theirs} or newer; "
        "to move to an older server use `giaoban export` and `giaoban import`."
    ),
    "keys-missing": gettext_noop(
        "The backup needs the keys {names}. They are kept apart: name their folder with --keys. Nothing was restored."
    ),
    "keys-other": gettext_noop("The keys {names} in {folder} are not those of this backup. Nothing was restored."),
    "home-not-empty": gettext_noop(
        "{folder} is not empty. A restore never writes over anything: set it aside, or name a new folder with --home."
    ),
    "database-not-empty": gettext_noop(
        "The database {place} already has tables. A restore never writes over anything: name an empty database."
    ),
    "differs": gettext_noop(
        "After the restore the table {table} has {found} rows, the backup says {wanted}. Do not use this database."
    ),
    "keys-do-not-open": gettext_noop(
        "The restored keys do not open what they should ({detail}). Do not use this installation."
    ),
    "keys-inside": gettext_noop("The keys must be kept apart from the backup: choose a folder outside of {folder}."),
    "served": gettext_noop("{home} is being served at {address}. End it first: `giaoban stop`."),
    "not-empty-target": gettext_noop(
        "{folder} is not empty and holds no export of this installation. Choose an empty folder."
    ),
    "other-version": gettext_noop(
        "The export was made by version {theirs}, this is {ours}. Both sides must run the same version: upgrade one."
    ),
    "foreign-target": gettext_noop(
        "{folder} is not empty and holds no published copy of this portal. Choose another folder; nothing was touched."
    ),
    "page-failed": gettext_noop(
        "{address} answered with {status}. Nothing was published; the copy so far stays as it is."
    ),
    "conflict": gettext_noop(
        "{count} rows of the export stand here already with other content, first in {table}: {key}. "
        "Nothing was imported. An import goes into an empty installation, or repeats an earlier import."
    ),
}


class OperationProblem(SpokenProblem):
    """A backup, an export or a restore cannot be done."""

    sentences = _SENTENCES
