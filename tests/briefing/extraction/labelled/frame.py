"""The small fixed meeting in which a labelled passage stands when an extractor reads it."""

OPENING = (
    "Hội nghị giao ban công tác Mặt trận và các đoàn thể quý III, triển khai nhiệm vụ quý IV năm 2023\n"
    "Sáng ngày 28/9/2023, Thường trực cấp ủy tổ chức hội nghị giao ban công tác Mặt trận và các đoàn thể quý III, triển khai nhiệm vụ "
    "quý IV năm 2023. Đồng chí Lương Văn Thuận, Phó Bí thư Thường trực, chủ trì hội nghị.\n"
)
LEAD_IN = "Phát biểu kết luận hội nghị, đồng chí Lương Văn Thuận đề nghị {addressee} thực hiện những việc sau:\n"
CLOSING = "\nHội nghị kết thúc vào cuối buổi sáng cùng ngày.\n"


def framed(record):
    """The text to extract from, and where in it the passage of a labelled record starts.

    A record whose addressee was given by an earlier sentence gets that sentence; the frame itself holds no other task, act or figure.
    """
    addressee = record["context"].get("addressee")
    before = OPENING + (LEAD_IN.format(addressee=addressee) if addressee else "")
    return before + record["text"] + CLOSING, len(before)
