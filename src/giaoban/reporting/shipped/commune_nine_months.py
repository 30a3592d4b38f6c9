"""What the Front of a commune reports of the first nine months: due before they end, so what is left may be estimated."""

import datetime as dt

from giaoban.registry.enums import UnitKind
from giaoban.reporting.enums import FormPeriod, Level, Window
from giaoban.reporting.shipped import commune_month as month
from giaoban.reporting.shipped.asking import Form

COMMUNE_NINE_MONTHS = Form(
    code="mttq-xa-9-thang",
    name="Báo cáo 9 tháng của Mặt trận cấp xã",
    body_kind=UnitKind.FRONT,
    level=Level.COMMUNE,
    period_kind=FormPeriod.NINE_MONTHS,
    window=Window.DECREE_09,
    since=dt.date(2020, 1, 1),
    sections=(month.SITUATION, month.INFORMING, month.CARING, month.DEMOCRACY, month.ORGANISING, month.JUDGING),
    rules=month.RULES,
)
