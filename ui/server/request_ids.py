"""The id of the request that is being served: taken from whoever asks where it is sane, else made."""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar

HEADER = "x-request-id"
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
# Threads that serve a request see it too: they are given a copy of its context.
current: ContextVar[str | None] = ContextVar("request_id", default=None)


def taken_or_made(sent: str | None) -> str:
    """Return the id that was sent, or a new one where none was or it is none that a log should hold."""
    return sent if sent and _SANE.fullmatch(sent) else uuid.uuid4().hex
