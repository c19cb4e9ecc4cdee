"""The front doors: HTTP, the pages, the command line."""
