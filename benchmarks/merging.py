"""The words of 130 communes merged into a report of thirty pages: sorted, taken over, written as a Word file, frozen."""

import datetime as dt
import random
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks._province import installation

BODIES, LIMIT_S = 130, 10
QUESTIONS = ("tinh-hinh", "noi-bat-tuyen-truyen", "noi-bat-cham-lo", "noi-bat-dan-chu", "kho-khan", "ky-toi")
# A sentence is put together of these; some of all sentences are said by many.
WHO = (
    "Ban công tác Mặt trận",
    "Hội viên phụ nữ",
    "Đoàn viên thanh niên",
    "Cựu chiến binh",
    "Tổ tự quản",
    "Người có uy tín",
)
DID = (
    "vận động bà con",
    "tuyên truyền đến từng hộ",
    "phối hợp với chính quyền",
    "họp dân bàn bạc",
    "giám sát",
    "tặng quà",
)
WHAT = (
    "về xây dựng nông thôn mới", "phòng chống dịch bệnh", "giúp hộ neo đơn thu hoạch lúa", "sửa đường liên thôn sau mưa lũ",
    "rà soát hộ nghèo bảo đảm công khai", "giữ gìn vệ sinh môi trường ven sông",
)  # fmt: skip
SHARED = tuple(
    f"{who} các khu dân cư {did} {what}, được nhân dân hưởng ứng."
    for who, did, what in zip(WHO, DID, WHAT, strict=True)
)


def main() -> None:
    installation()
    from django.conf import settings

    from giaoban.reporting import drafting, narrative, operations

    call, front, at = _returns()
    began = time.perf_counter()
    report = operations.begin_report(call_id=call.pk, by=front, at=at)
    sentences = repeated = picked = 0
    for part in narrative.outline(report).written:
        if not part.of:
            continue
        offered = narrative.offered(report, part)
        groups = list(offered.groups.values())
        sentences += sum(len(one.sentences) for one in groups)
        repeated += sum(len(one.sentences) for one in offered.repeated)
        chosen = _chosen(groups)
        picked += len(operations.pick(report_id=report.pk, section=part.code, picked=chosen, by=front, at=at))
    merged = time.perf_counter()
    from giaoban.documents.papers import document

    draft = drafting.compose(report, actor=front, as_of=at)
    file = document(draft.paper)
    drafted = time.perf_counter()
    operations.freeze_report(report_id=report.pk, by=front, at=at)
    frozen = time.perf_counter()
    words = sum(len(getattr(one, "text", "").split()) for one in draft.paper.blocks)
    print(
        f"   {BODIES} returns with {sentences:,} sentences ({repeated:,} of them said by several), {len(draft.bound)} figures"
    )
    print(
        f"   {picked} paragraphs, {words:,} words, {len(file) / 1024:.0f} KB, {_pages(file)} pages (database in {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[1]})"
    )
    print(f"   {merged - began:5.1f} s  sorted and taken over, six sections")
    print(f"   {drafted - merged:5.1f} s  drafted and written as a Word file")
    print(f"   {drafted - began:5.1f} s  together, limit {LIMIT_S} s")
    print(f"   {frozen - drafted:5.1f} s  frozen: drafted again, both files, every figure and version kept")


