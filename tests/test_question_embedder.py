"""The embedding model that is kept for questions: the same vectors without torch, whole or not at all."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval import question_embedder
from assistant.retrieval.models import Embedder, load_embedder
from assistant.retrieval.question_embedder import (
    FEW,
    QuestionEmbedder,
    load_passage_embedder,
    load_question_embedder,
)
from assistant.settings import Settings

pytestmark = pytest.mark.slow
QUESTIONS = [
    "What is an ICB?",
    "wat r the 6 functons",
    "",
    "Ünïcödé — “quoted”, 3.5 % 🚢",
    "Which boats lie in the harbour? " * 100,
]


@pytest.fixture(scope="module")
def passages() -> Embedder:
    return load_embedder(Settings(embedding_model=""))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a home where the model is kept."""
    settings = Settings(home=tmp_path_factory.mktemp("kept"), embedding_model="")
    load_passage_embedder(settings, 1)
    return settings


def models(settings: Settings) -> list[str]:
    """Return the names of what is kept, without those of the lock."""
    return sorted(path.suffix for path in (settings.home / "models").iterdir() if path.suffix != ".lock")


def test_questions_are_embedded_as_passages_are(kept: Settings, passages: Embedder) -> None:
    questions = load_question_embedder(kept)
    assert isinstance(questions, QuestionEmbedder)
    assert models(kept) == [".onnx", ".sha256"]
    expected = passages.encode(QUESTIONS, normalize_embeddings=True, show_progress_bar=False)
    embedded = questions.encode(QUESTIONS, normalize_embeddings=True, show_progress_bar=False)
    assert embedded.shape == (len(QUESTIONS), 384)
    assert np.abs(embedded - expected).max() < 1e-5


@pytest.mark.parametrize("load", ["load_question_embedder(settings)", "load_passage_embedder(settings, FEW)"])
def test_a_question_and_a_few_passages_are_embedded_without_torch(kept: Settings, load: str) -> None:
    program = (
        "import sys\n"
        "from assistant.retrieval.question_embedder import FEW, load_passage_embedder, load_question_embedder\n"
        "from assistant.settings import Settings\n"
        f"settings = Settings(home={str(kept.home)!r}, embedding_model='')\n"
        f"{load}.encode(['What is an ICB?'])\n"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'sentence_transformers')))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_many_passages_are_embedded_in_batches(
    kept: Settings, monkeypatch: pytest.MonkeyPatch, passages: Embedder
) -> None:
    monkeypatch.setattr(question_embedder, "load_embedder", lambda _: passages)
    assert load_passage_embedder(kept, FEW + 1) is passages
    assert isinstance(load_passage_embedder(kept, FEW), QuestionEmbedder)


@pytest.mark.parametrize("suffix", [".onnx", ".sha256"])
def test_what_was_changed_is_made_again(tmp_path: Path, suffix: str) -> None:
    settings = Settings(home=tmp_path, embedding_model="")
    load_passage_embedder(settings, 1)
    [file] = (tmp_path / "models").glob(f"*{suffix}")
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"x")
    assert isinstance(load_question_embedder(settings), QuestionEmbedder)
    assert file.read_bytes() == whole


def test_a_model_that_embeds_otherwise_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passages: Embedder
) -> None:
    monkeypatch.setattr(question_embedder, "_ALIKE", -1.0)
    monkeypatch.setattr(question_embedder, "load_embedder", lambda _: passages)
    settings = Settings(home=tmp_path, embedding_model="")
    assert load_question_embedder(settings) is passages
    assert models(settings) == []


def test_where_nothing_can_be_written_questions_are_embedded_as_passages_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passages: Embedder
) -> None:
    (tmp_path / "models").write_text("a file where the folder would be")
    monkeypatch.setattr(question_embedder, "load_embedder", lambda _: passages)
    assert load_question_embedder(Settings(home=tmp_path, embedding_model="")) is passages


def test_another_model_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passages: Embedder) -> None:
    monkeypatch.setattr(question_embedder, "load_embedder", lambda _: passages)
    assert load_question_embedder(Settings(home=tmp_path, embedding_model="mine")) is passages
    assert not (tmp_path / "models").exists()
