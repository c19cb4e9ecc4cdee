"""What the head and the foot of a dispatch say (thể thức văn bản)."""

from pydantic import Field

from models.base import Model
from models.span import Confidence, Evidence, Span
from models.vocabulary import (
    DateSource,
    DocumentType,
    InheritedFrom,
    IssuerSource,
    LocalityLevel,
    SignatureSource,
    TypeSource,
    UnitKind,
)


class DocumentNumber(Model):
    """Số, ký hiệu: `raw` as printed, `normalized` without spaces (`1710/QĐ-BYT`); a blank one is `/KH-SYT`."""

    raw: str
    normalized: str
    sequence: str | None = None
    year: str | None = None
    symbol: str | None = None
    type_code: str | None = None
    issuer_codes: tuple[str, ...] = ()
    drafting_unit: str | None = None


class Unit(Model):
    """A body that acts (cơ quan, đơn vị, chức danh, nhóm). `name` is a folded substring of the text, first letter capital."""

    raw: str
    name: str
    key: str | None = None
    kind: UnitKind = "organisation"
    expands_to: tuple[str, ...] = ()
    inherited_from: InheritedFrom | None = None
    span: Span | None = None
    rule: str = ""
    confidence: Confidence = 1.0


class Locality(Model):
    """Địa phương of an issuer at province level or lower; a district's slug is `<province>.<district>`."""

    name: str
    level: LocalityLevel
    slug: str


class Recipient(Model):
    """One dash of "Nơi nhận", e.g. purpose "để b/c"."""

    raw: str
    name: str
    purpose: str | None = None


class Signer(Model):
    """Người ký: `authority` is "KT.", "TM.", "TL.", "TUQ.", "Q." or null."""

    authority: str | None = None
    on_behalf_of: str | None = None
    title: str | None = None
    name: str | None = None


class Signature(Model):
    """An e-signature (chữ ký số); `signed_at` is ISO 8601 with offset, `valid` null where it was not checked."""

    signer: str | None = None
    organisation: str | None = None
    signed_at: str | None = None
    source: SignatureSource
    valid: bool | None = None


class Received(Model):
    """Dấu công văn đến: the receiver's register, never the document's own number."""

    number: str | None = None
    date: str | None = None


class Header(Model):
    """The header of a dispatch; dates are EDTF (`2023-08-22`, `2022-01`, `2022`)."""

    number: DocumentNumber | None = None
    type: DocumentType = "khac"
    type_source: TypeSource | None = None
    issuer: Unit | None = None
    issuer_source: IssuerSource | None = None
    parent_issuer: Unit | None = None
    locality: Locality | None = None
    place: str | None = None
    date: str | None = None
    date_source: DateSource | None = None
    subject: str | None = None
    addressees: tuple[Unit, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: str | None = None
    signers: tuple[Signer, ...] = ()
    urgency: str | None = None
    secrecy: str | None = None
    page_count: int | None = None
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    received: Received | None = None
