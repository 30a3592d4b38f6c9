"""Which outline a report follows: that of the program for its form, fitted to the version; else one made of the form itself."""

from collections.abc import Sequence
from dataclasses import replace

from giaoban.documents.reading.numbering import roman
from giaoban.reporting import queries
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.models import Call, FormItem, PeriodReport
from giaoban.reporting.prose import fields
from giaoban.reporting.shipped import FORMS
from giaoban.reporting.shipped.front_report import CLOSING, OUTLINES, RECIPIENTS, outline_for
from giaoban.reporting.shipped.outlines import Annexed, Outline, Part

OF_THE_FORM = "theo-bieu-mau"
MORE = "bo-sung"
IN_AN_ANNEX = 6


def of_call(call: Call) -> Outline:
    """The outline of a report that is begun on the call."""
    shipped = outline_for(call.form.code)
    return _fitted(shipped, queries.items(call)) if shipped else _of_form(call)


def of_report(report: PeriodReport) -> Outline:
    """The outline that the report was begun with; what a version of a form asks never changes, nor does this."""
    shipped = OUTLINES.get(report.outline)
    return _fitted(shipped, queries.items(report.call)) if shipped else _of_form(report.call)


def _fitted(outline: Outline, lines: Sequence[FormItem]) -> Outline:
    """Without sentences about lines that this version of the form dropped, and with a part for those that it added."""
    shipped = {line.ask.code for section in FORMS[outline.form].sections for line in section.lines}
    asked = {line.indicator.code for line in lines}
    dropped, added = shipped - asked, [line for line in lines if line.indicator.code not in shipped]

    def fitting(part: Part) -> Part:
        kept = (text for text in part.opening if not {one.code for one in fields.fields(text)} & dropped)
        return replace(part, opening=tuple(kept))

    parts = tuple(fitting(part) for part in outline.parts) if dropped else outline.parts
    return replace(outline, parts=(*parts, _part("Nội dung bổ sung", MORE, added)) if added else parts)


def _of_form(call: Call) -> Outline:
    lines = queries.items(call)
    sections = {line.section_id: line.section for line in lines}
    parts = tuple(
        _part(f"{roman(place)}. {section.title}", f"phan-{place}", [one for one in lines if one.section_id == pk])
        for place, (pk, section) in enumerate(sections.items(), start=1)
    )
    numbers = tuple(line.indicator.code for line in lines if line.indicator.is_number)[:IN_AN_ANNEX]
    return Outline(
        code=OF_THE_FORM,
        name=f"Tổng hợp: {call.form.name}",
        form=call.form.code,
        subject=f"Kết quả tổng hợp “{call.form.name}” {{period}}",
        opening="Trên cơ sở báo cáo của các đơn vị, kết quả {period} như sau:",
        closing=CLOSING,
        parts=parts,
        annexes=(Annexed("Kết quả chủ yếu theo địa bàn", numbers),) if numbers else (),
        recipients=RECIPIENTS,
    )


def _part(title: str, code: str, lines: Sequence[FormItem]) -> Part:
    words = tuple(one.indicator.code for one in lines if one.indicator.kind == IndicatorKind.TEXT)
    figures = (one for one in lines if one.indicator.is_number or one.indicator.kind == IndicatorKind.RATIO)
    return Part(title, code, of=words, table=tuple(one.indicator.code for one in figures))
