"""What reading a file gives: its text, or a refusal that says what to do."""

from dataclasses import dataclass
from typing import Any

from giaoban.kernel.problems import Problem


@dataclass(frozen=True)
class ReadText:
    """The text of one file; everything that is said about it later refers to offsets of `text`.

    `kind` is "txt", "docx", "pdf" or "html". `noise` are half-open, ordered, disjoint spans of `text` that stood in
    the file but not in what it says: running heads, page furniture, a byte order mark. `warnings` are keys of
    WARNINGS_VI.
    """

    text: str
    kind: str
    noise: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()


class UnreadableFile(Problem):
    """A file that gives no text. `code` is a key of REFUSALS_VI; `detail` is for the log, `message_vi` for a person."""

    detail: str = ""

    def __init__(self, code: str, detail: str = "", **fields: Any) -> None:
        super().__init__(code=code, detail=detail, **fields)

    @property
    def message_vi(self) -> str:
        return REFUSALS_VI[self.code].format_map(vars(self))


REFUSALS_VI = {
    "empty": "Tệp này không có chữ nào. Hãy kiểm tra xem có chọn nhầm tệp không.",
    "empty_page": "Trang web này lưu về không có nội dung chữ. Hãy mở trang, chép phần bài viết rồi dán vào ô văn bản.",
    "too_large": "Tệp lớn quá mức cho phép ({limit_mb} MB). Hãy chỉ gửi phần văn bản cần đọc, bỏ bớt ảnh hoặc tách tệp.",
    "too_much_text": "Tệp có quá nhiều chữ (trên {limit_mb} MB). Hãy tách thành nhiều tệp rồi gửi từng tệp.",
    "too_many_pages": "Tệp PDF có {pages} trang, quá mức cho phép ({limit} trang). Hãy tách lấy các trang cần đọc.",
    "binary": "Tệp này không phải văn bản mà là dữ liệu nhị phân. Hãy chọn tệp .docx, .pdf, .txt hoặc .html.",
    "unsupported": "Đây là {type_vi}, hệ thống không đọc được. Hãy lưu lại thành .docx, .pdf có chữ hoặc .txt.",
    "wrong_type": (
        "Đuôi tệp là “{extension}” nhưng nội dung thực ra là {type_vi}. Hãy đặt lại đuôi tệp cho đúng, "
        "hoặc mở bằng phần mềm gốc và lưu lại thành .docx."
    ),
    "old_office": "Tệp này thuộc Word hoặc Excel đời cũ (.doc, .xls). Hãy mở bằng Word, chọn “Lưu thành”, loại .docx, rồi gửi lại.",
    "web_archive": "Trang web lưu dạng .mht không đọc được. Hãy lưu lại trang với kiểu “Trang web, chỉ HTML” (.html).",
    "picture": "Đây là {type_vi}, không có chữ để đọc. Hãy gửi bản Word (.docx), PDF có chữ, hoặc gõ lại nội dung.",
    "encrypted": "Tệp này đặt mật khẩu nên không mở được. Hãy bỏ mật khẩu (lưu lại không mật khẩu) rồi gửi lại.",
    "scan": (
        "Tệp này là bản quét (ảnh), không có chữ để đọc. Hãy xin bản Word hoặc PDF xuất từ Word, "
        "hoặc nhận dạng chữ (OCR) trước rồi gửi lại."
    ),
    "broken_encoding": (
        "Tệp PDF này có phông chữ hỏng mã: nhìn thì đúng nhưng chép ra chữ vô nghĩa. "
        "Hãy gửi bản Word gốc, hoặc in lại ra PDF từ Word rồi gửi lại."
    ),
    "legacy_encoding": (
        "Văn bản dùng bảng mã cũ (TCVN3/ABC hoặc VNI). Hãy chuyển sang Unicode (ví dụ bằng Unikey: Ctrl+Shift+F6) rồi gửi lại."
    ),
    "zip_bomb": "Tệp này bung ra lớn bất thường so với cỡ của nó nên không được mở. Hãy mở bằng Word và lưu lại rồi gửi lại.",
    "hostile": "Tệp có cấu trúc bất thường, giống tệp bị cố ý làm sai nên không được mở. Hãy mở bằng Word và lưu lại thành tệp mới.",
    "macro": "Tệp này có macro (mã chạy được) nên không được mở. Hãy lưu lại thành .docx không có macro rồi gửi lại.",
    "timeout": "Tệp quá phức tạp, đọc mãi không xong nên đã dừng. Hãy lưu lại thành tệp đơn giản hơn, hoặc dán phần văn bản cần đọc.",
    "too_heavy": "Tệp cần quá nhiều bộ nhớ để đọc nên đã dừng. Hãy lưu lại thành tệp đơn giản hơn, hoặc dán phần văn bản cần đọc.",
    "damaged": "Tệp bị hỏng, thiếu dữ liệu hoặc quá phức tạp nên không đọc được. Hãy tải lại, hoặc mở bằng phần mềm gốc và lưu lại rồi gửi lại.",
}

WARNINGS_VI = {
    "undecodable": "Chữ không theo bảng mã Unicode; có thể là phông cũ (TCVN3, VNI). Hãy đối chiếu với bản gốc.",
    "windows_1258": "Tệp dùng bảng mã Windows-1258, đã chuyển sang Unicode.",
    "broken_bytes": "Một vài ký tự bị hỏng, thay bằng dấu “�”. Hãy đối chiếu với bản gốc.",
    "some_pages_scanned": "Một số trang là ảnh quét, chữ trên các trang ấy không đọc được.",
    "direction_controls": "Văn bản có ký tự ẩn đổi chiều đọc: chữ hiển thị có thể khác chữ thật.",
}
