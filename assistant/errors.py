"""The errors a caller may meet. Each message names the thing and its value, then, after its last ": ", the way out."""

from __future__ import annotations


class AssistantError(Exception):
    """Base of all errors that this project raises on purpose."""


class UsageError(AssistantError):
    """What was asked for is malformed: an empty question, an unknown document, a bad option."""


class UnreadableFileError(AssistantError):
    """A file was refused; the message says why (encrypted, no text, too large, not what its name says)."""


class ModelError(AssistantError):
    """A model file is missing, or is not the file whose hash is pinned."""


class IndexMissingError(AssistantError):
    """There is no index yet."""


class IndexDamagedError(AssistantError):
    """The index is damaged, or was made by other models or another version."""


class BusyError(AssistantError):
    """Another indexing run holds the lock."""


class StorageError(AssistantError):
    """The folder that holds the index, or the store in it, cannot be written or read."""


class StoreDamagedError(AssistantError):
    """The store of conversations is damaged, or was made by a newer version."""


class NotKeptError(AssistantError):
    """A conversation or an answer is not kept, or is another caller's: the two look the same."""


class ConflictError(AssistantError):
    """Somebody else changed what is kept in the meantime."""


class BriefRefusedError(AssistantError):
    """A brief holds data that identify a person, or a patient's case; the message says in which field."""


class UnverifiedError(AssistantError):
    """A quotation that is to be exported does not stand in its source as it is held now."""
