"""What the documents make together: the cascade of tasks from superior to subordinate."""

from corpus.graph.cascade import Cascade, Differs, Link
from corpus.graph.cascade_links import Report, refresh, report

__all__ = ["Cascade", "Differs", "Link", "Report", "refresh", "report"]
