"""The small fixed meeting in which a labelled passage stands when an extractor reads it."""

OPENING = (
    "Hội nghị giao ban công tác Mặt trận và các đoàn thể quý III, triển khai nhiệm vụ quý IV năm 2023\n"
    "Sáng ngày 28/9/2023, Thường trực cấp ủy tổ chức hội nghị giao ban công tác Mặt trận và các đoàn thể quý III, triển khai nhiệm vụ "
    "quý IV năm 2023. Đồng chí Lương Văn Thuận, Phó Bí thư Thường trực, chủ trì hội nghị.\n"
)
ASSIGNING = (
    "Phát biểu kết luận hội nghị, đồng chí Lương Văn Thuận phân công nhiệm vụ cho các đơn vị, địa phương như sau:\n"
)
LEAD_IN = "Phát biểu kết luận hội nghị, đồng chí Lương Văn Thuận đề nghị {addressee} thực hiện những việc sau:\n"
CLOSING = "\nHội nghị kết thúc vào cuối buổi sáng cùng ngày.\n"


def framed(record):
    """The text to extract from, and where in it the passage of a labelled record starts.

    What an earlier sentence gave, the addressee or only that work is being assigned, that sentence gives here. The frame holds no task, act or figure.
    """
    context = record["context"]
    lead_in = LEAD_IN.format(**context) if "addressee" in context else ASSIGNING if "assigning" in context else ""
    before = OPENING + lead_in
    return before + record["text"] + CLOSING, len(before)
