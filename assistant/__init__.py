"""How the assistant thinks: a library that knows no web and no terminal.

In the order in which data flows: `ingestion` reads files into documents and chunks, `retrieval` finds chunks,
`answering` turns them into claims, `library` keeps the documents, `pipeline` is the order of all of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.settings import Settings
    from assistant.types import Answer

__all__ = ["Answer", "Assistant", "Settings"]

_HOMES = {"Answer": "assistant.types", "Assistant": "assistant.pipeline", "Settings": "assistant.settings"}


def __getattr__(name: str) -> Any:
    # Imported when first used, so that a program that needs one of them does not wait for all.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
