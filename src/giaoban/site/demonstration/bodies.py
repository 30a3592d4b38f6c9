"""Bodies, posts and people of the demonstration. The bodies are real kinds of bodies; every person is fictional."""

from dataclasses import dataclass

from giaoban.registry.enums import UnitKind


@dataclass(frozen=True)
class BodyFact:
    """A body: its code, where it sits (code of the territory of 2021), above it, and the names texts use for it."""

    code: str
    name: str
    short_name: str
    kind: UnitKind
    seat: str
    parent: str = ""
    aliases: tuple[str, ...] = ()


PROVINCE, DISTRICT, COMMUNE = "45", "464", "19369"

BODIES = (
    BodyFact(
        "qt.btv",
        "Ban Thường vụ Tỉnh ủy Quảng Trị",
        "Ban Thường vụ Tỉnh ủy",
        UnitKind.PARTY_STANDING_BOARD,
        PROVINCE,
        aliases=("BTV Tỉnh ủy",),
    ),
    BodyFact("qt.tttu", "Thường trực Tỉnh ủy Quảng Trị", "Thường trực Tỉnh ủy", UnitKind.PARTY_STANDING, PROVINCE),
    BodyFact("qt.vptu", "Văn phòng Tỉnh ủy Quảng Trị", "Văn phòng Tỉnh ủy", UnitKind.PARTY_OFFICE, PROVINCE),
    BodyFact("qt.btctu", "Ban Tổ chức Tỉnh ủy Quảng Trị", "Ban Tổ chức Tỉnh ủy", UnitKind.PARTY_BOARD, PROVINCE),
    BodyFact("qt.bdv", "Ban Dân vận Tỉnh ủy Quảng Trị", "Ban Dân vận Tỉnh ủy", UnitKind.PARTY_BOARD, PROVINCE),
    BodyFact(
        "qt.mttq",
        "Ủy ban MTTQ Việt Nam tỉnh Quảng Trị",
        "MTTQ tỉnh",
        UnitKind.FRONT,
        PROVINCE,
        aliases=("Ủy ban MTTQ Việt Nam tỉnh", "UBMTTQVN tỉnh"),
    ),
    BodyFact(
        "qt.lhpn",
        "Hội Liên hiệp Phụ nữ tỉnh Quảng Trị",
        "Hội LHPN tỉnh",
        UnitKind.WOMENS_UNION,
        PROVINCE,
        aliases=("Hội Liên hiệp Phụ nữ tỉnh",),
    ),
    BodyFact(
        "qt.doan",
        "Đoàn TNCS Hồ Chí Minh tỉnh Quảng Trị",
        "Tỉnh Đoàn",
        UnitKind.YOUTH_UNION,
        PROVINCE,
        aliases=("Đoàn TNCS Hồ Chí Minh tỉnh",),
    ),
    BodyFact(
        "qt.ccb",
        "Hội Cựu chiến binh tỉnh Quảng Trị",
        "Hội CCB tỉnh",
        UnitKind.VETERANS_ASSOCIATION,
        PROVINCE,
        aliases=("Hội Cựu chiến binh tỉnh",),
    ),
    BodyFact("qt.nd", "Hội Nông dân tỉnh Quảng Trị", "Hội Nông dân tỉnh", UnitKind.FARMERS_UNION, PROVINCE),
    BodyFact(
        "qt.ldld",
        "Liên đoàn Lao động tỉnh Quảng Trị",
        "LĐLĐ tỉnh",
        UnitKind.LABOUR_FEDERATION,
        PROVINCE,
        aliases=("Liên đoàn Lao động tỉnh",),
    ),
    BodyFact("qt.ubnd", "Ủy ban nhân dân tỉnh Quảng Trị", "UBND tỉnh", UnitKind.PEOPLES_COMMITTEE, PROVINCE),
    BodyFact("qt.hdnd", "Hội đồng nhân dân tỉnh Quảng Trị", "HĐND tỉnh", UnitKind.PEOPLES_COUNCIL, PROVINCE),
    BodyFact(
        "qt.bcd-covid",
        "Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh Quảng Trị",
        "BCĐ phòng, chống dịch COVID-19 tỉnh",
        UnitKind.STEERING_COMMITTEE,
        PROVINCE,
    ),
    BodyFact("qt.464.mttq", "Ủy ban MTTQ Việt Nam huyện Vĩnh Linh", "MTTQ huyện", UnitKind.FRONT, DISTRICT, "qt.mttq"),
    BodyFact(
        "qt.464.lhpn",
        "Hội Liên hiệp Phụ nữ huyện Vĩnh Linh",
        "Hội LHPN huyện",
        UnitKind.WOMENS_UNION,
        DISTRICT,
        "qt.lhpn",
    ),
    BodyFact("qt.19369.mttq", "Ủy ban MTTQ Việt Nam xã Vĩnh Thái", "MTTQ xã", UnitKind.FRONT, COMMUNE, "qt.464.mttq"),
)

