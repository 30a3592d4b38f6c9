"""`giaoban check-sums`: says where the sums that are kept are wrong, and mends them."""

import argparse
import json

import pytest

from giaoban.reporting import operations
from giaoban.reporting.models import Tally
from giaoban.site.cli import check_sums
from giaoban.site.cli.outcome import DONE, FAILED
from tests.reporting.conftest import accepted, bich, call, province, submit, write  # noqa: F401 - fixtures


@pytest.fixture
def check(accepted, call, lan):  # noqa: F811
    accepted(call, lan, tien_giup=45_000_000)
    operations.fold()

    def act(*arguments):
        parser = argparse.ArgumentParser()
        check_sums.add_arguments(parser)
        return check_sums.run(parser.parse_args(arguments))

    return act


def test_sums_that_are_right_are_done(check, capsys):
    assert check("--json") == DONE
    assert json.loads(capsys.readouterr().out) == {"calls": 1, "mended": False, "differences": []}


def test_difference_is_named_and_mended(check, capsys):
    Tally.objects.update(answered=7)

    assert check() == FAILED
    assert "7" in capsys.readouterr().out
    assert check("--mend") == DONE
    assert check() == DONE
