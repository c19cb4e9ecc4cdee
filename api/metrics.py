"""Prometheus metrics: how many requests, how long, what is waiting. Routes by their pattern, never by what was asked."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from api.service.jobs import Desk, Jobs

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60)


class Metrics:
    """The numbers of one service."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter("chidao_requests_total", "Requests answered.", ("method", "route", "status"), registry=self._registry)
        self.seconds = Histogram("chidao_request_seconds", "Time to the end of the answer.", ("method", "route"), buckets=_SECONDS, registry=self._registry)
        self._jobs = Gauge("chidao_jobs", "Jobs in each state.", ("state",), registry=self._registry)
        self._fault = Gauge("chidao_fault", "1 while jobs can't move on.", ("what",), registry=self._registry)

    def text(self, jobs: Jobs, desk: Desk) -> bytes:
        """Prometheus' text format."""
        for state, count in jobs.counts().items():
            self._jobs.labels(state).set(count)
        for what in ("queue", "store"):
            self._fault.labels(what).set(desk.fault == what)
        return generate_latest(self._registry)
