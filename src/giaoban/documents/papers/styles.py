"""The styles of a Word file: one for each part of the letterhead, so that an office can change a part in one place."""

from lxml import etree

from giaoban.documents.letterheads import Body, Part, Profile
from giaoban.documents.papers.package import W, el, twips

FONT = "Times New Roman"
NOTE_SIZE = 9.0
SOURCE_SIZE = 11.0

# Style → its name in Word, alignment, points before and after.
STYLE_NAMES = {
    "title_1": ("Tiêu đề 1", "center", 0, 0),
    "title_2": ("Tiêu đề 2", "center", 0, 0),
    "upper": ("Cơ quan cấp trên", "center", 0, 0),
    "own": ("Cơ quan ban hành", "center", 0, 0),
    "number": ("Số và ký hiệu", "center", 4, 0),
    "place": ("Địa danh, ngày tháng", "center", 4, 0),
    "kind": ("Tên loại", "center", 18, 0),
    "subject": ("Trích yếu", "center", 0, 0),
    "letter_subject": ("Trích yếu công văn", "center", 6, 0),
    "addressee": ("Kính gửi", "center", 6, 0),
    "body": ("Nội dung", "both", None, 0),
    "heading": ("Đề mục", "both", None, 0),
    "table": ("Bảng", "left", 1, 1),
    "table_centred": ("Bảng, giữa", "center", 1, 1),
    "table_head": ("Bảng, đầu cột", "center", 1, 1),
    "chart_title": ("Biểu đồ, tên", "center", 8, 2),
    "chart": ("Biểu đồ", "center", 0, 0),
    "chart_source": ("Biểu đồ, nguồn", "center", 0, 8),
    "authority": ("Quyền hạn, chức vụ", "center", 0, 0),
    "signer": ("Người ký", "center", 0, 0),
    "recipients_head": ("Nơi nhận", "left", 0, 0),
    "recipients": ("Danh sách nơi nhận", "left", 0, 0),
    "draft": ("Dấu dự thảo", "center", 6, 0),
    "page_number": ("Số trang", "center", 0, 0),
    "mark": ("Dấu phân cách", "center", 0, 0),
    "rule": ("Đường kẻ", "center", 2, 0),
    "gap": ("Khoảng cách", "left", 0, 0),
    "note": ("Ghi chú đầu trang", "center", 0, 0),
}
_SMALLEST = Part(1, (1, 1))
# Paragraphs that only hold a line or a distance, in twentieths of a point.
_THIN = {"rule": 60, "gap": 80}
# Paragraphs that are narrower than their room, by so many millimetres on either side.
_NARROW = {"draft": 15, "subject": 12}


def styles(profile: Profile) -> etree._Element:
    """styles.xml: Times New Roman for every script, Vietnamese, black; each part in its own style."""
    parts = dict(profile.parts()) | {
        "table_centred": profile.table,
        "table_head": Part(profile.table.size, profile.table.sizes, bold=True),
        "chart_title": Part(profile.table.size, profile.table.sizes, bold=True),
        "chart": profile.table,
        "chart_source": Part(SOURCE_SIZE, (SOURCE_SIZE, SOURCE_SIZE), italic=True),
        "mark": Part(profile.own.size, profile.own.sizes),
        "rule": _SMALLEST,
        "gap": _SMALLEST,
        "note": Part(NOTE_SIZE, (NOTE_SIZE, NOTE_SIZE), italic=True),
    }
    fonts = el("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    size = round(profile.body.part.size * 2)
    run = el(
        "rPr",
        fonts,
        el("color", val="000000"),
        el("sz", val=size),
        el("szCs", val=size),
        el("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"),
    )
    spacing = el("pPr", el("spacing", before=0, after=0, line=240, lineRule="auto"))
    made = el("styles", el("docDefaults", el("rPrDefault", run), el("pPrDefault", spacing)))
    normal = el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", styleId="Normal")
    normal.set(f"{{{W}}}default", "1")
    made.append(normal)
    for name, part in parts.items():
        made.append(_style(name, part, profile.body))
    return made


def _style(name: str, part: Part, body: Body) -> etree._Element:
    called, alignment, before, after = STYLE_NAMES[name]
    return el(
        "style",
        el("name", val=called),
        el("basedOn", val="Normal"),
        el("qFormat"),
        _paragraph(name, alignment, before, after, body),
        _run(part),
        type="paragraph",
        customStyle="1",
        styleId=name,
    )


def _paragraph(name: str, alignment: str, before: float | None, after: float, body: Body) -> etree._Element:
    made = el("pPr")
    if name == "draft":
        made.append(el("pBdr", *(el(side, val="single", sz=6, space=1, color="000000") for side in _BOX)))
    made.append(_spacing(name, before, after, body))
    if name in ("body", "heading"):
        made.append(el("ind", firstLine=twips(body.indent)))
    elif name in _NARROW:
        made.append(el("ind", left=twips(_NARROW[name]), right=twips(_NARROW[name])))
    made.append(el("jc", val=alignment))
    if name == "heading":
        made.append(el("outlineLvl", val=0))
    return made


_BOX = ("top", "left", "bottom", "right")


def _spacing(name: str, before: float | None, after: float, body: Body) -> etree._Element:
    """Lines of the body as the norm has them, a rule's paragraph as thin as it goes, the others single."""
    if name in _THIN:
        return el("spacing", before=40, after=0, line=_THIN[name], lineRule="exact")
    first = round((body.gap if before is None else before) * 20)
    if name not in ("body", "heading"):
        return el("spacing", before=first, after=round(after * 20))
    if body.line_points:
        return el("spacing", before=first, after=0, line=round(body.line_points * 20), lineRule="atLeast")
    return el("spacing", before=first, after=0, line=round(body.lines * 240), lineRule="auto")


def _run(part: Part) -> etree._Element:
    made = el("rPr")
    for wanted, names in ((part.bold, ("b", "bCs")), (part.italic, ("i", "iCs"))):
        if wanted:
            made.extend([el(name) for name in names])
    made.extend([el("sz", val=round(part.size * 2)), el("szCs", val=round(part.size * 2))])
    if part.underlined:
        made.append(el("u", val="single"))
    return made


def settings(profile: Profile) -> etree._Element:
    """settings.xml: the layout of Word 2013 and later, margins mirrored where the letterhead has a verso."""
    made = el("settings")
    if profile.margins.mirrored:
        made.append(el("mirrorMargins"))
    made.append(el("defaultTabStop", val=twips(profile.body.indent)))
    uri = "http://schemas.microsoft.com/office/word"
    made.append(el("compat", el("compatSetting", name="compatibilityMode", uri=uri, val="15")))
    made.append(el("themeFontLang", val="vi-VN", eastAsia="vi-VN"))
    return made
