"""How many different ones, from registers alone."""

import random
from collections import Counter

import pytest

from giaoban.visits.hyperloglog import REGISTERS, estimate, place


def sketch(keys) -> dict[int, int]:
    registers: dict[int, int] = {}
    for key in keys:
        register, rank = place(key)
        registers[register] = max(rank, registers.get(register, 0))
    return registers


def counted(registers: dict[int, int]) -> int:
    return estimate(Counter(registers.values()))


def keys(seed: int, count: int) -> list[int]:
    rolled = random.Random(seed)
    return [rolled.getrandbits(64) for _ in range(count)]


def test_nothing_is_nought():
    assert estimate({}) == 0


@pytest.mark.parametrize("count", [1, 2, 99])
def test_few_are_exact(count):
    assert counted(sketch(keys(4, count))) == count


@pytest.mark.parametrize("count", [1_000, 20_000, 65_536, 300_000])
def test_many_are_within_one_percent(count):
    assert abs(counted(sketch(keys(1, count))) - count) < count / 100


def test_seeing_the_same_again_changes_nothing():
    seen = keys(2, 500)

    assert sketch(seen * 3) == sketch(seen)


def test_two_sketches_put_together_are_the_sketch_of_both():
    one, other = sketch(keys(3, 900)), sketch(keys(3, 500) + keys(5, 400))

    merged = {register: max(one.get(register, 0), other.get(register, 0)) for register in {*one, *other}}

    assert merged == sketch(keys(3, 900) + keys(5, 400))


def test_every_key_has_a_register_and_a_rank():
    assert place(0) == (0, 49)
    assert place(2**64 - 1) == (REGISTERS - 1, 1)
