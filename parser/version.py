"""The parser's version: part of every Document, and of the cache key of what was read."""

PARSER_VERSION = "0.1.0"
