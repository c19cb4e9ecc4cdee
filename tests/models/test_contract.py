"""The models are the contract: strict, frozen, and the committed JSON Schema is theirs."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

import models
from models import Document, Span

ROOT = Path(__file__).resolve().parents[2]


def test_public_names_exist() -> None:
    assert models.__all__ == sorted(models.__all__, key=lambda n: (n.isupper() is False, n))
    assert all(hasattr(models, name) for name in models.__all__)


def test_models_are_frozen_and_strict_about_fields() -> None:
    span = Span(start=0, end=1)
    with pytest.raises(ValidationError):
        span.start = 2  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Span(start=0, end=1, colour="red")  # type: ignore[call-arg]


def test_the_committed_schema_is_generated() -> None:
    """`make schema` regenerates it."""
    committed = json.loads((ROOT / "docs" / "schema.json").read_text(encoding="utf-8"))
    assert committed == Document.model_json_schema()
