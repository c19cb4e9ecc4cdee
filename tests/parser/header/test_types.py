"""Every header type of the contract, on a sample of its own with its annotation."""

from collections.abc import Callable
from typing import get_args

import pytest

from models.vocabulary import DocumentType
from parser.header import HeaderResult
from tests.parser.header.header_corpus import CORPUS, Sample

Read = Callable[[str], HeaderResult]


def test_every_type_has_its_sample() -> None:
    assert {s.type for s in CORPUS} == set(get_args(DocumentType))


@pytest.mark.parametrize("sample", CORPUS, ids=[s.type for s in CORPUS])
def test_sample(read: Read, sample: Sample) -> None:
    header = read(sample.text).header
    signers = [(s.authority, s.on_behalf_of, s.title, s.name) for s in header.signers]
    assert {
        "type": header.type, "number": header.number and header.number.normalized, "issuer": header.issuer and header.issuer.name,
        "parent": header.parent_issuer and header.parent_issuer.name, "place": header.place, "date": header.date,
        "subject": header.subject and header.subject.casefold(), "addressees": tuple(u.name for u in header.addressees),
        "recipients": tuple(r.name for r in header.recipients), "urgency": header.urgency, "secrecy": header.secrecy,
    } == {
        "type": sample.type, "number": sample.number, "issuer": sample.issuer, "parent": sample.parent, "place": sample.place, "date": sample.date,
        "subject": sample.subject and sample.subject.casefold(), "addressees": sample.addressees, "recipients": sample.recipients,
        "urgency": sample.urgency, "secrecy": sample.secrecy,
    }  # fmt: skip
    assert sample.signer is None or sample.signer in signers
