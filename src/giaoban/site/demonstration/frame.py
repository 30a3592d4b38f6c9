"""The footer of the demonstration's portal. Invented, all of it: no licence has this number, no telephone either."""

import datetime as dt
from collections.abc import Callable

from giaoban.kernel import clock
from giaoban.portal import operations
from giaoban.portal.operations import ImprintTold
from giaoban.registry.actor import Actor
from giaoban.site.demonstration.news import APPROVER

FOOTER = ImprintTold(
    governing_body="Ủy ban MTTQ Việt Nam tỉnh Quảng Trị (bản trình diễn)",
    editor="Lương Đăng Khoa, Trưởng ban Biên tập (nhân vật hư cấu)",
    licence_number="00/GP-MINHHOA",
    licence_date=dt.date(2021, 1, 4),
    licence_issuer="cơ quan cấp phép (minh họa)",
    address="Số 0, đường Minh Họa, thành phố Đông Hà",
    phone="0233 000 0000",
    email="bientap@example.vn",
)
UNTIL = dt.datetime(2021, 10, 30, 10, tzinfo=dt.UTC)
NOTICE = "Mưa lớn từ chiều 28/10: các xã vùng trũng theo dõi mực nước, không qua ngầm tràn khi nước chảy xiết."


def publish(by: Callable[[str, dt.date], Actor]) -> None:
    """The footer, and a warning that stands on 28/10/2021; `by(username, day)` is who acts on a day."""
    at = clock.now() - dt.timedelta(days=1)
    operations.set_imprint(base=0, told=FOOTER, by=by(APPROVER, dt.date(2021, 10, 1)), at=at)
    operations.set_notice(
        level="warning",
        words=NOTICE,
        from_at=dt.datetime(2021, 10, 27, 17, tzinfo=dt.UTC),
        until_at=UNTIL,
        link="/news/",
        link_words="Tin mới nhất",
        by=by(APPROVER, dt.date(2021, 10, 27)),
        at=at,
    )
