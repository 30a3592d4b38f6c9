"""The package of a Word file: its parts, their relations, and bytes that depend on nothing but the content."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_TERMS: Final = "http://purl.org/dc/terms/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_CHART: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STAMP: Final = (1980, 1, 1, 0, 0, 0)

TABLE_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_HEADER_IDS: Final = {"first": "rId3", "default": "rId4"}


def el(name: str, /, *children: etree._Element, **attributes: object) -> etree._Element:
    """An element of WordprocessingML with attributes of the same namespace."""
    made = etree.Element(f"{{{W}}}{name}", nsmap={"w": W, "r": RELATIONSHIPS})
    for attribute, value in attributes.items():
        made.set(f"{{{W}}}{attribute}", str(value))
    made.extend(children)
    return made


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def header_reference(which: str) -> etree._Element:
    made = el("headerReference", type=which)
    made.set(f"{{{RELATIONSHIPS}}}id", _HEADER_IDS[which])
    return made


def write(
    *,
    document: etree._Element,
    styles: etree._Element,
    settings: etree._Element,
    first_header: etree._Element,
    header: etree._Element,
    title: str,
    day: dt.date,
    charts: Mapping[str, etree._Element] = MappingProxyType({}),
) -> bytes:
    """The file; `charts` are by the id under which the document names them. Its properties say the title and the paper's own day; no author, no program, no moment of making."""
    word = {
        "document.xml": (document, "document.main"),
        "styles.xml": (styles, "styles"),
        "settings.xml": (settings, "settings"),
        "header1.xml": (first_header, "header"),
        "header2.xml": (header, "header"),
    }
    relations = {
        "rId1": ("styles", "styles.xml"),
        "rId2": ("settings", "settings.xml"),
        "rId3": ("header", "header1.xml"),
        "rId4": ("header", "header2.xml"),
        **{key: ("chart", f"charts/{key}.xml") for key in charts},
    }
    drawn = {f"charts/{key}.xml": chart for key, chart in charts.items()}
    parts = {
        "[Content_Types].xml": _content_types({f"/word/{name}": kind for name, (_, kind) in word.items()}, drawn),
        "_rels/.rels": _relations(
            {
                "rId1": (f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
                "rId2": (f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": _core(title, day),
        "word/_rels/document.xml.rels": _relations(
            {key: (f"{RELATIONSHIPS}/{kind}", target) for key, (kind, target) in relations.items()}
        ),
        **{f"word/{name}": part for name, (part, _) in word.items()},
        **{f"word/{name}": part for name, part in drawn.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True))
    return file.getvalue()


def _default(namespace: str) -> Any:
    """A map of prefixes in which names without one are of this namespace; lxml takes None, its stubs do not."""
    return {None: namespace}


def _content_types(parts: dict[str, str], charts: Iterable[str]) -> etree._Element:
    made = etree.Element(f"{{{_TYPES}}}Types", nsmap=_default(_TYPES))
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(made, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    known = {name: f"{_WORD}.{kind}+xml" for name, kind in parts.items()}
    known |= {f"/word/{name}": _CHART for name in charts}
    known["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    for name, kind in known.items():
        etree.SubElement(made, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
    return made


def _relations(relations: dict[str, tuple[str, str]]) -> etree._Element:
    made = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=_default(_RELATIONS))
    for key, (kind, target) in relations.items():
        etree.SubElement(made, f"{{{_RELATIONS}}}Relationship", Id=key, Type=kind, Target=target)
    return made


def _core(title: str, day: dt.date) -> etree._Element:
    made = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    etree.SubElement(made, f"{{{_DC}}}title").text = title
    etree.SubElement(made, f"{{{_DC}}}language").text = "vi-VN"
    for name in ("created", "modified"):
        stamp = etree.SubElement(made, f"{{{_TERMS}}}{name}")
        stamp.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        stamp.text = f"{day.isoformat()}T00:00:00Z"
    return made
