"""What time expressions mean: the value first, then its surfaces; and what is no deadline. The dispatch is of 31 May 2023."""

from dataclasses import dataclass

from models.task import Anchor
from models.vocabulary import AnchorUnit, Bound
from parser.recognisers.deadline import DeadlineValue

ISSUED = "2023-05-31"


@dataclass(frozen=True, slots=True)
class Expression:
    """All of `surfaces` say exactly `values` (kind, start, due, rrule, anchor, bound)."""

    values: tuple[DeadlineValue, ...]
    surfaces: tuple[str, ...]
    cell: bool = False


def text(value: DeadlineValue | tuple[DeadlineValue, ...], *surfaces: str) -> Expression:
    """Surfaces as they stand in running text."""
    return Expression(value if isinstance(value, tuple) else (value,), surfaces)


def cell(value: DeadlineValue | tuple[DeadlineValue, ...], *surfaces: str) -> Expression:
    """Surfaces as they stand in a column for times."""
    return Expression(value if isinstance(value, tuple) else (value,), surfaces, cell=True)


def before(due: str | None, kind: str = "date") -> DeadlineValue:
    return DeadlineValue(kind, due=due, bound="before")  # type: ignore[arg-type]


def by(due: str | None, kind: str = "date") -> DeadlineValue:
    return DeadlineValue(kind, due=due, bound="by")  # type: ignore[arg-type]


def within(start: str, due: str, kind: str, bound: Bound = "in") -> DeadlineValue:
    return DeadlineValue(kind, start=start, due=due, bound=bound)  # type: ignore[arg-type]


def every(rrule: str, bound: Bound = "every") -> DeadlineValue:
    return DeadlineValue("recurring", rrule=rrule, bound=bound)


def after(offset: int, unit: AnchorUnit, raw: str | None = None, *, working_days: bool = False) -> DeadlineValue:
    return DeadlineValue("relative", anchor=Anchor(raw=raw, offset=offset, unit=unit, working_days=working_days), bound="in")


EVENT = DeadlineValue("relative", bound="in")
ONGOING = DeadlineValue("ongoing", bound="every")


def since(start: str) -> DeadlineValue:
    return DeadlineValue("ongoing", start=start, bound="every")


