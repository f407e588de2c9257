"""The settings, each from the environment (`ICS_…`), a `.env` file, or its default."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.types import MOST_PASSAGES

ROOT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """What an operator may choose."""

    model_config = SettingsConfigDict(env_prefix="ICS_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(Path(".ics"), description="folder that holds the documents, the index and the store")
    corpus: Path = Field(ROOT / "corpus", description="folder that holds the catalogue and the briefings")
    briefings: bool = Field(True, description="whether our briefing stands in for a publication that was not added")
    k: int = Field(10, ge=1, le=MOST_PASSAGES, description="passages that a search returns where it does not say")
    embedding_model: str = Field("", description="a sentence-transformers folder or name; empty: the packaged MiniLM")
    allow_hub: bool = Field(False, description="whether a model may be downloaded from a hub")
    threads: int = Field(2, ge=1, le=64, description="processor threads that the models use")
    allow_changes: bool = Field(False, description="whether documents may be added and removed over HTTP")
    queue: int = Field(300, ge=0, le=10_000, description="questions that may wait before the next is turned away")
    keep_days: int = Field(90, ge=0, le=36_500, description="days that answers and conversations are kept; 0: none is")
    allowed_hosts: str = Field("", description="names under which the server answers, divided by commas")
    log_level: Literal["info", "warning", "error"] = Field("info", description="from which level on the server logs")
    max_file_mb: int = Field(50, ge=1, description="largest file that is read, in MB")
    max_pages: int = Field(2000, ge=1, description="most pages that are read of a file")
    max_unpacked_mb: int = Field(200, ge=1, description="largest unpacked size of a Word file, in MB")
    max_characters: int = Field(5_000_000, ge=1, description="longest text that is read of a file, in characters")
    read_seconds: int = Field(30, ge=1, description="longest time that reading a file may take, in seconds")
    read_memory_mb: int = Field(1024, ge=128, description="most memory that reading a file may take, in MB")
