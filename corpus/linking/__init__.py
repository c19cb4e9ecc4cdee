"""Which document a mention means, beyond what its own text says: evidence, decisions, and keeping them true as documents come and go.

Works on a bare connection, so that `corpus/store` can link in the transaction in which it writes. What is decided depends only on what
the store holds, never on the order in which it came.
"""

from corpus.linking.refresh import Row, link_all, linking_row, refresh

__all__ = ["Row", "link_all", "linking_row", "refresh"]
