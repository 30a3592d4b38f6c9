"""Letterheads as data: what we chose lies within what the norm allows, and each day finds its edition."""

import datetime as dt
import re

import pytest

from giaoban.documents import letterheads
from giaoban.documents.letterheads import KINDS, PROFILES, STATE_2020, Proof, Style, in_force
from giaoban.documents.papers import sheet
from giaoban.documents.papers.metrics import width
from giaoban.documents.papers.stylesheet import FILE, stylesheet
from tests.documents.papers import OFFICE, SIGNER, THREE, YOUTH, paper

each = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


@each
def test_each_size_lies_within_the_norm(profile):
    outside = [name for name, part in profile.parts() if not part.sizes[0] <= part.size <= part.sizes[1]]

    assert outside == []


@each
def test_margins_and_paragraphs_lie_within_the_norm(profile):
    margins, body = profile.margins, profile.body

    chosen = (margins.top, margins.bottom, margins.left, margins.right)
    assert all(least <= one <= most for one, (least, most) in zip(chosen, margins.ranges, strict=True))
    assert body.indents[0] <= body.indent <= body.indents[1]
    assert body.gap >= body.least_gap
    assert body.line_points >= 18 or body.lines_range[0] <= body.lines <= body.lines_range[1]


@each
def test_each_part_that_no_source_confirms_is_named(profile):
    unsure = {name for name, part in profile.parts() if part.proof == Proof.UNCONFIRMED}

    assert unsure <= set(profile.unconfirmed())
    assert unsure


@each
def test_edition_says_its_basis_and_from_which_day(profile):
    assert profile.code == f"{profile.style}-{profile.valid_from.year}"
    assert re.search(r"\d+.*(NĐ-CP|HD/VPTW|QĐ/TWĐTN-VP)", profile.basis_vi)


@pytest.mark.parametrize(
    ("style", "day", "code"),
    [
        (Style.STATE, dt.date(2020, 3, 5), "state-2020"),
        (Style.PARTY, dt.date(2021, 10, 15), "party-2018"),
        (Style.YOUTH, dt.date(2021, 10, 15), "youth-2013"),
    ],
)
def test_day_finds_its_edition(style, day, code):
    assert in_force(style, day).code == code


@pytest.mark.parametrize(("style", "day"), [(Style.STATE, dt.date(2020, 3, 4)), (Style.PARTY, dt.date(2018, 4, 2))])
def test_day_before_the_first_edition_has_none(style, day):
    with pytest.raises(letterheads.NoProfile) as refusal:
        in_force(style, day)

    assert f"{day:%d/%m/%Y}" in refusal.value.message_vi


def test_later_edition_takes_over_on_its_day(monkeypatch):
    from dataclasses import replace

    end = dt.date(2027, 1, 1)
    old, new = replace(STATE_2020, valid_until=end), replace(STATE_2020, code="state-2027", valid_from=end)
    monkeypatch.setattr(letterheads, "PROFILES", {old.code: old, new.code: new})

    assert in_force(Style.STATE, end - dt.timedelta(days=1)).code == "state-2020"
    assert in_force(Style.STATE, end).code == "state-2027"


def test_party_edition_is_doubtful_since_its_rule_was_replaced():
    party = PROFILES["party-2018"]

    assert not party.is_doubtful(dt.date(2026, 1, 8))
    assert party.is_doubtful(dt.date(2026, 1, 9))


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "Số: 07/KH-MTTQ-BTT"),
        ({"number": 145, "kind": "QĐ"}, "Số: 145/QĐ-MTTQ-BTT"),
        ({"kind": "CV"}, "Số: 07/MTTQ-BTT"),
        ({"profile": "party-2018", "kind": "TB", "issuer": OFFICE, "number": 36}, "Số 36-TB/VPTU"),
        ({"profile": "youth-2013", "issuer": YOUTH, "number": 367}, "Số: 367 - KH/TĐTN"),
    ],
)
def test_number_is_written_as_the_letterhead_writes_it(changes, label):
    assert sheet(paper(**changes)).under_issuer[0].text == label


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2021, 10, 15), "Quảng Trị, ngày 15 tháng 10 năm 2021"),
        (dt.date(2021, 2, 3), "Quảng Trị, ngày 03 tháng 02 năm 2021"),
        (dt.date(2021, 9, 9), "Quảng Trị, ngày 09 tháng 9 năm 2021"),
    ],
)
def test_small_days_and_the_first_two_months_have_a_nought(day, words):
    assert sheet(paper(day=day)).place.text == words


def test_draft_leaves_number_and_day_to_the_pen():
    drafted = sheet(paper(is_draft=True, number=None))

    assert [line.text.split() for line in drafted.under_issuer] == [["Số:", "/KH-MTTQ-BTT"], ["DỰ", "THẢO"]]
    assert drafted.place.text.split() == ["Quảng", "Trị,", "ngày", "tháng", "năm", "2021"]


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("state-2020", ["TM. BAN THƯỜNG TRỰC", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hồ Văn Phúc"]),
        ("party-2018", ["T/M BAN THƯỜNG TRỰC", "K/T CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hồ Văn Phúc"]),
    ],
)
def test_signer_stands_under_whose_authority_he_signs(code, lines):
    assert [line.text for line in sheet(paper(profile=code, signer=SIGNER)).signer] == lines


def test_recipients_end_as_a_list_does():
    assert sheet(paper(recipients=("Như trên", "- Lưu: VT;"))).recipients == ("- Như trên;", "- Lưu: VT.")


def test_letter_names_its_subject_under_the_number_and_no_kind():
    letter = sheet(paper(kind="CV", addressees=("Hội Liên hiệp Phụ nữ tỉnh",)))

    assert letter.heading == ()
    assert letter.under_issuer[1].text == "V/v Triển khai nhiệm vụ quý IV năm 2021"
    assert letter.addressees == ("Kính gửi: Hội Liên hiệp Phụ nữ tỉnh",)


def test_names_of_kinds_are_told_apart_by_their_codes():
    assert {"BC", "KH", "TB", "KL", "CV"} <= set(KINDS)
    assert len({kind.name_vi for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("one", THREE.values(), ids=THREE)
def test_each_title_fits_its_side_in_one_line(one):
    margins = one.letterhead.margins
    room = (210 - margins.left - margins.right) * 0.6

    too_long = [
        line.text for line in sheet(one).titles if width(line.text, size=line.part.size, bold=line.part.bold) > room
    ]

    assert too_long == []


def test_style_sheet_says_what_the_letterheads_say():
    assert FILE.read_text(encoding="utf-8") == stylesheet()
