"""The last layers of a packaged ONNX model as torch modules that can be trained, and back as what the file would hold.

The packaged files hold BERT models of twelve layers (Devlin et al. 2019) whose matrices are 8-bit integers with one
scale each. Everything below the layers that are trained stays as it is and runs once a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from transformers import BertConfig, BertModel

from assistant.retrieval.weights import Packaged

HIDDEN, LAYERS, HEADS, INNER = 384, 12, 12, 1536
_BATCH = 32

Hidden: TypeAlias = torch.Tensor  # of one text: (tokens, 384), half as precise as it is used


class LastLayers:
    """A packaged model of which the layers from `first` on, and the pooler, are trained."""

    def __init__(self, packaged: Packaged, first: int) -> None:
        graph = onnx.load(str(packaged.path() / packaged.file)).graph
        self._held: dict[str, NDArray[Any]] = {
            tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer
        }
        self._names: dict[str, str] = {
            _parameter(node.name): node.input[1].removesuffix("_quantized")
            for node in graph.node
            if node.op_type == "MatMulInteger"
        }
        vocabulary = len(self._held[self._name("embeddings.word_embeddings.weight") + "_quantized"])
        config = BertConfig(
            vocab_size=vocabulary,
            hidden_size=HIDDEN,
            num_hidden_layers=LAYERS,
            num_attention_heads=HEADS,
            intermediate_size=INNER,
        )
        self.bert = BertModel(config)
        self.bert.load_state_dict({name: self._read(name, old) for name, old in self.bert.state_dict().items()})
        self.bert.requires_grad_(requires_grad=False)
        self.trained = torch.nn.ModuleList([*self.bert.encoder.layer[first:], self.bert.pooler.dense])
        self.trained.requires_grad_(requires_grad=True)
        self._first = first
        self.train(on=False)

    def train(self, *, on: bool = True) -> None:
        """Turn dropout on or off."""
        self.bert.train(on)

    def vector(self, name: str) -> torch.Tensor:
        """Return a bias of the file."""
        return torch.tensor(self._held[self._name(name)])

    def matrix(self, name: str) -> torch.Tensor:
        """Return a matrix of the file, as numbers, by the name of what it belongs to; it multiplies from the right."""
        base = self._name(f"{name}.weight")
        integers = self._held[f"{base}_quantized"].astype(np.float32)
        return torch.tensor((integers - float(self._held[f"{base}_zero_point"])) * float(self._held[f"{base}_scale"]))

    def lower(self, encodings: Sequence[Any]) -> list[Hidden]:
        """Return, for each tokenised text, what the layers that are not trained make of it."""
        self.train(on=False)
        made: dict[int, Hidden] = {}
        order = sorted(range(len(encodings)), key=lambda place: len(encodings[place]))
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            longest = max(len(encodings[place]) for place in places)
            tokens, kinds, real = (
                torch.tensor([row + [0] * (longest - len(row)) for row in rows])
                for rows in zip(
                    *((e.ids, e.type_ids, e.attention_mask) for e in (encodings[place] for place in places)),
                    strict=True,
                )
            )
            hidden = self.bert.embeddings(input_ids=tokens, token_type_ids=kinds)
            hidden = self._through(self.bert.encoder.layer[: self._first], hidden, real)
            made |= {
                place: hidden[row, : len(encodings[place])].to(torch.bfloat16).clone()
                for row, place in enumerate(places)
            }
        return [made[place] for place in range(len(encodings))]

    def upper(self, texts: Sequence[Hidden]) -> torch.Tensor:
        """Return what the trained layers make of texts: of shape (texts, longest, 384), zeros below the shorter."""
        padded = torch.nn.utils.rnn.pad_sequence([text.float() for text in texts], batch_first=True)
        lengths = torch.tensor([len(text) for text in texts])
        real = torch.arange(padded.shape[1])[None, :] < lengths[:, None]
        made: torch.Tensor = self._through(self.bert.encoder.layer[self._first :], padded, real)
        return made * real[..., None]

    def pooled(self, texts: Sequence[Hidden]) -> torch.Tensor:
        """Return the pooler's vector of each text, of shape (texts, 384)."""
        made: torch.Tensor = torch.tanh(self.bert.pooler.dense(self.upper(texts)[:, 0]))
        return made

    def initializers(self, others: dict[str, torch.Tensor]) -> dict[str, NDArray[Any]]:
        """Return what the file would hold of the trained layers, and of other matrices and biases, by its names."""
        state = self.bert.state_dict()
        first = tuple(f"encoder.layer.{number}." for number in range(self._first, LAYERS))
        kept = {name: value for name, value in state.items() if name.startswith((*first, "pooler."))}
        plain = {name: value for name, value in kept.items() if value.ndim == 1} | {
            name: value for name, value in others.items() if name.endswith(".bias")
        }
        matrices = {name: value.T for name, value in kept.items() if value.ndim > 1} | {
            name: value for name, value in others.items() if name.endswith(".weight")
        }
        written: dict[str, NDArray[Any]] = {
            self._name(name): value.detach().numpy().astype(np.float32) for name, value in plain.items()
        }
        for name, value in matrices.items():
            scale = float(value.detach().abs().max()) / 127
            base = self._name(name)
            written[f"{base}_quantized"] = np.round(value.detach().numpy() / scale).astype(np.int8, order="C")
            written[f"{base}_scale"] = np.array(scale, dtype=np.float32)
            written[f"{base}_zero_point"] = np.array(0, dtype=np.int8)
        return written

    def _through(self, layers: Any, hidden: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        gaps = (1 - real[:, None, None, :].float()) * torch.finfo(torch.float32).min
        # Takes two thirds of the time where the processor multiplies such numbers (EXPERIMENTS.md), and eighty times
        # as long where it does not.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled="AVX512" in torch.backends.cpu.get_cpu_capability()):
            for layer in layers:
                hidden = layer(hidden, attention_mask=gaps)
        return hidden.float()

    def _name(self, parameter: str) -> str:
        """Return what the file calls a parameter."""
        if parameter in self._names:
            return self._names[parameter]
        found: list[str] = [
            name for name in self._held if name.removesuffix("_quantized").removeprefix("bert.") == parameter
        ]
        return found[0].removesuffix("_quantized")

    def _read(self, parameter: str, old: torch.Tensor) -> torch.Tensor:
        if parameter.endswith((".bias", "LayerNorm.weight")):
            return self.vector(parameter)
        if not parameter.endswith(".weight"):
            return old
        matrix = self.matrix(parameter.removesuffix(".weight"))
        return matrix if "embeddings" in parameter else matrix.T


def _parameter(node: str) -> str:
    """Return the parameter that a node of the graph multiplies with."""
    path = node.strip("/").replace("/", ".").removeprefix("bert.")
    return path.rsplit(".", 1)[0] + ".weight"
