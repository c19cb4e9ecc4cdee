"""Many files into one store: idempotent, parallel, and never stopped by one bad file."""

from corpus.ingest.cluster import Cluster
from corpus.ingest.readings import Readings
from corpus.ingest.run import Progress, Summary, ingest
from corpus.ingest.sources import SUFFIXES, find_sources

__all__ = ["SUFFIXES", "Cluster", "Progress", "Readings", "Summary", "find_sources", "ingest"]
