"""`python -m evals.bench_http`: times and memory of `ics serve` over HTTP, beside a plain LlamaIndex set-up."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Annotated, Any

import typer

from assistant.retrieval.generations import Generations
from assistant.retrieval.index import read_documents
from assistant.retrieval.models import load_embedder
from assistant.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_QUESTIONS = Path(__file__).with_name("questions.jsonl")
_TOP = 5


@dataclass
class Times:
    """The seconds that each of some questions took."""

    first_event: list[float] = field(default_factory=list)
    first_claim: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    search: list[float] = field(default_factory=list)


@app.command()
def run(
    home: Annotated[
        Path | None, typer.Option(help="a folder with an index (it is copied); none: a new machine")
    ] = None,
    count: Annotated[int, typer.Option(help="how many questions of the tuning part are asked")] = 60,
) -> None:
    """Start the server twice, ask it questions one after another, and do as much with the plain set-up."""
    questions = questions_of(count)
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "home"
        if home:
            shutil.copytree(home, own)
        with served(own) as (port, first_start, process):
            _asked(port, questions[:1])
            times = _asked(port, questions)
            memory = _peak_memory(process.pid)
        with served(own) as (_, later_start, _):
            pass
        plain = json.loads(_child("plain", str(own), str(count)))
    print(f"{len(questions)} questions; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"start to ready          {first_start:6.1f} s, then {later_start:.1f} s; plain {plain['ready']:.1f} s")
    for name, found in vars(times).items():
        print(f"{name.replace('_', ' '):24s}{spread(found)}")
    print(f"{'plain search':24s}{spread(plain['search'])}")
    print(f"memory at its highest   {memory:6.0f} MB; plain {plain['memory']:.0f} MB")


@app.command(hidden=True)
def plain(home: Path, count: int) -> None:
    """Search the same documents with LlamaIndex as it comes: sentences up to 1,024 tokens, MiniLM, Chroma, top five."""
    started = time.perf_counter()
    retriever = _plain_retriever(home)
    retriever.retrieve("ready?")
    ready = time.perf_counter() - started
    search = [_seconds(lambda asked=asked: retriever.retrieve(asked)) for asked in questions_of(count)]
    print(json.dumps({"ready": ready, "search": search, "memory": _peak_memory(os.getpid())}))


def questions_of(count: int) -> list[str]:
    """Return questions of the tuning part that stand alone and can be answered, spread over the whole part."""
    items = [json.loads(line) for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()]
    tuned = [item for item in items if item["split"] == "tune" and item["type"] != "project_plan"]
    alone = [item["question"] for item in tuned if item["expected_status"] == "answered" and not item["history"]]
    return alone[:: max(1, len(alone) // count)][:count]


@contextmanager
def served(home: Path) -> Iterator[tuple[int, float, subprocess.Popen[bytes]]]:
    """Serve until the end of a block; give the port, the seconds until it was ready, and the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    started = time.perf_counter()
    program = str(Path(sys.executable).with_name("ics"))
    process = subprocess.Popen(  # noqa: S603  our own command
        [program, "serve", "--port", str(port)], env={**os.environ, "ICS_HOME": str(home)}, stderr=subprocess.DEVNULL
    )
    try:
        while not _is_ready(port):
            if process.poll() is not None:
                raise SystemExit("the server ended: try `ics serve`")
            time.sleep(0.1)
        yield port, time.perf_counter() - started, process
    finally:
        process.terminate()
        process.wait()


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _asked(port: int, questions: Sequence[str]) -> Times:
    times = Times()
    for question in questions:
        _time_events(port, question, times)
        times.search.append(_seconds(lambda asked=question: _post(port, "search", {"query": asked, "k": _TOP}).read()))
    return times


def _time_events(port: int, question: str, times: Times) -> None:
    started = time.perf_counter()
    seen: dict[bytes, float] = {}
    for line in _post(port, "ask/stream", {"question": question}):
        if line.startswith(b"event: "):
            seen.setdefault(line.removeprefix(b"event: ").strip(), time.perf_counter() - started)
    times.first_event.append(seen[b"status"])
    times.whole.append(seen[b"done"])
    if b"claim" in seen:
        times.first_claim.append(seen[b"claim"])


def _post(port: int, path: str, body: dict[str, Any]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", f"/v1/{path}", json.dumps(body), {"content-type": "application/json"})
    return connection.getresponse()


def _plain_retriever(home: Path) -> Any:
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.vector_stores.chroma import ChromaVectorStore

    texts = [Document(text=each.text) for each in read_documents(Generations(home).path()).values()]
    collection = chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False)).create_collection("plain")
    index = VectorStoreIndex.from_documents(
        texts,
        storage_context=StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection)),
        embed_model=_plain_embedding(),
        transformations=[SentenceSplitter(chunk_size=1024, chunk_overlap=20)],
    )
    return index.as_retriever(similarity_top_k=_TOP)


def _plain_embedding() -> Any:
    from llama_index.core.embeddings import BaseEmbedding

    model: Any = load_embedder(Settings())

    class Embedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = model.encode(texts, normalize_embeddings=True).tolist()
            return vectors

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return Embedding()


def _child(*arguments: str) -> str:
    command = [sys.executable, "-m", "evals.bench_http", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  this very module


def _seconds(act: Any) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _peak_memory(process: int) -> float:
    """Return the most memory that a process has held, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def spread(seconds: Sequence[float]) -> str:
    """Return the median and the 95th percentile of some times, and how many there are."""
    if not seconds:
        return "none"
    cuts = quantiles([*seconds, seconds[0]] if len(seconds) == 1 else seconds, n=20, method="inclusive")
    return f"p50 {cuts[9]:.3f} s, p95 {cuts[18]:.3f} s ({len(seconds)})"


if __name__ == "__main__":
    app()
