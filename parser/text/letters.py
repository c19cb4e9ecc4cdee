"""Vietnamese letters by case, for the rooms above; the readers, which stand below this room, hold them."""

from parser.readers.letters import LOWER, UPPER

__all__ = ["LOWER", "UPPER"]
