import argparse
import datetime as dt
import json
from pathlib import Path

import pytest

from giaoban.registry import maps
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.unit_files import NEW, OLD, REFORM
from giaoban.site.cli import load_units
from giaoban.site.cli.outcome import DONE, FAILED
from tests.registry.shared_units import FOLDER, needs_shared_units
from tests.registry.test_unit_files import FILES

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    load_units.add_arguments(parser)
    return load_units.run(parser.parse_args([str(each) for each in arguments]))


def test_folder_is_loaded_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == DONE

    assert Unit.objects.count() == 9
    assert "communes-2025.csv" in capsys.readouterr().out


def test_json_has_counts_by_file_level_and_outcome(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "--json")
    capsys.readouterr()

    assert run(folder, "--json") == DONE

    told = json.loads(capsys.readouterr().out)
    assert told["units"] == {"created": 0, "updated": 0, "ended": 0, "unchanged": 9, "refused": 0}
    assert told["successions"]["unchanged"] == 5
    assert [(each["edition"], each["level"], each["unchanged"]) for each in told["by_level"]] == [
        ("2025", "province", 1),
        ("pre-2025", "province", 2),
        ("pre-2025", "district", 2),
        ("2025", "commune", 2),
        ("pre-2025", "commune", 2),
    ]
    assert {each["file"]: each["read"] for each in told["files"]}["communes-2025.csv"] == 2
    assert told["problems"] == []


def test_refused_row_fails_the_command_and_the_rest_is_loaded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "communes-2025.csv").open("a", encoding="utf-8") as file:
        file.write("4,Ngọc Hà,Phường Ngọc Hà,Phường,44,Phường Ngọc Hà\n")

    assert run(folder) == FAILED

    assert Unit.objects.count() == 9
    assert "có lẽ là «00004»" in capsys.readouterr().out


def test_missing_folder_fails_with_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere") == FAILED

    assert "nowhere" in capsys.readouterr().out


def test_dry_run_stores_nothing(folder: Path) -> None:
    assert run(folder, "--dry-run") == DONE

    assert not Unit.objects.exists()


def test_since_is_the_first_day_of_units_that_state_none(folder: Path) -> None:
    run(folder, "--since", "2020-01-01")

    first_days = {each.isoformat() for each in UnitVersion.objects.values_list("valid__startswith", flat=True)}
    assert first_days == {"2020-01-01", "2025-07-01"}


# 28,000 rows twice over: a round of load, among those that `make test-faults` runs.
@needs_shared_units
@pytest.mark.faults
def test_nationwide_folder_is_loaded_whole_and_once_by_one_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FOLDER, "--json") == DONE
    first = json.loads(capsys.readouterr().out)
    assert run(FOLDER, "--json") == DONE
    second = json.loads(capsys.readouterr().out)

    nothing = {"created": 0, "updated": 0, "ended": 0, "unchanged": 0, "refused": 0}
    assert {(each["edition"], each["level"]): each["created"] for each in first["by_level"]} == {
        (OLD, "province"): 63,
        (OLD, "district"): 696,
        (OLD, "commune"): 10_035,
        (NEW, "province"): 34,
        (NEW, "commune"): 3_321,
    }
    assert first["units"] == nothing | {"created": 63 + 696 + 10_035 + 34 + 3_321}
    assert second["units"] == nothing | {"unchanged": 14_149}
    assert second["successions"] == nothing | {"unchanged": first["successions"]["created"]}
    assert maps.communes(on=REFORM - dt.timedelta(days=1)).count() == 10_035
    assert maps.communes(on=REFORM).count() == 3_321
