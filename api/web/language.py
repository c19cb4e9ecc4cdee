"""The pages' words: written in Vietnamese where they stand, in English by `english.tsv`; a test finds a phrase that lacks its English."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Literal

from fastapi import Request

Language = Literal["vi", "en"]
COOKIE = "chidao_language"
Translate = Callable[..., str]


@cache
def english() -> dict[str, str]:
    """Vietnamese phrase -> English; `{name}` stands for a value in both."""
    lines = (files("api.web") / "english.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def language_of(request: Request) -> Language:
    """What the reader chose, else what the browser asks for, else Vietnamese."""
    chosen = request.query_params.get("lang") or request.cookies.get(COOKIE)
    if chosen in ("vi", "en"):
        return chosen  # type: ignore[return-value]
    wanted = [part.strip().lower()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return "en" if "en" in wanted and "vi" not in wanted else "vi"


def translator(language: Language) -> Translate:
    """`_("{n} nhiệm vụ", n=3)`; a phrase without English stays Vietnamese."""
    table = english() if language == "en" else {}

    def translate(phrase: str, **values: object) -> str:
        return table.get(phrase, phrase).format(**values) if values else table.get(phrase, phrase)

    return translate
