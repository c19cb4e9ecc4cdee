"""Bytes in, Document out. Pure: no database, no HTTP, no settings; the time of parsing is handed in."""
