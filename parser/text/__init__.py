"""Canonical text and its offset map; Unicode, legacy encodings, repairs."""
