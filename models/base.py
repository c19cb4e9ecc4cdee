"""What every model shares: frozen, no unknown fields when writing."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A value of the output contract: immutable, and strict about its own fields.

    Readers of our JSON must ignore fields they do not know (fields may be added within
    one major `schema_version`); only writing is strict.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
