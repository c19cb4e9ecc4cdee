"""Whatever the text, citing never raises, every mention stands where it says, and no edge loops."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parser.citations import Cited

WORDS = ["Quyết", "định", "số", "Nghị", "quyết", "Luật", "Đề", "án", "06", "Kế", "hoạch", "này", "12/QĐ-UBND", "157-NQ/TW", "30/2020/NĐ-CP", "24/2018/QH14", "/KH-SYT", "ngày", "02/5/2024", "tháng", "13", "năm", "của", "Chính", "phủ", "Bộ", "Y", "tế", "UBND", "tỉnh", "về", "việc", "ban", "hành", "phê", "duyệt", "sửa", "đổi,", "bổ", "sung", "được", "bởi", "thay", "thế", "căn", "cứ", "thực", "hiện", "theo", "tại", ";", ":", ".", ",", "(", ")", "“", "”", '"', "và", "các", "gọi", "tắt", "là", "(sau", "đây", "hết", "hiệu", "lực", "điểm", "a", "khoản", "2", "Điều", "5", "\n", "\t", "Số:", "60", "TC/CĐKT", "Chương", "trình", "trên"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_keyword_soup(citing: Callable[..., Cited], words: list[str]) -> None:
    cited = citing("Công văn " + " ".join(words))
    ids = [c.id for c in cited.citations]
    starts = [c.span.start for c in cited.citations]
    assert starts == sorted(starts)
    assert len(set(ids)) == len(ids)
    for citation in cited.citations:
        assert citation.raw
        assert citation.within is None or citation.within in ids
        assert citation.antecedent is None or citation.antecedent in ids
    for edge in cited.relations:
        assert edge.source_key != edge.target_key
        assert set(edge.citation_ids) <= set(ids)


def test_time_is_linear_in_the_text(citing: Callable[..., Cited]) -> None:
    """A long list of numbers in one paragraph, and unclosed quotations, are read in one go (minutes where a rule is not linear)."""
    many = ", ".join(f"{i}/QĐ-UBND" for i in range(1, 800))
    assert len(citing(f"Thực hiện các Quyết định số {many}.").citations) == 799
    assert citing(": “" * 3000).citations == ()
