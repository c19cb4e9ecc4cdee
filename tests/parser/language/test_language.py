"""Tokens that lose nothing, words with our offsets, and the spaCy Doc of a dispatch."""

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from models import Document
from parser.language import GROUPS, find_names, nlp, to_docbin, to_spacy, tokens, words
from parser.pipeline import parse

DISPATCH = """ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM
SỞ Y TẾ
Số: 152/SYT-NVY
V/v tăng cường chuyển đổi số
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 12 tháng 6 năm 2023

Kính gửi: Các Trung tâm Y tế huyện

Thực hiện Quyết định số 2310/QĐ-BYT ngày 17 tháng 8 năm 2021 của Bộ Y tế, Sở Y tế đề nghị các đơn vị:
1. Xây dựng kế hoạch chuyển đổi số, gửi về Sở Y tế trước ngày 01/7/2023.
2. Bảo đảm 100% cán bộ y tế được tập huấn kỹ năng số.
"""
PIPELINE = nlp()
VIETNAMESE = st.text(alphabet=st.sampled_from("aăâđêôơưáàảãạ bcdghklmnpqrstvxyBĐQ0123456789 \n\t./-:;,%()\u201c\u201d@&…"), max_size=120)


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(DISPATCH.encode(), "cong-van.txt")


@given(st.one_of(VIETNAMESE, st.text(max_size=80)))
def test_tokens_lose_nothing(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert text[at : token.start].strip() == ""
        assert token.start < token.end
        assert not any(c.isspace() for c in text[token.start : token.end])
        at = token.end
    assert text[at:].strip() == ""


@given(st.one_of(VIETNAMESE, st.text(max_size=80)))
def test_a_doc_is_its_text(text: str) -> None:
    assert PIPELINE.make_doc(text).text == text


@pytest.mark.parametrize(
    "whole",
    ["1710/QĐ-BYT", "30/2020/NĐ-CP", "66.7/2025/NQ-CP", "157-NQ/BCSĐ", "34/STTTT-CNTT&BCVT", "15-KH/ĐU", "05/4/2023", "28-4-2022", "07/2023", "1.000.000", "2,5", "COVID-19", "hop.thu@example.vn", "https://example.vn/a?b=1", "./."],
)
def test_stays_whole(whole: str) -> None:
    text = f"theo {whole} của"
    assert [text[t.start : t.end] for t in tokens(text)] == ["theo", whole, "của"]


def test_marks_stand_apart() -> None:
    text = "Bộ, (Sở): “tỉnh”; 50%..."
    assert [text[t.start : t.end] for t in tokens(text)] == ["Bộ", ",", "(", "Sở", ")", ":", "“", "tỉnh", "”", ";", "50", "%", "..."]


def test_hostile_text_is_cut_in_linear_time() -> None:
    for pattern in ("a.", "1.", "1-A", "a@", "http://", "1/1/", "x" * 50):
        tokens(pattern * 50_000)


def test_words_are_compounds_with_our_offsets() -> None:
    text = "Căn cứ Nghị định số 30/2020/NĐ-CP  ngày 05/3/2020,\nhoà bình của Bộ Y tế."
    found = words(text)
    assert all(text[w.start : w.end] == w.text for w in found)
    said = [w.text for w in found]
    assert {"Căn cứ", "Nghị định", "30/2020/NĐ-CP", "05/3/2020", "hoà bình"} <= set(said)


@settings(max_examples=30, deadline=None)
@given(VIETNAMESE)
def test_words_hold_every_character(text: str) -> None:
    found = words(text)
    assert "".join("".join(w.text.split()) for w in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_names_of_the_lexicon() -> None:
    text = "Bộ Y\ntế, UỶ BAN NHÂN DÂN và Luật An ninh mạng theo Đề án 06; bộ y tế"
    assert [(" ".join(text[n.start : n.end].split()), n.label) for n in find_names(text)][:1] == [("Bộ Y tế", "ISSUER")]
    assert ("Luật An ninh mạng", "LAW") in [(text[n.start : n.end], n.label) for n in find_names(text)]
    assert ("Đề án 06", "PROGRAMME") in [(text[n.start : n.end], n.label) for n in find_names(text)]
    assert all(text[n.start].isupper() for n in find_names(text))


def test_span_groups(document: Document) -> None:
    doc = to_spacy(document)
    assert doc.text == document.text.content
    assert set(doc.spans) == {*GROUPS, "names"}
    assert [(s.label_, s.id_, s.kb_id_) for s in doc.spans["citations"]] == [(c.relation, c.id, c.target_key or "") for c in document.citations]
    assert [(s.label_, s.kb_id_, s.id_) for s in doc.spans["deadlines"]] == [(d.kind, d.due, t.id) for t in document.tasks for d in t.deadlines]
    assert [(s.text, s.kb_id_) for s in doc.spans["targets"]] == [("100%", "100")]
    assert [s.id_ for s in doc.spans["tasks"]] == [t.id for t in document.tasks]
    assert len(doc.spans["sections"]) >= len(document.tasks) > 0
    assert {s.label_ for s in doc.spans["units"]} >= {"issuer", "addressee"}
    assert doc.user_data["key"] == document.key


def test_spans_cover_what_the_document_says(document: Document) -> None:
    doc = to_spacy(document)
    for citation, span in zip(document.citations, doc.spans["citations"], strict=True):
        assert (span.start_char, span.end_char) == (citation.span.start, citation.span.end)


def test_a_researcher_adds_a_component(document: Document) -> None:
    @Language.component("test_counts_deadlines")
    def counts(doc: Doc) -> Doc:
        doc.user_data["deadlines"] = len(doc.spans["deadlines"])
        return doc

    pipeline = nlp()
    pipeline.add_pipe("test_counts_deadlines")
    assert to_spacy(document, pipeline).user_data["deadlines"] == sum(len(t.deadlines) for t in document.tasks) > 0


def test_a_pipeline_is_saved_and_read_back(tmp_path: Path) -> None:
    nlp().to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")("theo 1710/QĐ-BYT của Bộ Y tế")
    assert [t.text for t in doc][:2] == ["theo", "1710/QĐ-BYT"]
    assert [s.text for s in doc.spans["names"]] == ["Bộ Y tế"]


def test_docbin_keeps_the_spans(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "one.spacy"
    to_docbin([document]).to_disk(path)
    (doc,) = DocBin().from_disk(path).get_docs(nlp().vocab)
    assert doc.text == document.text.content
    assert [(s.label_, s.kb_id_) for s in doc.spans["deadlines"]] == [("date", "2023-06-30")]
