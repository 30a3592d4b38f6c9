"""A small meeting around the sentence that a test is about. People and places are invented."""

OPENING = (
    "Hội nghị giao ban công tác Mặt trận quý III, triển khai nhiệm vụ quý IV năm 2023\n"
    "Sáng ngày 28/9/2023, Thường trực Huyện ủy Mường Khao tổ chức hội nghị giao ban công tác Mặt trận quý III, "
    "triển khai nhiệm vụ quý IV năm 2023. Đồng chí Lương Văn Thuận, Phó Bí thư Thường trực Huyện ủy chủ trì hội nghị.\n"
)


def held(body: str) -> str:
    """The text of a meeting with this body."""
    return f"{OPENING}{body}\nHội nghị kết thúc cùng ngày.\n"
