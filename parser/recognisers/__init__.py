"""One file per kind of mention; RECOGNISERS lists them, so that a test can run every example of each."""

from typing import Any

from parser.recognisers import date, deadline, document_number, document_type, target
from parser.recognisers.base import Recogniser

RECOGNISERS: tuple[Recogniser[Any], ...] = (
    date.RECOGNISER,
    deadline.RECOGNISER,
    document_number.RECOGNISER,
    document_type.RECOGNISER,
    target.RECOGNISER,
)
