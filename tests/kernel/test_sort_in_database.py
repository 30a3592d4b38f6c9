"""The stored key against the collation that it replaces, where the server was built with ICU (Debian's; not the wheel's)."""

import random

import pytest
from django.db import connection

from giaoban.kernel.vietnamese import TONES, nfc, sort_key

SYLLABLES = [
    nfc(start + vowel + tone) + end
    for start in ("", "b", "d", "đ", "Đ", "h", "H", "th")
    for vowel in "aăâeêioôơuưy"
    for tone in TONES
    for end in ("", "n", "ng")
]


def ordered_by(sql, texts):
    with connection.cursor() as cursor:
        cursor.execute(sql, [texts, [sort_key(text) for text in texts]])
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def texts():
    chance = random.Random(13)
    two = (f"{chance.choice(SYLLABLES)}{chance.choice(' -,.1')}{chance.choice(SYLLABLES)}" for _ in range(3000))
    return sorted({*SYLLABLES, *two})


def test_a_column_with_collate_c_orders_keys_as_python_does(db, texts):
    ordered = ordered_by(
        'SELECT t FROM unnest(%s::text[], %s::text[]) AS x(t, k) ORDER BY k COLLATE "C", t COLLATE "C"', texts
    )

    assert ordered == sorted(texts, key=lambda text: (sort_key(text), text))


def test_the_key_gives_exactly_the_order_of_icu(db, texts):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = 'vi-x-icu'")
        if cursor.fetchone() is None:
            pytest.skip("this PostgreSQL was built without ICU; Debian's has it")

    ordered = ordered_by('SELECT t FROM unnest(%s::text[], %s::text[]) AS x(t, k) ORDER BY t COLLATE "vi-x-icu"', texts)

    assert ordered == sorted(texts, key=sort_key)