EXPRESSIONS = (
    # ---- trước: the day before is the last in time
    text(
        before("2023-06-30"),
        "hoàn thành trước ngày 01/7/2023", "xong trước 01/7/2023", "gửi về Sở Nội vụ trước ngày 01 tháng 7 năm 2023 để tổng hợp", "trước ngày 1/7/2023.",
        "Trước ngày 01/7/2023, các đơn vị báo cáo kết quả", "trước ngày 01-7-2023", "trước ngày 01.7.2023", "báo cáo trước\nngày 01/7/2023", "TRƯỚC NGÀY 01/7/2023",
        "trước ngày mùng 1 tháng 7 năm 2023", "hoàn thành trước thời điểm 01/7/2023", "báo cáo (trước ngày 01/7/2023)", "trước ngày 01 tháng 7", "trước ngày 01/7",
        "gửi kết quả trước 01/7 để tổng hợp", "trước ngày 01 tháng bảy năm 2023", "hoàn thành xong trước ngày 01/7/2023;", "chậm nhất trước ngày 01/7/2023",
        "báo cáo Ủy ban nhân dân tỉnh (qua Sở Tài chính) trước ngày 01/7/2023", "trước ngày 01 /7/ 2023", "trước ngày 01 thăng 7 năm 2023", "trước ngây 01 tháng 7 năm 2023",
    ),
    text(
        before("2023-06-30"),
        "gửi trước 16 giờ 00 ngày 30/6/2023", "trước 17h00 ngày 30/6/2023", "trước 11h30' ngày 30/6/2023", "trước 16:30 ngày 30/6/2023", "trước 10 giờ sáng ngày 30/6/2023",
        "gửi trước 17 giờ, ngày 30/6/2023", "trước 8 giờ 00 phút ngày 30 tháng 6 năm 2023",
    ),
    text(before("2023-12-31"), "hoàn thành trước ngày 01/01/2024", "trước 01/01/2024"),
    text(before("2023-09-30", "month"), "hoàn thành trước tháng 10/2023", "ban hành trước tháng 10 năm 2023"),
    text(before("2023-09-30", "quarter"), "hoàn thành trước quý IV/2023", "trước quý 4 năm 2023"),
    text(before("2023-12-31", "year"), "hoàn thành trước năm 2024"),
    text(before("2023-06-14"), "báo cáo trước ngày 15/6/2023 (thứ Năm)", "trước thứ Năm, ngày 15/6/2023"),
    # ---- chậm nhất, đến hết, trong ngày: the day itself is in time
    text(
        by("2023-09-30"),
        "chậm nhất vào ngày 30/9/2023", "chậm nhất ngày 30/9/2023", "chậm nhất là ngày 30/9/2023", "chậm nhất đến ngày 30/9/2023", "chậm nhất là đến ngày 30 tháng 9 năm 2023",
        "muộn nhất ngày 30/9/2023", "muộn nhất vào ngày 30/9/2023", "đến hết ngày 30/9/2023", "hoàn thành đến hết ngày 30/9/2023", "không quá ngày 30/9/2023",
        "xong trong ngày 30/9/2023", "hoàn thành trong ngày 30/9/2023", "hạn cuối ngày 30/9/2023", "không muộn hơn ngày 30/9/2023", "trễ nhất ngày 30/9/2023",
        "chậm nhất ngày 30/9", "chậm nhất 30/9/2023", "hoàn thành ngày 30/9/2023", "Thời gian thực hiện đến hết ngày 30/9/2023", "chậm nhất\nvào ngày 30/9/2023",
        "kết thúc vào ngày 30/9/2023", "thực hiện đến ngày 30/9/2023", "kéo dài đến hết ngày 30/9/2023",
    ),
    text(by("2023-09-30", "month"), "chậm nhất trong tháng 9/2023", "chậm nhất tháng 9/2023", "đến hết tháng 9/2023", "chậm nhất đến hết tháng 9 năm 2023", "muộn nhất cuối tháng 9/2023", "hoàn thành đến cuối tháng 9/2023", "hoàn thành vào cuối tháng 9/2023"),
    text(by("2023-09-30", "quarter"), "chậm nhất trong quý III/2023", "chậm nhất quý III năm 2023", "đến hết quý III/2023", "hoàn thành vào cuối quý III/2023"),
    text(by("2025-12-31", "year"), "Đến năm 2025, giải quyết dứt điểm tình trạng ngập úng", "- Đến năm 2025 chấm dứt khai thác cát trái phép", "Sở Xây dựng hướng dẫn, đến năm 2025 hoàn thành việc di dời"),
    text(within("2024-01-01", "2026-12-31", "period", "from_to"), "Giai đoạn 2024 - 2026: Rà soát, sắp xếp bến bãi", "Trong giai đoạn 2024-2026, hoàn thành việc di dời"),
    text(by("2023-12-31", "year"), "chậm nhất trong năm 2023", "đến hết năm 2023 hoàn thành việc cấp thẻ", "hoàn thành vào cuối năm 2023", "Kết thúc năm 2023, Sở báo cáo kết quả"),
    # ---- periods
    text(
        within("2023-07-01", "2023-09-30", "quarter"),
        "ban hành trong quý III/2023", "hoàn thành trong Quý III/2023", "trong quý 3 năm 2023", "trong quý III năm 2023", "hoàn thành quý III/2023", "trong Quý III-2023", "trong quý III.2023",
        "trong quý lII/2023", "trong qúy III/2023", "vào quý III/2023", "ngay trong quý III/2023", "trong quý III", "hoàn thành trong Quý ba năm 2023", "nâng cấp hệ thống (Quý III/2023)",
        "Thời gian thực hiện: Quý III/2023.", "Thời gian hoàn thành: Trong quý III/2023;", "Tiến độ thực hiện: quý III/2023", "Thời hạn hoàn thành: QIII/2023",
        "tổ chức tập huấn cho cán bộ (hoàn thành trong quý III/2023).", "trong QUÝ III/2023",
    ),
    text(within("2023-09-01", "2023-09-30", "month"), "trong tháng 9/2023", "hoàn thành trong tháng 9 năm 2023", "hoàn thành tháng 9/2023", "trong tháng 09/2023", "báo cáo kết quả về Sở Y tế trong tháng 9/2023", "trong thăng 9/2023", "vào tháng 9/2023", "trong tháng 9", "thực hiện trong tháng Chín năm 2023", "ban hành trong tháng 9-2023", "Thời gian: tháng 9/2023", "tổ chức hội thi (tháng 9/2023)."),
    text(within("2023-01-01", "2023-12-31", "year"), "trong năm 2023", "nhân rộng toàn tỉnh trong năm 2023", "hoàn thành năm 2023", "xây dựng xong trong năm 2023", "vào năm 2023", "hoàn thiện cơ sở dữ liệu (trong năm 2023).", "Thời gian thực hiện: Năm 2023"),
    text(within("2024-01-01", "2024-12-31", "year"), "tổ chức tổng kết vào năm 2024", "hoàn thành trong năm 2024", "Năm 2024: Rà soát cầu yếu", "Năm 2024, rà soát cầu yếu", "- Năm 2024, tiếp tục cắm mốc lộ giới", "Năm 2024 cơ bản hoàn thành cắm mốc"),
    text(within("2023-07-01", "2023-12-31", "half_year"), "hoàn thành trong 6 tháng cuối năm 2023", "trong 6 tháng cuối năm 2023", "trong sáu tháng cuối năm 2023", "trong 06 tháng cuối năm 2023", "hoàn thành trong 6 tháng cuối năm", "Thời gian thực hiện: 6 tháng cuối năm 2023", "trong 6 tháng cuối của năm 2023"),
    text(within("2024-01-01", "2024-06-30", "half_year"), "hoàn thành trong 6 tháng đầu năm 2024", "trong 6 tháng đầu năm 2024", "trong nửa đầu năm 2024"),
    text(within("2023-07-01", "2023-12-31", "period"), "trong quý III và quý IV năm 2023", "trong quý III, IV/2023", "hoàn thành trong quý III - IV/2023", "trong quý III và IV năm 2023"),
    text(within("2023-01-01", "2024-12-31", "period", "from_to"), "hoàn thành trong hai năm 2023 - 2024", "thực hiện xong trong 02 năm 2023 - 2024", "trong các năm 2023 - 2024", "cơ bản hoàn thành trong năm 2023 và 2024"),
    # ---- ranges of days and months
    text(
        within("2023-06-15", "2023-07-15", "period", "from_to"),
        "mở đợt cao điểm từ ngày 15/6/2023 đến ngày 15/7/2023", "từ ngày 15/6 đến ngày 15/7/2023", "từ ngày 15/6/2023 đến hết ngày 15/7/2023", "từ 15/6/2023 đến 15/7/2023",
        "từ ngày 15 tháng 6 đến ngày 15 tháng 7 năm 2023", "từ ngày 15/6 đến 15/7/2023", "trong thời gian từ ngày 15/6/2023 đến ngày 15/7/2023", "Thời gian thực hiện: từ ngày 15/6/2023 đến ngày 15/7/2023",
        "Thời gian: 15/6/2023 - 15/7/2023", "bắt đầu từ ngày 15/6/2023 đến ngày 15/7/2023", "Bắt đầu từ ngày 15/6/2023; kết thúc vào ngày 15/7/2023", "từ ngày 15/6/2023 và kết thúc trước ngày 16/7/2023", "Thời hạn nộp hồ sơ: từ ngày 15/6 đến 17 giờ 00 ngày 15/7/2023", "treo cờ từ 18 giờ ngày 15/6 đến hết ngày 15/7/2023",
    ),
    text(within("2023-06-15", "2023-06-20", "period", "from_to"), "tổ chức từ ngày 15 đến ngày 20/6/2023", "từ ngày 15 - 20/6/2023", "từ ngày 15 đến 20 tháng 6 năm 2023", "trong các ngày 15 - 20/6/2023", "từ 15-20/6/2023"),
    text(within("2023-12-15", "2024-01-15", "period", "from_to"), "từ ngày 15/12 đến ngày 15/01/2024", "từ ngày 15/12/2023 đến ngày 15/01/2024"),
    text(within("2023-07-01", "2023-09-30", "period", "from_to"), "từ tháng 7 đến tháng 9/2023", "từ tháng 7/2023 đến tháng 9/2023", "từ tháng 7 đến hết tháng 9 năm 2023", "trong các tháng 7, 8, 9/2023", "Thời gian: tháng 7 - 9/2023"),
    # ---- a day of a schedule
    text(within("2023-06-15", "2023-06-15", "date"), "Tổ chức hội nghị vào ngày 15/6/2023", "Khai mạc: Ngày 15/6/2023 (thứ Năm)", "Lễ phát động diễn ra ngày 15/6/2023 (thứ Năm).", "tổ chức vào 8 giờ 00 ngày 15/6/2023", "Thời gian: 8h00 ngày 15/6/2023", "Tập trung học sinh: 15/6/2023", "có mặt lúc 7 giờ 30 ngày 15/6/2023", "Ngày 15/6/2023: Tổng duyệt chương trình", "tổ chức mít tinh hưởng ứng ngày 15/6/2023", "khai mạc hội thi ngày 15/6/2023;", "từ 8h00 đến 11h30 ngày 15/6/2023", "họp từ 14 giờ 00 - 16 giờ 30, ngày 15/6/2023", "Thời gian, địa điểm: 8 giờ 10, ngày 15/6/2023 tại Hội trường", "Thời gian: Bắt đầu từ 14 giờ 00 phút, ngày 15/6/2023 (thứ Năm)"),
    # ---- recurring
    text(every("FREQ=MONTHLY;INTERVAL=3"), "định kỳ hằng quý báo cáo kết quả", "Hằng quý, các đơn vị báo cáo", "định kỳ hàng quý", "Định kỳ 3 tháng báo cáo", "định kỳ 03 tháng một lần", "tổ chức họp giao ban hằng quý", "4 lần/năm", "báo cáo 01 lần/quý", "định kỳ quý gửi báo cáo", "kiểm tra 3 tháng/lần", "mỗi quý một lần"),
    text(every("FREQ=MONTHLY;INTERVAL=6"), "định kỳ 6 tháng", "Định kỳ sáu tháng báo cáo", "định kỳ 06 tháng một lần", "định kỳ 6 tháng/lần", "02 lần/năm", "mỗi năm 2 lần", "6 tháng một lần tổ chức đánh giá", "định kỳ 6 (sáu) tháng báo cáo", "họp giao ban 6 tháng 01 lần", "kiểm tra định kỳ 1 năm 2 lần", "kiểm tra hai lần/năm"),
    text(every("FREQ=YEARLY"), "Hằng năm, tổ chức sơ kết", "định kỳ hằng năm", "Định kỳ hàng năm gửi báo cáo", "mỗi năm một lần", "tổ chức tổng kết hằng năm", "đào tạo, tập huấn cho cán bộ hàng năm;", "tổ chức hội thi 01 lần/năm", "báo cáo mỗi năm 01 lần", "đánh giá, xếp loại hằng năm tại đơn vị", "định kỳ một năm", "Hàng năm tổ chức kiểm tra"),
    text(every("FREQ=YEARLY;INTERVAL=2"), "tổ chức 2 năm một lần", "định kỳ 02 năm", "hai năm một lần tổ chức hội thi", "định kỳ 2 năm/lần"),
    text(every("FREQ=MONTHLY"), "Hằng tháng báo cáo", "định kỳ hàng tháng", "báo cáo kết quả hằng tháng", "họp mỗi tháng một lần", "định kỳ 01 tháng/lần", "giao ban 01 lần/tháng", "báo cáo định kỳ hằng tháng", "Định kỳ tháng báo cáo"),
    text(every("FREQ=WEEKLY"), "báo cáo hằng tuần", "Hàng tuần tổng hợp kết quả", "định kỳ hằng tuần", "giao ban 01 lần/tuần", "mỗi tuần một lần"),
    text(every("FREQ=DAILY"), "báo cáo hằng ngày", "cập nhật số liệu hàng ngày", "duy trì chế độ báo cáo hằng ngày"),
    text(
        (every("FREQ=MONTHLY;INTERVAL=3"), every("FREQ=MONTHLY;INTERVAL=6"), every("FREQ=YEARLY")),
        "định kỳ hàng quý, 06 tháng, một năm hoặc khi cần", "báo cáo định kỳ hằng quý, 6 tháng, năm", "định kỳ hằng quý, 06 tháng và hằng năm", "định kỳ quý, 6 tháng, năm báo cáo", "báo cáo hằng quý, 6 tháng, 01 năm",
    ),
    text((every("FREQ=MONTHLY;INTERVAL=6"), every("FREQ=YEARLY")), "định kỳ 06 tháng, hàng năm hoặc khi được yêu cầu", "Sơ kết 6 tháng, 1 năm ra quân", "định kỳ 6 tháng và hằng năm", "định kỳ 6 tháng, 01 năm", "báo cáo 6 tháng, năm", "định kỳ (6 tháng, năm) báo cáo kết quả", "tổng kết 6 tháng và cả năm", "định kỳ 6 tháng, cả năm", "sơ kết, tổng kết 6 tháng, hằng năm", "6 tháng, hằng năm báo cáo Ban Chỉ đạo"),
    text((every("FREQ=MONTHLY"), every("FREQ=MONTHLY;INTERVAL=3"), every("FREQ=YEARLY")), "định kỳ hằng tháng, quý, năm", "báo cáo hằng tháng, hằng quý, hằng năm"),
    # ---- recurring on a day
    text(every("FREQ=MONTHLY;BYMONTHDAY=25", "by"), "báo cáo chậm nhất ngày 25 hằng tháng", "chậm nhất vào ngày 25 của tháng, hằng tháng các đơn vị báo cáo", "Định kỳ hằng tháng, chậm nhất ngày 25 của tháng báo cáo kết quả", "chậm nhất ngày 25 hàng tháng"),
    text(every("FREQ=MONTHLY;BYMONTHDAY=24", "before"), "gửi báo cáo trước ngày 25 hằng tháng", "trước ngày 25 hàng tháng", "báo cáo hằng tháng trước ngày 25 của tháng", "hằng tháng báo cáo Sở trước ngày 25 hằng tháng"),
    text(every("FREQ=MONTHLY;BYMONTHDAY=5", "by"), "báo cáo hằng tháng chậm nhất ngày 05 tháng sau", "báo cáo hằng tháng chậm nhất ngày 05 của tháng tiếp theo"),
    text(every("FREQ=MONTHLY;BYMONTHDAY=15"), "họp giao ban vào ngày 15 hằng tháng", "vào ngày 15 hàng tháng tổ chức họp"),
    text(every("FREQ=MONTHLY;BYMONTHDAY=-1", "by"), "chậm nhất ngày cuối cùng của tháng, hằng tháng báo cáo"),
    text(
        (every("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10", "by"), every("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10", "by"), every("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10", "by")),
        "định kỳ hằng quý, 06 tháng, một năm muộn nhất là ngày mùng 10 tháng tiếp theo", "hằng quý, 6 tháng, một năm, chậm nhất ngày 10 tháng tiếp theo sau kỳ báo cáo",
        "định kỳ quý, 6 tháng, năm (chậm nhất ngày 10 của tháng tiếp theo)",
    ),
    text(every("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "by"), "báo cáo hằng quý chậm nhất ngày 20 của tháng cuối quý", "định kỳ hằng quý, chậm nhất ngày 20 tháng cuối quý", "chậm nhất ngày 20 tháng cuối cùng của quý"),
    text(every("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=14", "before"), "báo cáo hằng quý trước ngày 15 của tháng cuối quý", "gửi báo cáo quý trước ngày 15 tháng cuối quý"),
    text(every("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5", "by"), "báo cáo hằng quý chậm nhất ngày 05 tháng đầu quý sau", "định kỳ hằng quý chậm nhất ngày 05 của tháng đầu tiên quý tiếp theo"),
    text(every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", "before"), "gửi báo cáo trước ngày 15/12 hằng năm", "trước ngày 15 tháng 12 hàng năm", "định kỳ hằng năm báo cáo Sở trước ngày 15/12", "Hằng năm, trước ngày 15/12 báo cáo kết quả", "báo cáo định kỳ hằng năm (trước ngày 15/12)"),
    text(every("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "by"), "nộp báo cáo tài chính năm chậm nhất ngày 31 tháng 3 năm sau", "hằng năm báo cáo chậm nhất ngày 31/3 của năm sau"),
    text(
        (every("FREQ=MONTHLY;BYMONTHDAY=19", "before"), every("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=19", "before"), every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=19", "before")),
        "Báo cáo tháng trước ngày 20 hàng tháng; báo cáo 6 tháng trước ngày 20/6; báo cáo năm trước ngày 20/12",
    ),
    text(every("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30", "by"), "chậm nhất ngày 30/11 hằng năm", "chậm nhất ngày 30 tháng 11 hàng năm", "định kỳ hằng năm, chậm nhất ngày 30/11 gửi báo cáo"),
    text(every("FREQ=YEARLY;BYMONTH=12"), "tổ chức sơ kết vào tháng 12 hằng năm", "trong tháng 12 hàng năm"),
    text((every("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=14", "before"), every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", "before")), "định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12) báo cáo", "Định kỳ 6 tháng (trước ngày 15/6) và năm (trước ngày 15/12)"),
    text((every("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=14", "before"), every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", "before")), "định kỳ trước ngày 15/6 và 15/12 hằng năm báo cáo", "Thời gian gửi báo cáo: trước ngày 15 tháng 6 đối với báo cáo 6 tháng và trước ngày 15 tháng 12 đối với báo cáo năm", "(định kỳ 06 tháng trước ngày 15/6, hằng năm trước ngày 15/12)"),
    text(
        (every("FREQ=MONTHLY;BYMONTHDAY=19", "before"), every("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=19", "before"), every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", "before")),
        "báo cáo định kỳ hằng tháng (trước ngày 20), hằng quý (trước ngày 20 tháng cuối quý) và năm (trước ngày 15/12)",
    ),
    text((every("FREQ=MONTHLY"), every("FREQ=MONTHLY;INTERVAL=3"), every("FREQ=YEARLY")), "thực hiện chế độ báo cáo tháng, quý, năm", "báo cáo định kỳ (tháng, quý, năm)"),
    text((within("2025-01-01", "2025-12-31", "year"), within("2030-01-01", "2030-12-31", "year")), "Năm 2025 tổ chức sơ kết, năm 2030 tổ chức tổng kết", "- Năm 2025: Sơ kết;\n- Năm 2030: Tổng kết"),
    text(within("2023-10-01", "2023-10-31", "month"), "trình Chính phủ tháng 10/2023", "hoàn thành dự thảo Nghị định tháng 10/2023"),
    text(every("FREQ=WEEKLY;BYDAY=FR", "before"), "trước 16h00 Thứ sáu hàng tuần", "trước 16 giờ thứ Sáu hằng tuần", "báo cáo hằng tuần trước 17h00 thứ 6"),
    text(every("FREQ=WEEKLY;BYDAY=TH", "before"), "trước thứ Sáu hằng tuần", "báo cáo trước thứ 6 hàng tuần"),
    text(every("FREQ=WEEKLY;BYDAY=MO"), "họp giao ban vào thứ Hai hằng tuần", "tổ chức chào cờ vào sáng thứ Hai hằng tuần"),
    # ---- after an event
    text(after(5, "day", "ngày nhận được văn bản", working_days=True), "trong 05 ngày làm việc kể từ ngày nhận được văn bản", "trong thời hạn 05 ngày làm việc, kể từ ngày nhận được văn bản", "trong thời hạn 05 (năm) ngày làm việc kể từ ngày nhận được văn bản", "chậm nhất 5 ngày làm việc kể từ ngày nhận được văn bản", "không quá 05 ngày làm việc kể từ ngày nhận được văn bản", "trong vòng 5 ngày làm việc tính từ ngày nhận được văn bản", "trong 5 ngày làm việc từ ngày nhận được văn bản", "Trong thời hạn 05\nngày làm việc kể từ ngày nhận được\nvăn bản", "chậm nhất sau 05 ngày làm việc kể từ ngày nhận được văn bản"),
    text(after(30, "day", "khi kết thúc hợp đồng"), "trong 30 ngày kể từ khi kết thúc hợp đồng", "Trong thời hạn 30 ngày kể từ khi kết thúc hợp đồng", "trong thời hạn 30 ngày từ khi kết thúc hợp đồng", "tối đa 30 ngày kể từ khi kết thúc hợp đồng"),
    text(after(30, "day", "ngày Quyết định này có hiệu lực"), "trong thời hạn 30 ngày, kể từ ngày Quyết định này có hiệu lực, phải hoàn thành việc đăng ký"),
    text(after(15, "day", "khi có kết quả"), "trong thời hạn 15 ngày sau khi có kết quả", "chậm nhất 15 ngày sau khi có kết quả", "trong vòng mười lăm ngày sau khi có kết quả"),
    text(after(6, "month", "ngày phê duyệt"), "tối đa 6 tháng kể từ ngày phê duyệt", "trong thời hạn 06 tháng kể từ ngày phê duyệt"),
    text(after(24, "hour", "khi phát hiện"), "trong vòng 24 giờ kể từ khi phát hiện", "báo cáo trong thời gian 24 giờ kể từ khi phát hiện", "chậm nhất 24 giờ sau khi phát hiện"),
    text(after(2, "week", "ngày ban hành"), "trong 02 tuần kể từ ngày ban hành", "trong vòng hai tuần kể từ ngày ban hành"),
    text(after(3, "day", None, working_days=True), "trả kết quả trong 03 ngày làm việc", "trong thời hạn 3 ngày làm việc", "trong vòng 03 ngày làm việc", "không quá 03 ngày làm việc", "giải quyết trong thời gian 03 (ba) ngày làm việc"),
    text(after(-5, "day", "ngày họp", working_days=True), "gửi tài liệu chậm nhất 05 ngày làm việc trước ngày họp", "ít nhất 05 ngày làm việc trước ngày họp"),
    # ---- without end
    text(ONGOING, "Thường xuyên kiểm tra, đôn đốc", "theo dõi; thường xuyên rà soát tiến độ", "- Thường xuyên cập nhật thông tin", "kiểm tra, giám sát và thường xuyên đánh giá", "duy trì thường xuyên công tác trực", "kiểm tra thường xuyên các cơ sở", "cập nhật thường xuyên, liên tục dữ liệu", "phải thường xuyên báo cáo kết quả", "tổ chức tuyên truyền (Thường xuyên).", "Thời gian thực hiện: Thường xuyên"),
    text(since("2023-07-01"), "áp dụng từ ngày 01/7/2023 trở đi", "từ tháng 7/2023 trở đi", "kể từ ngày 01/7/2023 trở đi"),
    text((within("2023-07-01", "2023-09-30", "quarter"), ONGOING), "triển khai sâu rộng (Quý III/2023 và thường xuyên)."),
    # ---- time cells
    cell(within("2023-04-01", "2023-06-30", "quarter"), "Quý II/2023", "quý 2 năm 2023", "Quý II-2023", "QII/2023", "Quý II năm 2023", "Q2/2023", "Quý II", "Trong quý II/2023", "Quý II/ 2023", "Qúy II/2023", "Quý lI/2023", "QUÝ II/2023", "Dự kiến Quý II/2023", "Hoàn thành Quý II/2023", "Quý II\n2023", "Quý II (2023)"),
    cell(within("2023-01-01", "2023-06-30", "period"), "Quý I - II/2023", "Quý I, II/2023", "Quý I-II năm 2023", "Quý I và Quý II/2023", "Quý I, quý II/2023", "Quý I đến Quý II/2023"),
    cell(within("2024-06-01", "2024-06-30", "month"), "Tháng 6/2024", "6/2024", "06/2024", "tháng 6 năm 2024", "Trong tháng 6/2024", "T6/2024", "Tháng 06-2024", "Tháng Sáu năm 2024", "tháng 6/ 2024"),
    cell(within("2024-01-01", "2024-06-30", "half_year"), "6 tháng đầu năm 2024", "Sáu tháng đầu năm 2024", "06 tháng đầu năm 2024", "Nửa đầu năm 2024", "6 tháng đầu năm/2024"),
    cell(within("2024-07-01", "2024-12-31", "half_year"), "6 tháng cuối năm 2024", "Nửa cuối năm 2024"),
    cell(within("2024-01-01", "2024-12-31", "year"), "Năm 2024", "2024", "Trong năm 2024", "năm 2024", "Hoàn thành năm 2024", "Cả năm 2024"),
    cell(within("2022-01-01", "2025-12-31", "period", "from_to"), "2022 - 2025", "2022-2025", "giai đoạn 2022-2025", "Giai đoạn 2022 - 2025", "2022 – 2025", "Năm 2022 - 2025", "Từ năm 2022 đến năm 2025", "từ 2022 đến 2025", "Năm 2022-2025", "2022 đến 2025", "2022-2025, định hướng đến năm 2030", "Từ năm 2022 đến 2025", "Từ năm 2022 - 2025"),
    cell(within("2014-01-01", "2019-12-31", "period", "from_to"), "Từ năm 2014 đến năm 2019 và tiếp theo"),
    cell(within("2023-11-01", "2023-12-31", "period", "from_to"), "Tháng 11, 12/2023", "tháng 11 - 12/2023", "Tháng 11 và tháng 12 năm 2023", "Từ tháng 11/2023 đến tháng 12/2023", "Tháng 11-12/2023", "11/2023 - 12/2023", "Tháng 11/2023 - Tháng 12/2023"),
    cell(within("2023-07-01", "2023-07-05", "period", "from_to"), "01/7/2023 – 05/7/2023", "01/7/2023-05/7/2023", "01/7/2023 đến 05/7/2023", "01/7/2023 ~ 05/7/2023", "01/7/2023 05/7/2023", "Dự kiến 01/7/2023\n05/7/2023", "Từ ngày 01/7/2023 đến ngày 05/7/2023", "01/7 - 05/7/2023", "01 - 05/7/2023", "Từ 01/7 đến 05/7/2023", "Ngày 01/7/2023 - ngày 05/7/2023", "Dự kiến 01/7/2023 – 05/7/2023"),
    cell(within("2023-07-10", "2023-07-10", "date"), "10/7/2023", "Dự kiến 10/7/2023", "Ngày 10/7/2023", "10/7", "ngày 10 tháng 7 năm 2023", "10/07/23", "8h00 ngày 10/7/2023", "10-7-2023", "10.7.2023"),
    cell(before("2023-07-09"), "Trước ngày 10/7/2023", "Trước 10/7/2023", "trước 10/7", "Hoàn thành trước ngày 10/7/2023", "Xong trước 10/7/2023"),
    cell(by("2023-07-10"), "Chậm nhất 10/7/2023", "Đến ngày 10/7/2023", "Đến hết ngày 10/7/2023", "Xong trong ngày 10/7/2023", "Chậm nhất là ngày 10/7", "Hạn cuối: 10/7/2023"),
    cell(by("2023-12-31", "year"), "Đến năm 2023", "Đến hết năm 2023", "Cuối năm 2023", "Chậm nhất cuối năm 2023", "Chậm nhất năm 2023", "Đến cuối năm 2023"),
    cell(before("2024-12-31", "year"), "Trước năm 2025"),
    cell(before("2023-11-30", "month"), "Trước tháng 12/2023", "Trước 12/2023"),
    cell(by("2023-12-31", "month"), "Đến tháng 12/2023", "Đến hết tháng 12/2023", "Cuối tháng 12/2023", "Chậm nhất tháng 12/2023"),
    cell(every("FREQ=YEARLY"), "Hằng năm", "Hàng năm", "Kế hoạch hằng năm", "Kế hoạch hàng năm", "Định kỳ hằng năm", "Định kỳ hàng năm", "1 năm/lần", "1 lần/năm", "Mỗi năm một lần", "Thực hiện hằng năm", "01 lần/ năm", "hàng\nnăm"),
    cell(every("FREQ=MONTHLY"), "Hằng tháng", "Hàng tháng", "01 lần/tháng", "Định kỳ hằng tháng", "Mỗi tháng 01 lần", "1 tháng/lần"),
    cell(every("FREQ=MONTHLY;INTERVAL=3"), "Hằng quý", "Hàng quý", "Định kỳ hằng quý", "1 lần/quý", "3 tháng/lần", "Định kỳ 3 tháng"),
    cell(every("FREQ=MONTHLY;INTERVAL=6"), "Định kỳ 6 tháng", "6 tháng/lần", "6 tháng một lần", "2 lần/năm", "Định kỳ 06 tháng/lần"),
    cell((every("FREQ=MONTHLY;INTERVAL=6"), every("FREQ=YEARLY")), "6 tháng, hằng năm và định kỳ", "6 tháng và hằng năm", "Định kỳ 6 tháng, hàng năm", "6 tháng, năm", "6 tháng, 1 năm"),
    cell((every("FREQ=MONTHLY;INTERVAL=3"), every("FREQ=YEARLY")), "Hằng quý, năm", "Hằng quý, hằng năm", "Hàng quý và hàng năm"),
    cell(every("FREQ=WEEKLY"), "Hằng tuần", "Hàng tuần", "1 lần/tuần"),
    cell(every("FREQ=DAILY"), "Hằng ngày", "Hàng ngày"),
    cell(every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", "before"), "Trước ngày 15/12 hằng năm", "Hằng năm (trước ngày 15/12)"),
    cell(every("FREQ=YEARLY;BYMONTH=12"), "Tháng 12 hằng năm", "Quý IV hằng năm", "Tháng 12 hàng năm"),
    cell(every("FREQ=MONTHLY;BYMONTHDAY=25"), "Ngày 25 hằng tháng"),
    cell(ONGOING, "Thường xuyên", "thường xuyên", "Nhiệm vụ thường xuyên", "Thường xuyên, liên tục", "Liên tục", "Thực hiện thường xuyên", "THƯỜNG XUYÊN", "Thường\nxuyên"),
    cell(since("2025-01-01"), "2025 và những năm tiếp theo", "Năm 2025 và các năm tiếp theo", "Từ năm 2025 trở đi", "Từ năm 2025", "Năm 2025 và những năm sau", "Từ năm 2025 và các năm tiếp theo"),
    cell(since("2023-11-01"), "Từ tháng 11/2023 trở đi", "Từ tháng 11/2023", "Bắt đầu từ tháng 11/2023"),
    cell((within("2023-12-01", "2023-12-31", "month"), ONGOING), "Tháng 12/2023 và thường xuyên"),
    cell((within("2023-11-01", "2023-12-31", "period", "from_to"), every("FREQ=YEARLY")), "Tháng 11, 12/2023 và bổ sung, sửa đổi hàng năm"),
    cell((within("2023-10-01", "2023-12-31", "quarter"), within("2024-01-01", "2024-03-31", "quarter")), "Quý IV/2023, Quý I/2024"),
    cell(after(20, "day"), "≤ 20 ngày", "20 ngày", "Không quá 20 ngày", "Tối đa 20 ngày", "Trong 20 ngày", "Trong thời hạn 20 ngày", "Trong vòng 20 ngày"),
    cell(after(7, "day", working_days=True), "7 ngày làm việc", "07 ngày làm việc", "≤ 7 ngày làm việc", "≤ 7 (ngày làm việc)", "Trong 7 ngày làm việc", "Bảy ngày làm việc"),
    cell(after(18, "month"), "18 tháng", "Trong 18 tháng", "Thời gian 18 tháng"),
    cell(after(7, "day", "khi bốc thăm xong", working_days=True), "7 ngày làm việc sau khi bốc thăm xong", "Trong 07 ngày làm việc kể từ khi bốc thăm xong"),
    cell(EVENT, "Ngay sau khi có kết quả đánh giá", "Ngay sau khi nộp mẫu và nghiệm thu đợt một", "Đến trước thời điểm mở thầu", "Sau khi kế hoạch được phê duyệt", "Chậm nhất là đến hạn thanh lý tài sản", "Trước khi khai giảng"),
    # ---- what begins, counts or reports
    text(since("2023-08-01"), "bắt đầu từ ngày 01/8/2023", "tổ chức hội nghị, bắt đầu từ 14 giờ 30 ngày 01/8/2023"),
    text(within("2023-07-01", "2023-07-31", "month"), "tổng hợp, báo cáo Thủ tướng Chính phủ trong tháng 7 năm 2023"),
    text(every("FREQ=YEARLY;INTERVAL=2"), "tổ chức hội thi (hai năm tổ chức một lần)"),
    text(every("FREQ=HOURLY;INTERVAL=12"), "trực ban, báo cáo 02 lần/ngày"),
    text(after(10, "day", "ngày nhận được kinh phí", working_days=True), "không được chậm quá 10 ngày làm việc kể từ ngày nhận được kinh phí"),
    text(
        (every("FREQ=MONTHLY;BYMONTHDAY=2", "before"), every("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=4", "before")),
        "định kỳ hằng tháng, 03 tháng gửi báo cáo trước ngày 03 tháng tiếp theo đối với báo cáo tháng; trước ngày 05 tháng đầu tiên của quý liền kề đối với báo cáo quý",
    ),
    # ---- half-said years
    text(before(None), "trước ngày 30/4", "gửi về Sở trước ngày 15/5 để tổng hợp"),
    text(DeadlineValue("quarter", bound="in"), "hoàn thành trong quý I"),
)  # fmt: skip

NOT_DEADLINES = (
    "Trường hợp, trong 60 ngày kể từ khi nộp thuế, cơ quan thuế đã thu", "Giấy này có giá trị đến hết ngày 31/8/2023", "báo cáo Sở Y tế kết quả thực hiện trong năm 2023",
    # scope: what a plan is for, what a goal is dated with
    "Phát triển cảng cá đến năm 2027, định hướng đến năm 2035", "Kế hoạch hành động đến năm 2025, tầm nhìn đến năm 2030", "Chương trình giai đoạn 2021-2025", "Đề án phát triển thanh niên giai đoạn 2022 - 2025",
    "thực hiện các mục tiêu về nước sạch đến năm 2025", "định hướng năm 2030", "Đến năm 2025, xây dựng 12 cầu dân sinh", "Đến năm 2025, tình trạng ngập úng giảm hẳn", "Đến năm 2025, phấn đấu hoàn thành việc di dời", "triển khai quy hoạch cấp nước đến năm 2025", "mục tiêu đến năm 2030 đạt 100% hộ dân", "Phấn đấu đến năm 2025 có 90% hồ sơ trực tuyến", "đến hết năm 2025, 100% xã đạt chuẩn",
    "Chiến lược quốc gia thời kỳ 2021-2030", "quy hoạch vùng thời kỳ 2022 - 2032, tầm nhìn đến năm 2045", "triển khai Chiến lược đến năm 2030", "nhiệm kỳ 2020 - 2025", "năm học 2023-2024", "kế hoạch tài chính 05 năm giai đoạn 2021 - 2025",
    "di dời chợ cá trong giai đoạn 2022 - 2025", "thực hiện Nghị quyết giai đoạn 2023 - 2025", "Kế hoạch thực hiện công tác gia đình năm 2024", "dự toán ngân sách năm 2024", "tuyển sinh năm học 2023 - 2024",
    # a rhythm or period that qualifies a noun
    "kinh phí hằng năm", "từ nguồn ngân sách hằng năm của đơn vị", "kế hoạch hằng năm", "kế hoạch 5 năm và hàng năm", "kế hoạch giai đoạn 5 năm", "thực hiện tốt công tác hằng năm", "chỉ tiêu hàng năm được giao", "dự toán chi thường xuyên hằng năm",
    "lồng ghép vào chương trình công tác hằng năm", "đời sống hàng ngày của người dân", "xử lý công việc hàng ngày", "kinh phí chi thường xuyên", "Trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên", "nguồn kinh phí thường xuyên", "thu nhập hằng tháng của hộ",
    "chuyên mục hằng tuần", "đưa chỉ tiêu vào kế hoạch phát triển kinh tế - xã hội hằng năm", "phong trào thường xuyên, sâu rộng", "bố trí kinh phí trong dự toán hằng năm theo phân cấp",
    # dates of documents, past events
    "Nghị quyết số 15-NQ/TU ngày 03/02/2023 của Ban Thường vụ", "Quyết định số 12/QĐ-UBND ngày 10 tháng 4 năm 2023", "theo Công văn số 45/SNV-TCCB ngày 12/5/2023", "Luật Đấu thầu năm 2013", "Hiến pháp năm 2013", "Ngày 20/02/2023, Bộ đã ban hành Kế hoạch",
    "Kế hoạch đã ban hành ngày 20/02/2023", "đã hoàn thành trước ngày 30/4/2023", "các dự án đã phê duyệt trước ngày 01/01/2023", "số liệu tính đến ngày 30/6/2023", "tính đến 31/12/2023", "kết quả 6 tháng đầu năm 2023", "so với cùng kỳ năm 2022", "trong năm 2022, toàn tỉnh có 12 vụ",
    "người sinh trước ngày 01/01/2010", "hồ sơ phát sinh trước ngày 01/7/2023", "vụ Hè Thu 2023", "năm 2019 - 2020", "bản tin ngày 12/5/2023",
    # effect, conditions, no time at all
    "báo cáo kết quả thực hiện trong năm 2023", "đánh giá tình hình triển khai trong quý III/2023", "báo cáo tháng 10/2023", "trình kế hoạch tháng 10/2023", "Năm 2024, dự toán tăng 5 tỷ đồng", "Năm 2023, Sở rà soát các bến đò", "Năm 2023, thực hiện rà soát, Sở đã đóng 3 bến đò", "Giai đoạn 2024 - 2026, kinh phí tăng thêm", "sau 10 ngày kể từ ngày nhận được công văn mà không có ý kiến", "bố trí kinh phí năm 2024",
    "có hiệu lực kể từ ngày ký", "Quyết định này có hiệu lực thi hành từ ngày 01/7/2023", "có hiệu lực sau 15 ngày kể từ ngày niêm yết", "từ ngày ký ban hành", "báo cáo đột xuất khi có yêu cầu", "triển khai khi có hướng dẫn của bộ", "ngay sau khi có chỉ đạo của cấp trên",
    "kịp thời báo cáo", "khẩn trương triển khai", "trong thời gian tới", "trong thời gian sớm nhất", "theo đúng lộ trình", "định kỳ tổ chức đánh giá", "theo định kỳ", "báo cáo theo quy định", "từng bước hoàn thiện", "trước mắt ưu tiên bố trí", "trước đây", "hiện nay", "trong 5 năm qua",
    "trong những năm tiếp theo", "trước khi đưa vào vận hành", "sau khi được phê duyệt", "trong 3 năm liên tiếp", "trong 10 năm tới", "tại Kỳ họp thứ 9",
    # other numbers
    "tỷ lệ 3/4 số phiếu", "Điều 5 khoản 2", "số 30/2020/NĐ-CP", "QCVN 102:2016/BTTTT", "đường 30/4, phường Sông Lam", "dịch vụ 24/7", "điện thoại 0200.123.456", "phiên bản 2.1", "Covid-19", "bản đồ tỷ lệ 1/500",
    "công dân đủ 18 tuổi", "tối thiểu 3 năm kinh nghiệm", "tuyên truyền “Ngày toàn dân 10/10/2023”", "tuyên truyền cuộc bầu cử ngày 15/3/2026", "thực hiện kế hoạch tổ chức ngày 15/3/2022", "Năm 2025: 100% hộ dân", "Chủ tịch nước ban hành Lệnh ngày 15/6/2023",
)  # fmt: skip
