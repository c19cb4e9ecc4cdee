"""Leaving an issuer out of the tables leaves it out everywhere, and costs little on the samples."""

from pathlib import Path

from annotations.blind import Body, kept
from annotations.unknown_issuers import as_text, falls

ROOT = Path(__file__).resolve().parents[2]
SY_TE = Body(frozenset({"SYT"}), ("Sở Y tế", "Ủy ban nhân dân tỉnh Sông Lam"))


def test_names_codes_and_abbreviations_go() -> None:
    codes = {row["code"] for row in kept("issuers", SY_TE)}
    assert not codes & {"SYT", "UBND"}
    assert {"SNV", "BYT", "CTUBND"} <= codes
    assert not {"UBND", "Ủy ban nhân dân", "SYT"} & {row["head"] for row in kept("unit_heads", SY_TE)}


def test_forms_and_other_tables_stay() -> None:
    assert {"Sở", "Ủy ban", "Ban Chỉ đạo"} <= {row["head"] for row in kept("unit_heads", SY_TE)}
    assert any(row["name"] == "Hà Nội" for row in kept("provinces", SY_TE))


def test_the_units_inside_go() -> None:
    assert "KCB" not in {row["code"] for row in kept("issuers", Body(frozenset({"BYT"}), ("Bộ Y tế",)))}


def test_the_fall_on_the_samples(tmp_path: Path) -> None:
    """Fresh processes read without the issuer; what the tables knew is mostly told by form."""
    for name in ("cong-van-688-syt-tchc", "cong-dien-07-cd-ubnd"):
        (tmp_path / f"{name}.json").write_text((ROOT / "annotations" / "reference" / f"{name}.json").read_text(encoding="utf-8"), encoding="utf-8")
    found = falls(tmp_path, ROOT / "corpus" / "samples" / "files")
    assert sum(f.documents for f in found) == 2
    for fall in found:
        for field in ("header", "citations", "tasks"):
            known, unknown = fall.known[field].f1, fall.unknown[field].f1
            assert known is not None and unknown is not None
            assert unknown > known - 0.15, (fall.issuer, field)
    assert "issuer left out" in as_text(found)
