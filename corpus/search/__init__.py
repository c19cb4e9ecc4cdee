"""Full text over documents and tasks, with marks and without, and documents by number in any spelling."""

from corpus.search.find import Facets, Found, Hit, Narrow, facets, search

__all__ = ["Facets", "Found", "Hit", "Narrow", "facets", "search"]
