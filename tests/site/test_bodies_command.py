"""`giaoban bodies`: an installation of one's own gets its bodies before anybody has an account."""

import argparse
import json

import pytest

from giaoban.registry.models import Unit, UnitVersion
from giaoban.site.cli import bodies
from giaoban.site.cli.outcome import Refused


def run(capsys, *arguments: str) -> dict:
    parser = argparse.ArgumentParser()
    bodies.add_arguments(parser)
    bodies.run(parser.parse_args([*arguments, "--json"]))
    return json.loads(capsys.readouterr().out)


def test_place_and_those_below_it_get_their_bodies_once(province, capsys):
    asked = ("--at", "464:pre-2025", "--below", "--kinds", "farmers_union", "--since", "2021-10-01")

    told = [run(capsys, *asked), run(capsys, *asked)]

    assert [(one["places"], one["made"], one["known"]) for one in told] == [(3, 3, 0), (3, 0, 3)]
    assert UnitVersion.objects.filter(name="Hội Nông dân xã Vĩnh Thái").exists()


def test_dry_run_changes_nothing(province, capsys):
    before = Unit.objects.count()

    told = run(capsys, "--at", "464:pre-2025", "--kinds", "farmers_union", "--since", "2021-10-01", "--dry-run")

    assert (told["made"], Unit.objects.count()) == (1, before)


@pytest.mark.parametrize(
    "asked", [("--at", "khong-co"), ("--at", "front"), ("--at", "464:pre-2025", "--kinds", "village")]
)
def test_what_is_no_place_or_no_usual_kind_is_refused(province, capsys, asked):
    with pytest.raises(Refused):
        run(capsys, *asked)