def _returns():
    """A call for nine months of last year, answered and accepted by 130 Fronts of communes."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from giaoban.kernel import clock
    from giaoban.kernel.period import Period
    from giaoban.kernel.vietnamese import sort_key
    from giaoban.registry import operations as registry
    from giaoban.registry.actor import Actor
    from giaoban.registry.enums import Tree, UnitKind
    from giaoban.registry.models import RoleAssignment, Unit, UnitVersion
    from giaoban.reporting import operations
    from giaoban.reporting.enums import LANDS, Level
    from giaoban.reporting.models import Indicator
    from giaoban.reporting.operations import Told
    from giaoban.reporting.shipped import FORMS

    at, since, day = clock.now(), dt.date(2020, 1, 1), dt.date(2020, 9, 28)
    above = Unit.objects.get(code="qt.464.mttq")
    district = UnitVersion.objects.get(unit__code="464", unit__edition="pre-2025", valid__contains=day).unit
    lands = list(UnitVersion.objects.on(day).filter(kind__in=LANDS[Level.COMMUNE]).order_by("unit"))
    told_for = {one.seat_id for one in UnitVersion.objects.on(day).filter(kind=UnitKind.FRONT)}
    for number in range(BODIES - len(lands)):
        unit = Unit.objects.create(tree=Tree.TERRITORY, code=f"9{number:04}", edition="pre-2025")
        name = f"Xã thử nghiệm {number + 1}"
        lands.append(
            UnitVersion.objects.create(
                unit=unit,
                name=name,
                name_sort=sort_key(name),
                kind=UnitKind.COMMUNE_RURAL,
                parent=district,
                valid=DateRange(since, dt.date(2025, 6, 1)),
            )
        )
    fronts = []
    for land in lands[:BODIES]:
        name = f"Ủy ban MTTQ Việt Nam {land.name[:1].lower()}{land.name[1:]}"
        if land.unit_id in told_for:
            fronts.append((UnitVersion.objects.on(day).get(kind=UnitKind.FRONT, seat=land.unit_id).unit, name))
            continue
        unit = Unit.objects.create(tree=Tree.ORGANISATION, code=f"bench.{land.unit.code}")
        UnitVersion.objects.create(
            unit=unit,
            name=name,
            name_sort=sort_key(name),
            kind=UnitKind.FRONT,
            parent=above,
            seat=land.unit,
            valid=DateRange(since, None),
        )
        fronts.append((unit, name))

    def actor(username: str) -> Actor:
        held = RoleAssignment.objects.select_related("unit", "user").get(user__username=username)
        return Actor(held.user, held, dt.date(2021, 10, 28))

    front, judge = actor("demo.mattran"), actor("demo.huyen")
    period = Period.of_nine_months(2020)
    call = operations.open_call(form=FORMS["mttq-xa-9-thang"], period=period, due=day, due_above=day, by=front, at=at)
    ids, chance = dict(Indicator.objects.values_list("code", "pk")), random.Random(2021)
    for number, (unit, name) in enumerate(fronts):
        user = registry.make_account(username=f"bench.{number}", full_name=name, unit_id=unit.pk, by=None, at=at)
        held = registry.grant_role(
            user=user, role="clerk", unit_id=unit.pk, valid_from=since, valid_until=None, by=None, at=at
        )
        by = Actor(user, held, dt.date(2021, 10, 28))
        told = [Told(indicator_id=ids[code], text=_words(chance)) for code in QUESTIONS]
        told += [Told(indicator_id=ids[code], none_occurred=True) for code in _numbers(call)]
        told.append(Told(indicator_id=ids["tu-danh-gia"], text="Khá"))
        of = operations.save(call=call, unit_id=unit.pk, told=told, revision=0, by=by, at=at)
        operations.submit(return_id=of.pk, by=by, at=at)
        _accept(of, judge, front, at)
    return call, front, at


def _numbers(call) -> list[str]:
    from giaoban.reporting import queries
    from giaoban.reporting.enums import Origin

    return [
        one.indicator.code
        for one in queries.items(call)
        if one.indicator.is_number and one.indicator.origin == Origin.REPORTED
    ]


def _accept(of, judge, front, at) -> None:
    """As the flow has it: the level between first, where one is."""
    from giaoban.reporting import operations, rules

    of.refresh_from_db()
    if rules.judge(of, on=judge.on) == judge.unit_id:
        operations.accept(return_id=of.pk, by=judge, at=at)
    else:
        # Of another district: its step is made without a person of the demonstration.
        type(of).objects.filter(pk=of.pk).update(status="endorsed")
    operations.accept(return_id=of.pk, by=front, at=at)


def _words(chance: random.Random) -> str:
    """Five sentences, one of them said by many."""
    own = [
        f"{chance.choice(WHO)} thôn {chance.randint(1, 40)} {chance.choice(DID)} {chance.choice(WHAT)}, có {chance.randint(12, 900)} lượt người"
        f" tham gia trong {chance.randint(2, 30)} ngày, góp {chance.randint(10, 990)} ngày công."
        for _ in range(4)
    ]
    return " ".join([*own, chance.choice(SHARED)])


def _chosen(groups: list) -> list:
    """What several said, each as a paragraph, and of the others one in six, three to a paragraph."""
    from giaoban.reporting.operations import Picked, Source

    def source(one) -> Source:
        return Source(one.value.pk, one.span.start, one.span.end)

    several = [one for one in groups if len(one.bodies) > 1]
    alone = [one for one in groups if len(one.bodies) == 1][::6]
    made = [Picked([source(one.first)], [source(said) for said in one.sentences]) for one in several]
    return made + [Picked([source(one.first) for one in alone[place : place + 3]]) for place in range(0, len(alone), 3)]


def _pages(file: bytes) -> str:
    """As LibreOffice sets it, where it is installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return "?"
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "a.docx"
        word.write_bytes(file)
        subprocess.run(
            [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)],
            check=True,
            capture_output=True,
        )
        return str(len(re.findall(rb"/Type\s*/Page\b", (Path(folder) / "a.pdf").read_bytes())))
