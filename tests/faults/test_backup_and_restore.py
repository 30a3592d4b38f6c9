"""A backup is what was, or it is refused; a restore is whole, or nothing; what it lost is told by number (F12, F13)."""

import hashlib
import json
import random
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from giaoban.site.operation import folder as on_disk
from giaoban.site.operation import restore
from giaoban.site.operation.backup import copy_keys
from giaoban.site.operation.problems import OperationProblem
from tests.faults.installation import DEBIAN_15, Installation

pytestmark = pytest.mark.faults

PHOTO = b"\x89PNG of a house-warming, fictional"
DIGEST = hashlib.sha256(PHOTO).hexdigest()
FILL = f"""
import datetime as dt
from pathlib import Path
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from giaoban.documents.models import StoredFile
from giaoban.registry import operations, queries
from giaoban.registry.models import Unit, UnitVersion
at, since = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC), dt.date(2000, 1, 1)
unit = Unit.objects.create(tree='organisation', code='front')
UnitVersion.objects.create(unit=unit, name='Ủy ban MTTQ tỉnh', name_sort='', kind='front', valid=DateRange(since, None))
hoa = operations.make_account(username='hoa', full_name='Lê Thị Hoa', unit_id=unit.pk, by=None, at=at,
                              password='sông-Hiếu-chảy-về-Đông')
operations.grant_role(user=hoa, role='officer', unit_id=unit.pk, valid_from=since, valid_until=None, by=None, at=at)
actor = queries.actor(hoa, chosen=None, on=at.date())
operations.set_up_second_factor(secret='JBSWY3DPEHPK3PXP', step=0, by=actor, at=at)
place = Path(settings.FILES, '{DIGEST[:2]}', '{DIGEST}')
place.parent.mkdir(parents=True)
place.write_bytes({PHOTO!r})
StoredFile.objects.create(sha256='{DIGEST}', media_type='image/png', name='anh.png', size={len(PHOTO)},
                          unit_id=unit.pk, stored_at=at, stored_by=hoa)
answer = True
"""
# Everything that a restored installation must still be able to do, in one start of Django.
LOOK = """
import datetime as dt
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from giaoban.registry import events
from giaoban.registry.models import User
from giaoban.site import database_roles, health
from giaoban.site.operation import contents
found = contents.read(connection)
answer = {
    'rows': found.rows, 'head': found.head,
    'secrets': [decrypt(one.data['secret']) for one in Authenticator.objects.filter(type='totp')],
    'password': User.objects.get().check_password('sông-Hiếu-chảy-về-Đông'),
    'migrations': health.pending_migrations(), 'privileges': len(database_roles.differences(connection)),
    'next': events.record('registry.account_unlocked', User.objects.get(), by=None, at=dt.datetime.now(dt.UTC),
                          username='hoa').seq,
}
"""


