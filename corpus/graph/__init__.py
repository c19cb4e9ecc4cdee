"""What the documents make together: the cascade of tasks from superior to subordinate."""

from corpus.graph.cascade import Cascade, Differs, Link, cascade

__all__ = ["Cascade", "Differs", "Link", "cascade"]
