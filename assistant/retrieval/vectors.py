"""The vectors of an index: one a passage, and one a token of each passage and unit; kept by what they encode."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.retrieval.models import Embedder, TokenEncoder, Vectors

Progress = Callable[[str, int, int], None]
_BATCH = 64


def key(text: str) -> str:
    """Return what identifies a text that was encoded."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class VectorSet:
    """The vectors of passages, then of units: `dense` (passages, dimensions), `rows` all token vectors, text by text.

    Text number i has `rows[edges[i]:edges[i + 1]]`.
    """

    keys: tuple[str, ...]
    dense: Vectors
    rows: Vectors
    edges: tuple[int, ...]

    @property
    def dimensions(self) -> int:
        """Return the length of an embedding."""
        return int(self.dense.shape[1]) if self.dense.ndim == 2 else 0

    def tokens(self, first: int, last: int | None = None) -> Vectors:
        """Return the token vectors of a text, or of all texts from the first up to, not with, the last; not copied."""
        return self.rows[self.edges[first] : self.edges[first + 1 if last is None else last]]

    def save(self, folder: Path) -> None:
        """Write the vectors into a folder; token vectors in half precision, which ranks the same."""
        import numpy as np

        np.save(folder / "tokens.npy", self.rows.astype(np.float16))
        np.save(folder / "edges.npy", np.array(self.edges, dtype=np.int64))
        np.save(folder / "dense.npy", self.dense)
        (folder / "keys.txt").write_text("\n".join(self.keys), encoding="ascii")

    @classmethod
    def load(cls, folder: Path) -> VectorSet:
        """Return the vectors in a folder, token vectors in single precision, which is faster to multiply."""
        import numpy as np

        rows = np.load(folder / "tokens.npy").astype(np.float32)
        edges = tuple(int(edge) for edge in np.load(folder / "edges.npy"))
        keys = tuple((folder / "keys.txt").read_text(encoding="ascii").split())
        return cls(keys, np.load(folder / "dense.npy"), rows, edges)

    @classmethod
    def of(cls, keys: Sequence[str], dense: Sequence[Vectors], tokens: Sequence[Vectors]) -> VectorSet:
        """Return vectors given text by text."""
        import numpy as np

        rows = np.concatenate(list(tokens)) if tokens else np.zeros((0, 0), dtype=np.float32)
        edges = tuple(accumulate((len(part) for part in tokens), initial=0))
        array = np.stack(list(dense)).astype(np.float32) if dense else np.zeros((0, 0), dtype=np.float32)
        return cls(tuple(keys), array, rows, edges)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Encodes what was not encoded before; the models are loaded only where there is something to encode.

    The embedder is chosen by how many passages it is to embed.
    """

    embedder: Callable[[int], Embedder]
    token_encoder: Callable[[], TokenEncoder]
    progress: Progress

    def encode(self, passages: Sequence[str], units: Sequence[str], previous: VectorSet) -> tuple[VectorSet, int]:
        """Return the vectors of passages and units, and how many passages were embedded anew."""
        keys = [key(text) for text in [*passages, *units]]
        known_tokens = {name: previous.tokens(place) for place, name in enumerate(previous.keys)}
        known_dense: dict[str, Any] = dict(zip(previous.keys, previous.dense, strict=False))
        embedded = self._embed(passages, keys, known_dense)
        self._encode_tokens([*passages, *units], keys, known_tokens)
        dense = [known_dense[name] for name in keys[: len(passages)]]
        return VectorSet.of(keys, dense, [known_tokens[name] for name in keys]), embedded

    def _embed(self, passages: Sequence[str], keys: Sequence[str], known: dict[str, Any]) -> int:
        missing = {name: text for name, text in zip(keys, passages, strict=False) if name not in known}
        names = list(missing)
        for first in range(0, len(names), _BATCH):
            self.progress("embedding", first, len(names))
            batch = names[first : first + _BATCH]
            vectors = self.embedder(len(names)).encode(
                [missing[name] for name in batch], normalize_embeddings=True, show_progress_bar=False
            )
            known.update(zip(batch, vectors, strict=True))
        return len(names)

    def _encode_tokens(self, texts: Sequence[str], keys: Sequence[str], known: dict[str, Vectors]) -> None:
        missing = {name: text for name, text in zip(keys, texts, strict=True) if name not in known}
        names = sorted(missing, key=lambda name: len(missing[name]))
        for first in range(0, len(names), _BATCH):
            self.progress("token vectors", first, len(names))
            batch = names[first : first + _BATCH]
            known.update(zip(batch, self.token_encoder().encode([missing[name] for name in batch]), strict=True))
