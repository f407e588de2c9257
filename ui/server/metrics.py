"""Figures for Prometheus: requests, answers, the queue and the index. None holds what was asked or by whom."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from assistant.types import Status
from ui.server.observing import Observation
from ui.server.service import Service

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_PAGE = "/gradio_api"
_SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """What is counted of one service."""

    def __init__(self, service: Service) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._requests = Counter("ics_requests", "Requests", ("method", "route", "code"), registry=registry)
        self._lasted = _histogram(
            registry,
            "ics_request_seconds",
            "How long requests lasted, streams to their end; the page's own are left out",
        )
        self._answers = Counter("ics_answers", "Answers by status", ("status",), registry=registry)
        for status in Status:
            self._answers.labels(status)
        self._first = _histogram(registry, "ics_first_claim_seconds", "Time to the first claim, once it is one's turn")
        self._retrieval = _histogram(registry, "ics_retrieval_seconds", "Time of retrieval")
        self._whole = _histogram(registry, "ics_answer_seconds", "Time of a whole answer, once it is one's turn")
        _gauges(registry, service)

    def answered(self, observation: Observation) -> None:
        """Count an answer."""
        times = observation.answer.timings_ms
        self._answers.labels(observation.answer.status).inc()
        if observation.answer.hits:
            self._retrieval.observe(times["retrieve"] / 1000)
        self._whole.observe(times["total"] / 1000)
        if observation.first_claim is not None:
            self._first.observe(observation.first_claim)

    def requested(self, method: str, route: str, code: int, seconds: float) -> None:
        """Count a request by the template of its route, never by its path."""
        self._requests.labels(method, route, code).inc()
        if not route.startswith(_PAGE):  # a tab that is open holds one of these for hours
            self._lasted.observe(seconds)

    def text(self) -> bytes:
        """Return all figures in Prometheus' text format."""
        return generate_latest(self._registry)


def _histogram(registry: CollectorRegistry, name: str, said: str) -> Histogram:
    return Histogram(name, said, buckets=_SECONDS, registry=registry)


def _gauges(registry: CollectorRegistry, service: Service) -> None:
    """Tell what is so at the moment of asking: an index that is not open yet has no passages."""
    queue = service.queue
    for name, said, value in (
        ("ics_queue_waiting", "Questions that wait for their turn", lambda: len(queue.waiting)),
        ("ics_queue_served", "Questions that are being answered", lambda: len(queue.served)),
        ("ics_index_documents", "Documents in the index", lambda: service.index.documents),
        ("ics_index_chunks", "Chunks in the index", lambda: service.index.chunks),
        ("ics_index_age_seconds", "Time since the index was made", lambda: time.time() - service.index.made),
        ("ics_ready", "Whether questions are answered", lambda: service.fault is None),
    ):
        Gauge(name, said, registry=registry).set_function(value)
