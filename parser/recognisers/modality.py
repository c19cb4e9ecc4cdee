"""The words that oblige (tình thái): who is asked by "giao", "yêu cầu", "đề nghị", and what must, needs or must not be done.

Table: `lexicon/modality.tsv`. `ask` cues stand before the body that is asked, `modal` cues before the act; `lead_in` cues ask
only in a sentence that leads in what is asked ("… như sau:") and names who asks before them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from models.vocabulary import Modality
from parser.lexicon.needs import has_any, lowered, shortest, stands_between
from parser.lexicon.table import rows
from parser.lexicon.unit_words import head_at, prepared
from parser.recognisers.base import Example, Mention, Recogniser

_ROWS = rows("modality")
_CUES: dict[str, Modality] = {r["cue"]: r["modality"] for r in _ROWS}  # type: ignore[misc]


def _either(place: str) -> str:
    return "|".join(sorted((r["cue"] for r in _ROWS if r["place"] == place), key=len, reverse=True))


_ASKS, _MODALS = (shortest(r["cue"] for r in _ROWS if r["place"] == place) for place in ("ask", "modal"))
_ASK = re.compile(rf"(?<!\w)({_either('ask')})(?= \w)", re.IGNORECASE)
_LEAD_IN = re.compile(rf"(?<=\w )({_either('lead_in')})(?= \w)")
_LEADS_IN = re.compile(r"(?:như sau|sau đây|dưới đây|sau)\s*:\s*$")
_MODAL = re.compile(rf"(?<!\w)({_either('modal')})(?!\w)", re.IGNORECASE)
# Before these words a cue is a noun, or recites what another has ordered.
_RECITED = re.compile(
    r"(?:đã|được|theo|những|các|sự|khi có|việc|do|để|nhằm|tại|của|đang|nội dung|nhiệm vụ|khi|nếu|về|đáp ứng|một số|mục đích,?)\s*$", re.IGNORECASE
)
_NOT_MODAL = re.compile(r"(?:không|chưa|nhu|thiết|cấp|dám|tinh thần|ý thức|trường hợp)\s*$", re.IGNORECASE)
# "cần thiết", "cần sự phối hợp", "các lĩnh vực cần ưu tiên": no act is asked for.
_NEEDED_THING = re.compile(r"(?:nội dung|vấn đề|lĩnh vực|nhiệm vụ|việc|nơi|khu vực|công trình|dự án|ngành|sản phẩm|mục tiêu)\s*$", re.IGNORECASE)
_NEED = re.compile(r" (?:thiết|sự|có sự)(?!\w)")


def find_asks(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention[Modality]]:
    """Where somebody is asked by name: a cue with a body right after it, unless the text only recites the order."""
    folded = prepared(text)
    until = len(text) if end is None else end
    found = [*_ASK.finditer(folded, start, until)] if stands_between(lowered(folded), _ASKS, start, until) else []
    if not found and folded.find(":", max(start, until - 40), until) >= 0 and _LEADS_IN.search(folded, max(start, until - 40), until):
        found = [*_LEAD_IN.finditer(folded, start, until)]  # "… hướng dẫn các sở … như sau:" orders; elsewhere it tells
    for match in found:
        if _RECITED.search(folded, max(start, match.start() - 24), match.start()) or head_at(folded, match.end() + 1) is None:
            continue
        yield Mention(match.start(), match.end(), _CUES[match[1].lower()], "modality.ask", 0.95)


@lru_cache(maxsize=32)  # several rules ask for those of the same text
def find_modals(text: str) -> tuple[Mention[Modality], ...]:
    """Where an act must, needs to or must not be done."""
    folded = prepared(text)
    if not has_any(lowered(folded), _MODALS):
        return ()
    found = []
    for match in _MODAL.finditer(folded):
        before = max(0, match.start() - 12)
        needed = match[1].lower() == "cần" and (_NEED.match(folded, match.end()) or _NEEDED_THING.search(folded, before, match.start()))
        if not needed and not _NOT_MODAL.search(folded, before, match.start()):
            found.append(Mention(match.start(), match.end(), _CUES[match[1].lower()], "modality.modal", 0.8))
    return tuple(found)


def find_modalities(text: str) -> list[Mention[Modality]]:
    """All words that oblige, in order."""
    return sorted([*find_asks(text), *find_modals(text)], key=lambda m: m.start)


RECOGNISER: Recogniser[Modality] = Recogniser(
    "modality",
    find_modalities,
    (
        Example("giao", "⟦Giao⟧ Sở Y tế chủ trì xây dựng kế hoạch.", "Trên cơ sở đó, ⟦giao\ncho⟧ Sở Tài chính bố trí kinh phí."),
        Example("yeu_cau", "Ủy ban nhân dân tỉnh Sông Lam ⟦yêu cầu⟧ Thủ trưởng các đơn vị thực hiện nghiêm."),
        Example("de_nghi", "⟦Đề nghị⟧ các cơ quan, đơn vị gửi báo cáo.", "Ban Quản lý bến xe ⟦kính trình⟧ Sở Giao thông vận tải phê duyệt."),
        Example("yeu_cau", "Sở Y tế ⟦hướng dẫn⟧ các bệnh viện lập kế hoạch như sau:", "Ủy ban nhân dân tỉnh ⟦chỉ thị⟧ các sở, ban, ngành tập trung các việc sau đây:"),
        Example("phai", "Các tổ chức tín dụng ⟦phải⟧ lập hồ sơ.", "Bộ Xây dựng ⟦có trách nhiệm⟧ hướng dẫn."),
        Example("can", "Các địa phương ⟦cần⟧ chủ động phòng ngừa."),
        Example("nghiem_cam", "⟦Nghiêm cấm⟧ sử dụng kinh phí sai mục đích."),
    ),
    ("Theo yêu cầu của Bộ Y tế, việc này đã xong.", "Được Ủy ban nhân dân tỉnh đã giao Sở Y tế từ năm trước.", "Nhu cầu sử dụng đất tăng cao.", "Bố trí thiết bị cần thiết.", "Xác định các lĩnh vực cần ưu tiên.", "Bảo vệ cán bộ dám chịu trách nhiệm.", "Sở Y tế hướng dẫn các bệnh viện lập kế hoạch.", "Hướng dẫn các bệnh viện như sau:"),
)  # fmt: skip
