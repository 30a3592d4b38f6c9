"""The public library of the demonstration. Invented, all of it: no office issued a paper with these numbers or words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from giaoban.documents import operations
from giaoban.documents.operations.files import keep
from giaoban.documents.papers import Issuer, Paper, Signer, cited_number, document, from_lines
from giaoban.documents.papers.wording import ILLUSTRATION
from giaoban.documents.showing import DOCX
from giaoban.kernel import clock
from giaoban.registry.actor import Actor
from giaoban.site.demonstration.news import APPROVER

By = Callable[[str, dt.date], Actor]
FRONT, WOMEN = "Ủy ban MTTQ Việt Nam tỉnh Quảng Trị", "Hội Liên hiệp Phụ nữ tỉnh Quảng Trị"
WORD = operations.Word(
    "Lương Đăng Khoa, Trưởng ban Biên tập (nhân vật hư cấu)", "Quy chế công khai văn bản (minh họa), ngày 04/01/2021"
)


@dataclass(frozen=True)
class Told:
    """A document: what it says of itself, and its text a paragraph a line."""

    kind: str
    number: int
    sign: str
    day: dt.date
    issuer: str
    subject: str
    text: str


DOCUMENTS = (
    Told(
        "QĐ", 3, "MTTQ-MH", dt.date(2020, 3, 18), FRONT,
        "Ban hành Quy chế tiếp nhận và trả lời ý kiến của nhân dân gửi qua cổng thông tin",
        """# Điều 1. Ai cũng gửi được
Người dân gửi ý kiến không cần tài khoản, có thể không ghi tên; hệ thống trao ngay một mã để theo dõi.
# Điều 2. Bao giờ có trả lời
Bộ phận tiếp nhận đọc ý kiến trong hai ngày làm việc, chuyển đúng nơi phụ trách và ghi ngày phải trả lời.
# Điều 3. Công khai đến đâu
Chỉ đăng phần đã che thông tin riêng của người gửi; tố cáo và khiếu nại không đăng, được chỉ sang đúng đường luật định.""",
    ),
    Told(
        "NQ", 4, "PN-MH", dt.date(2020, 12, 9), WOMEN,
        "Mỗi chi hội nhận một việc tử tế trong năm 2021",
        """1. Mỗi chi hội chọn một việc vừa sức, nói rõ giúp ai và xong vào tháng nào.
2. Cuối quý, chi hội kể lại việc đã làm trong buổi sinh hoạt, có ảnh và chữ ký của người được giúp.
3. Hội cấp xã góp các việc thành một trang, gửi lên huyện cùng báo cáo quý.""",
    ),
    Told(
        "HD", 2, "MTTQ-MH", dt.date(2021, 8, 12), FRONT,
        "Ghi sổ và công khai tiền, hàng ủng hộ ở cấp xã",
        """# I. Ghi sổ
Mỗi lần nhận ghi ngay một dòng: ngày, của ai, bao nhiêu, ai nhận. Người ủng hộ không muốn nêu tên thì ghi “ẩn danh”.
# II. Chi
Chi theo danh sách đã họp thống nhất; người nhận hoặc người nhận thay ký tên.
# III. Công khai
Niêm yết bảng thu, chi tại nhà văn hóa thôn trong ba ngày; ai thấy sai thì báo để đối chiếu.""",
    ),
    Told(
        "KH", 1, "MTTQ-MH", dt.date(2021, 10, 5), FRONT,
        "Tổ chức Ngày hội Đại đoàn kết toàn dân tộc ở khu dân cư năm 2021",
        """# I. Mục đích
Mỗi khu dân cư có một buổi gặp mặt gọn, ấm, đúng quy định phòng dịch; nhìn lại việc đã hứa đầu năm.
# II. Cách làm
Phần lễ không quá 60 phút: điểm việc đã làm, biểu dương người tốt, bàn một việc chung của năm tới.
Nơi còn dịch thì thăm hộ, trao quà tại nhà thay cho tập trung.
# III. Thời gian
Từ ngày 01/11 đến ngày 18/11/2021; báo cáo kết quả trước ngày 25/11/2021.""",
    ),
)  # fmt: skip


def publish(by: By) -> None:
    """Four documents of two bodies; `by(username, day)` is who acts on a day."""
    at = clock.now() - dt.timedelta(days=1)
    for told in DOCUMENTS:
        approver = by(APPROVER, max(told.day + dt.timedelta(days=2), dt.date(2021, 1, 5)))
        paper = _paper(told)
        label = cited_number(paper.letterhead, number=told.number, kind=told.kind, sign=told.sign)
        operations.publish_act(
            named=operations.Named(paper.kind_of_paper.name_vi, label, told.day, told.issuer, told.subject),
            word=WORD,
            files=[
                keep(data=document(paper, note=ILLUSTRATION), media_type=DOCX, name="van-ban.docx", by=approver, at=at)
            ],
            by=approver,
            at=at,
        )


def _paper(told: Told) -> Paper:
    return Paper(
        profile="state-2020",
        kind=told.kind,
        issuer=Issuer((), (told.issuer,), told.sign, "Quảng Trị"),
        subject=told.subject,
        blocks=from_lines(told.text),
        signer=Signer("Chủ tịch", "(minh họa)"),
        day=told.day,
        number=told.number,
        is_draft=False,
    )
