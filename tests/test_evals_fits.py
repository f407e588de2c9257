"""The models' last layers are fitted on questions of their own, and run in the packaged files' place."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.models import OnnxCrossEncoder, OnnxModel
from assistant.retrieval.weights import (
    CROSS_ENCODER,
    LATE_INTERACTION,
    LEARNED_CROSS_ENCODER,
    LEARNED_LATE_INTERACTION,
    PROJECTION,
    learned_arrays,
)
from evals import cross_encoder, late_interaction
from evals.data import FOLDER
from evals.layers import LastLayers
from evals.training import TRAINING, read_training
from tests.made import made

SAID = {
    "Boats are lent on Mondays.": "which day can I borrow a vessel",
    "The choir sings in the barn.": "where do the singers meet",
    "Bread is baked before dawn.": "how early is the oven lit",
}
PAIR = ("who runs it", "The council runs the programme.")


def test_no_item_of_the_evaluations_is_trained_on() -> None:
    lines = [line for path in TRAINING.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    trained = {json.loads(line)["question"].lower() for line in lines}
    asked = [json.loads(line) for line in (FOLDER / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(trained) > 5900
    assert not trained & {item["question"].lower() for item in asked}


def test_a_passage_is_found_by_its_first_and_last_words(tmp_path: Path) -> None:
    note = made(*SAID)
    path = tmp_path / "training.jsonl"
    lines = [
        {"question": "who sings", "document": "note", "first": "The choir", "last": "the barn."},
        {"question": "what do they sing", "document": "note", "first": "The choir", "last": "barn.", "missing": "list"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    there, missing = read_training({"note": note}, path)
    assert note.text[there.span.start : there.span.end] == "The choir sings in the barn."
    assert (there.missing, missing.missing) == (None, "list")


def test_passages_that_a_document_no_longer_holds_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "training.jsonl"
    line = {"question": "who sings", "document": "note", "first": "The band", "last": "the barn."}
    path.write_text("\n".join(map(json.dumps, [line, line])), encoding="utf-8")
    with pytest.raises(ValueError, match=r"training\.jsonl: the passages of 2 questions .* the first: who sings"):
        read_training({"note": made(*SAID)}, path)


@pytest.mark.slow
def test_layers_untrained_say_what_the_packaged_file_says() -> None:
    packaged = OnnxCrossEncoder(learned=False)
    layers = LastLayers(CROSS_ENCODER, 8)
    hidden = layers.lower(packaged.tokenizer.encode_batch([PAIR]))
    logit = layers.pooled(hidden) @ layers.matrix("classifier") + layers.vector("classifier.bias")
    assert float(logit.detach()) == pytest.approx(packaged.predict([PAIR])[0], abs=0.5)


@pytest.mark.slow
def test_layers_written_and_read_again_say_the_same() -> None:
    layers = LastLayers(CROSS_ENCODER, 8)
    model = OnnxModel.packaged(CROSS_ENCODER, threads=1, longest=160, learned=layers.initializers({}))
    again = float(model.run(model.tokenizer.encode_batch([PAIR]))[0][0])
    assert again == pytest.approx(OnnxCrossEncoder(learned=False).predict([PAIR])[0], abs=0.5)


@pytest.mark.slow
def test_a_learned_array_takes_the_place_of_the_packaged_one() -> None:
    bias = {"classifier.bias": np.array([100.0], dtype=np.float32)}
    model = OnnxModel.packaged(CROSS_ENCODER, threads=1, longest=160, learned=bias)
    assert float(model.run(model.tokenizer.encode_batch([PAIR]))[0][0]) > 80


@pytest.mark.slow
def test_the_cross_encoder_learns_what_does_not_answer() -> None:
    near, there = "How many came?", "Which day was it?"
    told = "The meeting was on a Monday."
    other = "The library is closed in August."
    examples = [
        cross_encoder.Example(near, (told,), (False,), (False,)),
        cross_encoder.Example(there, (told, other), (True, False), (True, False)),
    ]
    arrays = cross_encoder.fit(examples * 4, epochs=12)
    model = OnnxModel.packaged(CROSS_ENCODER, threads=2, longest=160, learned=arrays)
    pairs = [(near, told), (there, told), (there, other)]
    missing, answered, beside = (float(model.run([model.tokenizer.encode(*pair)])[0][0]) for pair in pairs)
    assert missing < 0 < answered
    assert beside < 0


@pytest.mark.slow
def test_late_interaction_is_fitted_alike_each_time(tmp_path: Path) -> None:
    others = [f"The number {word} stands on a door of its own." for word in "one two three four five six seven".split()]
    note = made(*SAID, *others)
    lines = [
        {"question": asked, "document": "note", "first": said[:9], "last": said[-9:]} for said, asked in SAID.items()
    ]
    path = tmp_path / "training.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    documents = {"note": note}
    corpus = (documents, read_training(documents, path))
    first, second = (late_interaction.fit([corpus, corpus], epochs=1) for _ in range(2))
    assert first.keys() == learned_arrays(LEARNED_LATE_INTERACTION).keys()
    assert first[PROJECTION].shape == (384, 256)
    assert all(np.array_equal(first[name], second[name]) for name in first)
    OnnxModel.packaged(
        LATE_INTERACTION, threads=1, longest=64, learned={k: v for k, v in first.items() if k != PROJECTION}
    )


def test_the_learned_files_are_the_pinned_ones_and_hold_no_objects() -> None:
    for packaged in (LEARNED_LATE_INTERACTION, LEARNED_CROSS_ENCODER):
        arrays = learned_arrays(packaged)
        assert {array.dtype.kind for array in arrays.values()} <= {"f", "i"}
