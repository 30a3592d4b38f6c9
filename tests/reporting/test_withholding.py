"""What is withheld on publication cannot be computed from what is shown: proved by another arithmetic, over random tables."""

import itertools
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.reporting.withholding import Sum, computed, withheld

LEAST = 5


def people(**numbers: int) -> dict[str, Decimal]:
    return {name: Decimal(number) for name, number in numbers.items()}


def small(numbers) -> set:
    return {cell for cell, number in numbers.items() if 0 < number < LEAST}


def test_nothing_is_withheld_where_no_number_is_small():
    numbers = people(all=30, a=10, b=20)

    assert withheld(numbers, [Sum("all", ("a", "b"))], sensitive=small(numbers)) == set()


def test_small_number_takes_the_smallest_beside_it_along():
    numbers = people(all=33, a=3, b=20, c=10)

    assert withheld(numbers, [Sum("all", ("a", "b", "c"))], sensitive=small(numbers)) == {"a", "c"}


def test_two_small_numbers_cover_each_other():
    numbers = people(all=15, a=3, b=2, c=10)

    assert withheld(numbers, [Sum("all", ("a", "b", "c"))], sensitive=small(numbers)) == {"a", "b"}


def test_zero_is_shown_and_covers_nothing():
    numbers = people(all=13, a=3, b=0, c=10)

    assert withheld(numbers, [Sum("all", ("a", "b", "c"))], sensitive=small(numbers)) == {"a", "c"}


def test_small_rest_that_nobody_asked_for_is_covered_too():
    numbers = people(all=320, women=318, rest=2)

    found = withheld(numbers, [Sum("all", ("women", "rest"))], sensitive={"rest"}, unseen={"rest"})

    assert found == {"women"}


def test_rows_and_columns_are_covered_both():
    numbers = people(t=60, a=23, b=37, x=33, y=27, ax=3, ay=20, bx=30, by=7)
    sums = [Sum("t", ("a", "b")), Sum("t", ("x", "y")), Sum("a", ("ax", "ay")), Sum("b", ("bx", "by")),
            Sum("x", ("ax", "bx")), Sum("y", ("ay", "by"))]  # fmt: skip

    found = withheld(numbers, sums, sensitive=small(numbers))

    assert {"ax"} < found
    assert not computed(found, sums)


@st.composite
def tables(draw, most=30):
    """A province of districts and communes, a whole with two parts, and a rest that no line asks for (or is nothing)."""
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    size = st.one_of(st.integers(0, 6), st.integers(0, most))
    has_rest = draw(st.booleans())
    names = ("a", "b", "rest")
    leaves = [(f"d{district}", f"c{district}{place}") for district, count in enumerate(shape) for place in range(count)]
    numbers: dict[tuple[str, str], int] = {}
    for district, commune in leaves:
        for name in names:
            number = draw(size) if name != "rest" or has_rest else 0
            for place in (commune, district, "land"):
                numbers[name, place] = numbers.get((name, place), 0) + number
    places = sorted({place for _name, place in numbers})
    sums: list[Sum] = []
    for place in places:
        numbers["all", place] = sum(numbers[name, place] for name in names)
        sums.append(Sum(("all", place), tuple((name, place) for name in names)))
    for name in ("all", *names):
        sums.append(Sum((name, "land"), tuple((name, f"d{one}") for one in range(len(shape)))))
        for one in range(len(shape)):
            sums.append(Sum((name, f"d{one}"), tuple((name, commune) for at, commune in leaves if at == f"d{one}")))
    return {cell: Decimal(number) for cell, number in numbers.items()}, sums


def unseen(numbers) -> set:
    return {cell for cell in numbers if cell[0] == "rest"}


def left_over(row: list[Fraction], reduced: list[tuple[int, list[Fraction]]]) -> list[Fraction]:
    """What of a row is no combination of others that `eliminated` gave: nothing but zeros where it is one."""
    left = list(row)
    for pivot, other in reduced:
        if factor := left[pivot]:
            left = [one - factor * two if two else one for one, two in zip(left, other, strict=True)]
    return left


def eliminated(rows: list[list[Fraction]]) -> list[tuple[int, list[Fraction]]]:
    """Plain elimination, apart from the one that is judged; each row with the place where it alone begins."""
    reduced: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        left = left_over(row, reduced)
        pivot = next((place for place, value in enumerate(left) if value), None)
        if pivot is not None:
            reduced.append((pivot, [value / left[pivot] for value in left]))
    return reduced


@settings(max_examples=50, deadline=None)
@given(tables())
def test_no_withheld_cell_can_be_computed_from_what_is_shown(table):
    numbers, sums = table
    rests = unseen(numbers)
    sensitive = small(numbers)

    hidden = withheld(numbers, sums, sensitive=sensitive, unseen=rests)

    assert sensitive - rests <= hidden
    unknown = sorted(hidden | rests)
    shown = eliminated(
        [
            [Fraction((cell == one.whole) - (cell in one.parts)) for cell in unknown]
            for one in sums
            if set(one.cells) & set(unknown)
        ]
    )
    for place, cell in enumerate(unknown):
        if cell in hidden or cell in sensitive:
            assert any(left_over([Fraction(place == other) for other in range(len(unknown))], shown)), cell


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=3))
def test_nor_by_trying_all_counts_that_fit(communes):
    """Whoever knows that nobody is counted below zero still finds two counts for every withheld cell."""
    names = ("a", "b")
    numbers = {
        (name, str(place)): Decimal(row[at]) for place, row in enumerate(communes) for at, name in enumerate(names)
    }
    cells = sorted(numbers)
    places = [str(place) for place in range(len(communes))]
    sums = [Sum(("all", place), tuple((name, place) for name in names)) for place in places]
    sums += [Sum((name, "land"), tuple((name, place) for place in places)) for name in (*names, "all")]
    sums.append(Sum(("all", "land"), tuple((name, "land") for name in names)))

    def complete(counts):
        made = dict(counts)
        for place in places:
            made["all", place] = sum(made[name, place] for name in names)
        for name in (*names, "all"):
            made[name, "land"] = sum(made[name, place] for place in places)
        return made

    numbers = complete(numbers)
    hidden = withheld(numbers, sums, sensitive=small(numbers))

    found = {cell: set() for cell in hidden}
    free = [cell for cell in cells if cell in hidden]
    shown = {cell: number for cell, number in numbers.items() if cell not in hidden}
    for counts in itertools.product(range(9), repeat=len(free)) if len(free) <= 4 else ():
        made = complete({**{cell: numbers[cell] for cell in cells}, **dict(zip(free, counts, strict=True))})
        if all(made[cell] == number for cell, number in shown.items()):
            for cell in hidden:
                found[cell].add(made[cell])

    assert len(free) > 4 or all(len(counts) > 1 for counts in found.values())
