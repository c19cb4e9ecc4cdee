"""Keys with localities, and numbers that contradict the body they name."""

from collections.abc import Callable

import pytest

from models import Locality
from parser.citations import Cited

KEYS = [
    ("Kế hoạch số 305/KH-UBND ngày 17/11/2021 của UBND tỉnh", "song-lam/kh-ubnd/2021/305"),
    ("Quyết định số 07/QĐ-UBND ngày 02/01/2024 của UBND tỉnh Lâm Đồng", "lam-dong/qd-ubnd/2024/7"),
    ("Quyết định số 2310/QĐ-BYT ngày 06/7/2023 của Bộ Y tế", "qd-byt/2023/2310"),
    ("Thông báo số 01/TB-BCĐ ngày 28/7/2020", "song-lam/tb-bcd/2020/1"),
    ("Thông báo số 01/TB-BCĐ ngày 28/7/2020 của Ban Chỉ đạo quốc gia", "tb-bcd/2020/1"),
    ("Kết luận số 83/KL-TTr ngày 11/3/2021 của Thanh tra Bộ Nội vụ", "kl-ttr/2021/83"),
    ("Nghị quyết số 66.9/2025/NQ-CP", "nq-cp/2025/66.9"),
    ("Công văn số 718/BTTTT-CATTT", "btttt-cattt/----/718"),
    ("Nghị quyết số 19-NQ/TU ngày 12/4/2022 của Ban Thường vụ Tỉnh ủy", "song-lam/nq-tu/2022/19"),
]


@pytest.mark.parametrize(("text", "key"), KEYS, ids=[k for _, k in KEYS])
def test_key(text: str, key: str, citing: Callable[..., Cited]) -> None:
    assert citing(f"theo {text}.").citations[0].target_key == key


def test_a_central_body_has_no_province_of_its_own(citing: Callable[..., Cited]) -> None:
    assert citing("theo Kế hoạch số 305/KH-UBND ngày 17/11/2021 của UBND tỉnh.", locality=None).citations[0].target_key == "kh-ubnd/2021/305"


def test_a_district_letter_looks_up_to_its_province(citing: Callable[..., Cited]) -> None:
    home = Locality(name="Bến Sông", level="district", slug="song-lam.ben-song")
    found = citing("theo Quyết định số 1/QĐ-UBND ngày 02/01/2024 của UBND huyện; Quyết định số 2/QĐ-UBND ngày 03/01/2024 của UBND tỉnh.", locality=home)
    assert [c.target_key for c in found.citations] == ["song-lam.ben-song/qd-ubnd/2024/1", "song-lam/qd-ubnd/2024/2"]
    within = citing("Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 3/TTr-PNV ngày 02/01/2024; Quyết định số 4/QĐ-UBND; Công văn số 5/SNV-TC.", locality=home)
    assert [c.target_key for c in within.citations] == ["song-lam.ben-song/ttr-pnv/2024/3", "song-lam.ben-song/qd-ubnd/----/4", "song-lam/snv-tc/----/5"]


def test_a_year_left_out_comes_from_the_fuller_mention(citing: Callable[..., Cited]) -> None:
    found = citing("Thực hiện Quyết định số 9/QĐ-BYT ngày 02/5/2023.\n\nTheo Quyết định số 9/QĐ-BYT.")
    assert [c.target_key for c in found.citations] == ["qd-byt/2023/9"] * 2


def test_a_code_that_no_body_has_is_flagged_never_changed(citing: Callable[..., Cited]) -> None:
    cited = citing("Quyết định số 46/QĐ-BTYT ngày 22/3/2018 của Bộ Y tế về đề án mẫu.")
    (found,) = cited.citations
    assert (found.number, found.target_key, found.resolution.status) == ("46/QĐ-BTYT", "qd-btyt/2018/46", "suspected_typo")
    assert [c.key for c in found.resolution.candidates] == ["qd-byt/2018/46"]
    assert [w.code for w in cited.warnings] == ["suspected_typo"]


def test_a_code_that_fits_is_not_flagged(citing: Callable[..., Cited]) -> None:
    assert citing("Quyết định số 46/QĐ-BYT ngày 18/10/2019 của Bộ Y tế.").citations[0].resolution.status == "exact"


def test_the_documents_own_number_is_self(citing: Callable[..., Cited]) -> None:
    (found,) = citing("(Kèm theo Công văn số 1/SYT-VP ngày 15/6/2024 của Sở Y tế)", key="song-lam/syt-vp/2024/1").citations
    assert (found.form, found.relation, found.target_key) == ("self", "cites", "song-lam/syt-vp/2024/1")
