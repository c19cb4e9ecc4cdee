"""One file per kind of mention; RECOGNISERS lists them, so that a test can run every example of each."""

from typing import Any

from parser.recognisers import date, deadline, document_number, document_type, modality, target, unit
from parser.recognisers.base import Recogniser

RECOGNISERS: tuple[Recogniser[Any], ...] = (
    date.RECOGNISER,
    deadline.RECOGNISER,
    document_number.RECOGNISER,
    document_type.RECOGNISER,
    modality.RECOGNISER,
    target.RECOGNISER,
    unit.RECOGNISER,
)
