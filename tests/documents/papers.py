"""Papers to test with, in our own words; everybody in them is fictional."""

import datetime as dt
from typing import Any

from giaoban.documents.papers import Column, Heading, Issuer, Paper, Paragraph, Signer, Table

DAY = dt.date(2021, 10, 15)
FRONT = Issuer(("Ủy ban MTTQ Việt Nam", "tỉnh Quảng Trị"), ("Ban Thường trực",), "MTTQ-BTT", "Quảng Trị")
OFFICE = Issuer(("Tỉnh ủy Quảng Trị",), ("Văn phòng",), "VPTU", "Quảng Trị")
YOUTH = Issuer((), ("BCH tỉnh Quảng Trị",), "TĐTN", "Quảng Trị")
SIGNER = Signer("Phó Chủ tịch", "Hồ Văn Phúc", on_behalf_of="Ban Thường trực", acting_for="Chủ tịch")
TASKS = Table(
    (Column("STT", 10, centred=True), Column("Nội dung", 50), Column("Thời hạn", 25, centred=True)),
    (("1", "Rà soát người dân trở về quê", "tháng 11/2021"), ("2", "Chuẩn bị Đại hội", "quý IV/2021")),
)
BLOCKS = (
    Heading("I. MỤC ĐÍCH"),
    Paragraph("1. Giữ nếp giao ban, mỗi việc có người lo và có ngày xong."),
    TASKS,
    Paragraph("Trên đây là kế hoạch."),
)


def paper(**changes: Any) -> Paper:
    """A plan of the provincial Front, not a draft, numbered; changed as said."""
    told: dict[str, Any] = {
        "profile": "state-2020",
        "kind": "KH",
        "issuer": FRONT,
        "subject": "Triển khai nhiệm vụ quý IV năm 2021",
        "blocks": BLOCKS,
        "signer": SIGNER,
        "day": DAY,
        "recipients": ("Thường trực Tỉnh ủy", "Lưu: VT"),
        "number": 7,
        "is_draft": False,
    }
    return Paper(**told | changes)


THREE = {
    "state-2020": paper(),
    "party-2018": paper(profile="party-2018", kind="TB", issuer=OFFICE),
    "youth-2013": paper(profile="youth-2013", issuer=YOUTH),
}
