"""By what an indicator is split: dimensions and their categories. A category of an indicator is an indicator of its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dimension:
    """`categories` are code → name; `of_people` says that a small number of one says something about few people."""

    code: str
    name: str
    categories: dict[str, str]
    of_people: bool = True


SEX = Dimension("gioi-tinh", "Giới tính", {"nu": "Nữ", "nam": "Nam"})
AGE = Dimension(
    "do-tuoi", "Độ tuổi", {"duoi-16": "Dưới 16", "16-30": "16 đến 30", "31-59": "31 đến 59", "tu-60": "Từ 60"}
)
ETHNICITY = Dimension("dan-toc", "Dân tộc", {"kinh": "Kinh", "thieu-so": "Dân tộc thiểu số"})
LIVING = Dimension("muc-song", "Mức sống", {"ngheo": "Hộ nghèo", "can-ngheo": "Hộ cận nghèo", "khac": "Hộ khác"})
ORGANISATION = Dimension(
    "to-chuc",
    "Tổ chức thành viên",
    {
        "phu-nu": "Phụ nữ",
        "thanh-nien": "Thanh niên",
        "cuu-chien-binh": "Cựu chiến binh",
        "nong-dan": "Nông dân",
        "cong-doan": "Công đoàn",
    },
    of_people=False,
)
WORKS = Dimension("cong-trinh", "Loại công trình", {"xay-moi": "Xây mới", "sua-chua": "Sửa chữa"}, of_people=False)

DIMENSIONS: dict[str, Dimension] = {one.code: one for one in (SEX, AGE, ETHNICITY, LIVING, ORGANISATION, WORKS)}
