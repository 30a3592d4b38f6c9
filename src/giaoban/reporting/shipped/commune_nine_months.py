"""What the Front of a commune reports of the first nine months: due before they end, so what is left may be estimated.

Each theme also asks for what stood out, in words: from these the report of the level above is merged.
"""

import datetime as dt
from dataclasses import replace

from giaoban.registry.enums import UnitKind
from giaoban.reporting.enums import FormPeriod, Level, Window
from giaoban.reporting.shipped import commune_month as month
from giaoban.reporting.shipped import indicators as of
from giaoban.reporting.shipped.asking import Ask, Form, Line, Section

WHAT_STOOD_OUT = "Hai, ba việc đáng nói nhất: việc gì, ở đâu, kết quả bao nhiêu. Mỗi việc một câu, có con số."


def _with_words(section: Section, ask: Ask) -> Section:
    return replace(section, lines=(*section.lines, Line(ask, WHAT_STOOD_OUT, is_required=False)))


COMMUNE_NINE_MONTHS = Form(
    code="mttq-xa-9-thang",
    name="Báo cáo 9 tháng của Mặt trận cấp xã",
    body_kind=UnitKind.FRONT,
    level=Level.COMMUNE,
    period_kind=FormPeriod.NINE_MONTHS,
    window=Window.DECREE_09,
    since=dt.date(2020, 1, 1),
    sections=(
        month.SITUATION,
        _with_words(month.INFORMING, of.NOTABLE_INFORMING),
        _with_words(month.CARING, of.NOTABLE_CARING),
        _with_words(month.DEMOCRACY, of.NOTABLE_DEMOCRACY),
        month.ORGANISING,
        month.JUDGING,
    ),
    rules=month.RULES,
)