COALITION = ("qt.mttq", "qt.lhpn", "qt.doan", "qt.ccb", "qt.nd", "qt.ldld")
COALITION_NAME = "Mặt trận và các đoàn thể chính trị - xã hội cấp tỉnh"
COALITION_ALIASES = (
    "Mặt trận và các đoàn thể chính trị - xã hội",
    "Mặt trận và các đoàn thể chính trị - xã hội tỉnh",
    "Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội tỉnh",
    "Mặt trận và các đoàn thể",
)


@dataclass(frozen=True)
class PersonFact:
    """A fictional person with an account of one click: user name, name, role, body, posts."""

    username: str
    name: str
    role: str
    body: str
    posts: tuple[tuple[str, str], ...]


PEOPLE = (
    PersonFact(
        "demo.vanphong",
        "Phạm Thị Ánh Tuyết",
        "secretariat",
        "qt.vptu",
        (("qt.vptu", "Chuyên viên tổng hợp Văn phòng Tỉnh ủy"),),
    ),
    PersonFact("demo.danvan", "Lê Thị Mai Anh", "secretariat", "qt.bdv", (("qt.bdv", "Trưởng Ban Dân vận Tỉnh ủy"),)),
    PersonFact(
        "demo.chutri",
        "Trần Hữu Nghĩa",
        "leader",
        "qt.tttu",
        (("qt.tttu", "Phó Bí thư Thường trực Tỉnh ủy"), ("qt.hdnd", "Chủ tịch HĐND tỉnh")),
    ),
    PersonFact(
        "demo.mattran", "Hồ Văn Phúc", "coordinator", "qt.mttq", (("qt.mttq", "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh"),)
    ),
    PersonFact("demo.phunu", "Lê Thị Thanh Hoa", "officer", "qt.lhpn", (("qt.lhpn", "Phó Chủ tịch Hội LHPN tỉnh"),)),
    PersonFact("demo.doan", "Nguyễn Khánh Duy", "officer", "qt.doan", (("qt.doan", "Phó Bí thư Tỉnh Đoàn"),)),
    PersonFact("demo.ccb", "Võ Đình Thắng", "officer", "qt.ccb", (("qt.ccb", "Chủ tịch Hội CCB tỉnh"),)),
    PersonFact("demo.nongdan", "Trương Văn Lành", "officer", "qt.nd", (("qt.nd", "Phó Chủ tịch Hội Nông dân tỉnh"),)),
    PersonFact("demo.congdoan", "Bùi Thị Ngọc Diệp", "officer", "qt.ldld", (("qt.ldld", "Phó Chủ tịch LĐLĐ tỉnh"),)),
    PersonFact(
        "demo.huyen",
        "Hoàng Thị Bích",
        "officer",
        "qt.464.mttq",
        (("qt.464.mttq", "Phó Chủ tịch Ủy ban MTTQ Việt Nam huyện"),),
    ),
    PersonFact(
        "demo.bientap",
        "Đặng Thanh Vân",
        "editor",
        "qt.mttq",
        (("qt.mttq", "Biên tập viên cổng thông tin Ủy ban MTTQ Việt Nam tỉnh"),),
    ),
    PersonFact(
        "demo.duyetbai",
        "Lương Đăng Khoa",
        "approver",
        "qt.mttq",
        (("qt.mttq", "Trưởng ban biên tập cổng thông tin Ủy ban MTTQ Việt Nam tỉnh"),),
    ),
    PersonFact("demo.xa", "Nguyễn Thị Lan", "clerk", "qt.19369.mttq", (("qt.19369.mttq", "Cán bộ Mặt trận xã"),)),
    PersonFact(
        "demo.ykien",
        "Lê Thị Thu Hằng",
        "poll_editor",
        "qt.mttq",
        (("qt.mttq", "Cán bộ truyền thông, Ủy ban MTTQ Việt Nam tỉnh"),),
    ),
    PersonFact(
        "demo.tiepnhan",
        "Nguyễn Thị Minh Tâm",
        "voice_handler",
        "qt.mttq",
        (("qt.mttq", "Cán bộ tiếp nhận ý kiến nhân dân, Ủy ban MTTQ Việt Nam tỉnh"),),
    ),
    PersonFact(
        "demo.taikhoan",
        "Đỗ Văn Quản",
        "territory_account_manager",
        "qt.mttq",
        (("qt.mttq", "Cán bộ văn phòng Ủy ban MTTQ Việt Nam tỉnh"),),
    ),
)