@pytest.fixture(scope="module")
def short():
    """Socket paths are short, pytest's folders are not."""
    with tempfile.TemporaryDirectory(prefix="gb-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def installed(short, migrated):
    """An installation on the embedded server, with a body, an account that has a second factor, and a file."""
    with Installation(migrated(short / "home")).running() as made:
        made.python(FILL)
        yield made


@pytest.fixture(scope="module")
def backup(installed, short):
    root, keys = short / "backups", short / "keys"
    made = installed.json("backup", str(root), "--with-keys", str(keys))
    return Path(made["folder"]), keys


@pytest.fixture
def manifest(backup):
    return json.loads((backup[0] / "manifest.json").read_text())


def test_restored_installation_is_the_one_that_was_backed_up(installed, backup, manifest, short):
    folder, keys = backup
    lost = installed.python(LOOK)["next"]
    other = Installation(short / "restored")

    done = other.json("restore", str(folder.parent), "--keys", str(keys))
    found = other.python(LOOK)

    assert found["rows"] == manifest["rows"]
    assert (found["secrets"], found["password"]) == (["JBSWY3DPEHPK3PXP"], True)
    assert (found["migrations"], found["privileges"]) == ([], 0)
    assert (other.home / "files" / DIGEST[:2] / DIGEST).read_bytes() == PHOTO
    # F12: what happened after the backup is told by number, and its numbers are never given again.
    assert (done["lost_from"], done["next_event"]) == (manifest["head"] + 1, found["next"])
    assert done["lost_from"] <= lost <= done["lost_to"] < found["next"]


def test_known_last_event_makes_the_list_of_losses_exact(backup, manifest, short):
    folder, keys = backup
    head = manifest["head"]
    other = Installation(short / "exact")

    done = other.json("restore", str(folder), "--keys", str(keys), "--last-event", str(head + 3))

    assert (done["lost_from"], done["lost_to"], done["next_event"]) == (head + 1, head + 3, head + 4)


def test_any_flipped_bit_is_found_before_anything_is_restored(backup, short):
    """F13: two hundred bits, drawn by a fixed seed from every file of the backup."""
    source, keys = backup
    chance = random.Random(20211013)
    files = [*sorted(source.iterdir()), *on_disk.stored(source.parent / "files")]
    for _round in range(200):
        victim = chance.choice(files)
        whole = victim.read_bytes()
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        victim.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        with pytest.raises(OperationProblem):
            restore.examine(source, home=short / "never", key_folder=keys)
        victim.write_bytes(whole)

    assert restore.examine(source, home=short / "never", key_folder=keys)
    assert not (short / "never").exists()


@pytest.mark.parametrize("part", ["database.dump", "files.txt", "manifest.sha256", "content"])
def test_missing_part_is_named(backup, short, part):
    source, keys = backup
    lost = source.parent / "files" / DIGEST[:2] / DIGEST if part == "content" else source / part
    aside = lost.rename(short / "aside")
    try:
        with pytest.raises(OperationProblem) as refused:
            restore.examine(source, home=short / "never", key_folder=keys)
    finally:
        aside.rename(lost)

    assert refused.value.code == "missing"
    assert lost.name in str(refused.value)


def test_missing_and_foreign_keys_are_refused(backup, short):
    source, keys = backup
    foreign = short / "foreign"
    shutil.copytree(keys, foreign)
    (foreign / "second_factor_key").write_text("of somebody else")

    refused = []
    for place in (None, short / "nowhere", foreign):
        with pytest.raises(OperationProblem, match="second_factor_key") as problem:
            restore.examine(source, home=short / "never", key_folder=place)
        refused.append(problem.value.code)

    assert refused == ["keys-missing", "keys-missing", "keys-other"]


def test_restore_into_a_home_in_use_is_refused(installed, backup):
    folder, keys = backup

    with pytest.raises(OperationProblem) as refused:
        restore.examine(folder, home=installed.home, key_folder=keys)

    assert refused.value.code == "home-not-empty"


def test_backup_of_a_later_version_is_refused_and_the_place_left_empty(backup, manifest, short):
    folder, keys = backup
    later = short / "later" / folder.name
    shutil.copytree(folder.parent, later.parent)
    on_disk.write_manifest(later, manifest | {"migrations": [*manifest["migrations"], "registry.0999_of_tomorrow"]})
    other = Installation(short / "older")

    ran = other.giaoban("restore", str(later), "--keys", str(keys), code=1)

    assert "registry.0999_of_tomorrow" in ran.stderr
    assert list(other.home.iterdir()) == []


def test_keys_are_never_in_the_backup_and_all_is_closed_to_others(installed, backup):
    folder, keys = backup
    secrets = [path.read_bytes().strip() for path in (installed.home / "secrets").iterdir()]
    written = [path for path in folder.parent.rglob("*") if path.is_file()]

    assert len(secrets) >= 2
    assert [path.name for path in written for secret in secrets if secret in path.read_bytes()] == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in (*written, *keys.iterdir())} == {0o600}
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700


def test_keys_beside_the_backup_are_refused(installed, backup):
    root = backup[0].parent

    with pytest.raises(OperationProblem, match=r"apart|tách"):
        copy_keys(root / "keys", root=root, home=installed.home)


def test_second_backup_copies_nothing_again_forgets_the_oldest_and_names_a_damaged_file(installed, short):
    root = short / "many"
    first = installed.json("backup", str(root))
    place, live = root / "files" / DIGEST[:2] / DIGEST, installed.home / "files" / DIGEST[:2] / DIGEST
    written = place.stat().st_mtime_ns
    live.unlink()
    try:
        ran = installed.giaoban("backup", str(root), "--keep", "1", code=1)
    finally:
        live.write_bytes(PHOTO)

    assert DIGEST in ran.stderr
    assert written
    assert (Path(first["folder"]).exists(), len(on_disk.backups(root))) == (False, 1)


