"""The log: JSON, a line an event, to standard error. No question, no answer and no exception's message is in it."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from ui.server import request_ids
from ui.server.observing import Observation

_FRAMES = 8
# What asks all the time, and is of interest when it fails.
_QUIET = ("/health/live", "/health/ready", "/metrics")
_log: Any = structlog.get_logger("ics")


def install(level: str) -> None:
    """Write what happens from a level on; of other packages, warnings and errors."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_id,
        _without_message,
    ]
    rendered: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=rendered))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("ics").setLevel(level.upper())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def answered(observation: Observation) -> None:
    """Log an answer: what became of the question, and how long it took."""
    answer = observation.answer
    times = {f"{name}_ms": time for name, time in observation.milliseconds.items()}
    _log.info("answer", answer=answer.id, status=str(answer.status), claims=len(answer.claims), **times)


def requested(method: str, route: str, code: int, seconds: float) -> None:
    """Log a request, by the template of its route."""
    if route not in _QUIET or code >= 400:
        _log.info("request", method=method, route=route, code=code, ms=round(1000 * seconds))


def _add_request_id(_logger: Any, _method: str, event: EventDict) -> EventDict:
    request_id = request_ids.current.get()
    return {**event, "request_id": request_id} if request_id else event


def _without_message(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Tell of an exception its kind and its place: its message may hold what was asked."""
    raised = event.pop("exc_info", None)
    error = raised[1] if isinstance(raised, tuple) else raised if isinstance(raised, BaseException) else None
    if error is None:
        return event
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return {**event, "error": type(error).__name__, "at": [f"{f.filename}:{f.lineno} {f.name}" for f in frames]}
