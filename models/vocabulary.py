"""The closed lists of the contract: what a value may be."""

from typing import Literal

DocumentType = Literal[
    "nghi_quyet", "quyet_dinh", "chi_thi", "quy_che", "quy_dinh", "thong_cao", "thong_bao", "huong_dan",
    "chuong_trinh", "ke_hoach", "phuong_an", "de_an", "du_an", "bao_cao", "bien_ban", "to_trinh", "hop_dong",
    "cong_van", "cong_dien", "ban_ghi_nho", "ban_thoa_thuan", "giay_uy_quyen", "giay_moi", "giay_gioi_thieu",
    "giay_nghi_phep", "phieu_gui", "phieu_chuyen", "phieu_bao", "thu_cong", "hien_phap", "bo_luat", "luat",
    "phap_lenh", "lenh", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "nghi_quyet_lien_tich", "ket_luan",
    "quy_chuan", "van_ban_hop_nhat", "khac",
]  # fmt: skip
"""Slug of a document's type (loại văn bản); Nghị định 30/2020/NĐ-CP, Điều 7 and the normative types beside it."""

SectionKind = Literal[
    "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "item", "bullet", "paragraph", "appendix",
    "attachment", "table", "row", "preamble", "legal_basis", "signature", "recipients",
]  # fmt: skip
Relation = Literal[
    "legal_basis", "implements", "promulgates", "amends", "replaces", "repeals", "guides", "corrects",
    "consolidates", "replies_to", "per", "cites",
]  # fmt: skip
TextOrigin = Literal["text_layer", "ocr", "markup", "plain", "mixed"]
ColumnRole = Literal[
    "index", "task", "lead", "coordinating", "deadline", "outcome", "target", "budget", "note", "leader",
    "person", "unit", "basis", "type", "report", "other",
]  # fmt: skip
TypeSource = Literal["heading", "number", "layout"]
IssuerSource = Literal["letterhead", "number", "signature", "archive", "body"]
DateSource = Literal["dateline", "attachment_line", "body"]
LocalityLevel = Literal["province", "district", "commune"]
CitationForm = Literal["full", "number_only", "short", "defined_term", "name", "self"]
ResolutionStatus = Literal["exact", "inferred", "suspected_typo", "ambiguous", "unresolved"]
UnitKind = Literal["organisation", "office", "group"]
InheritedFrom = Literal["heading", "lead_in", "addressees", "table"]
TaskKind = Literal["action", "reporting", "prohibition", "statement"]
Modality = Literal["yeu_cau", "de_nghi", "giao", "phai", "can", "nghiem_cam"]
DeadlineKind = Literal["date", "month", "quarter", "half_year", "year", "period", "recurring", "relative", "ongoing"]
Bound = Literal["by", "before", "in", "from_to", "every"]
AnchorUnit = Literal["hour", "day", "week", "month", "quarter", "year"]
Comparator = Literal["=", ">=", "<=", ">", "<", "range", "~"]
SignatureSource = Literal["stamp_text", "pdf_signature"]