def test_content_that_changed_under_its_name_is_not_taken_in(tmp_path):
    changed = tmp_path / DIGEST
    changed.write_bytes(PHOTO[:-1] + b"!")

    assert on_disk.take_in(changed, tmp_path / "files") is False
    assert list(on_disk.stored(tmp_path / "files")) == []


def test_drill_proves_the_backup_is_written_down_and_leaves_nothing(installed, backup, short):
    folder, keys = backup
    foreign = short / "drill-keys"
    shutil.copytree(keys, foreign)
    (foreign / "secret_key").write_text("x")

    installed.giaoban("drill", str(folder), "--keys", str(foreign), code=1)
    failed = (installed.home / "operation" / "drill.json").exists()
    result = installed.json("drill", str(folder.parent))

    kept = json.loads((installed.home / "operation" / "drill.json").read_text())
    assert failed is False
    assert kept["backup"] == result["backup"] == folder.name


def test_upgrade_backs_up_examines_and_tells_the_way_back_where_it_fails(installed):
    vault = installed.home / "secrets" / "secret_key"
    vault.chmod(0o644)
    failed = installed.giaoban("upgrade", code=1)
    vault.chmod(0o600)

    ran = installed.giaoban("upgrade")

    assert "NEW-FOLDER restore" in failed.stderr
    assert len(on_disk.backups(installed.home / "backups")) == 2
    assert json.loads((installed.home / "operation" / "upgrade.json").read_text())["version"]
    assert "✗" not in ran.stdout


def test_empty_folder_is_no_backup(short, tmp_path):
    with pytest.raises(OperationProblem) as refused:
        restore.examine(tmp_path, home=short / "never", key_folder=None)

    assert refused.value.code == "no-backup"


def test_everything_moves_to_another_server_and_is_backed_up_and_restored_there(installed, short):
    """Embedded → Debian's 15: exported, imported twice, exported again, backed up, restored, moved no row twice."""
    if not (DEBIAN_15 / "postgres").exists():
        pytest.skip("PostgreSQL 15 of Debian is not installed (apt-get install postgresql-15)")
    on_15 = {"PG_BIN": str(DEBIAN_15)}
    third = Installation(short / "third", on_15)
    out, again = short / "export", short / "again"

    written = installed.json("export", str(out), "--with-accounts")["written"]
    with Installation(short / "fifteen", on_15).running() as other:
        other.giaoban("migrate")
        first, second = other.json("import", str(out)), other.json("import", str(out))
        other.giaoban("export", str(again), "--with-accounts")
        made = other.json("backup", str(short / "backups-15"), "--with-keys", str(short / "keys-15"))
        other.python("from giaoban.registry.models import User\nanswer = User.objects.update(full_name='Tên khác')")
        refused = other.giaoban("import", str(out), code=1)
    third.json("restore", made["folder"], "--keys", str(short / "keys-15"))
    found = third.python(LOOK)

    assert {table: rows for table, rows in first["written"].items() if rows} == written
    assert (sum(second["written"].values()), sum(second["known"].values())) == (0, sum(written.values()))
    for path in (out / "tables").iterdir():
        assert path.read_bytes() == (again / "tables" / path.name).read_bytes(), path.name
    assert (found["secrets"], found["password"]) == (["JBSWY3DPEHPK3PXP"], True)
    assert found["rows"]["registry_event"] == written["registry_event"]
    assert (third.home / "files" / DIGEST[:2] / DIGEST).read_bytes() == PHOTO

    assert "registry_user" in refused.stderr


def test_export_without_accounts_holds_nothing_that_signs_in(installed, short):
    out = short / "closed"

    installed.giaoban("export", str(out))

    text = "".join(path.read_text() for path in (out / "tables").iterdir())
    assert "argon2" not in text
    assert "JBSWY3DPEHPK3PXP" not in text
    assert not (out / "tables" / "mfa_authenticator.jsonl").exists()
