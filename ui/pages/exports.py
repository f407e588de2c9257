"""A conversation as a file to be saved: Word or Markdown, for the browser that holds it."""

from __future__ import annotations

from fastapi import FastAPI

from ui.service import Service


def mount(app: FastAPI, service: Service) -> None:
    """Put the addresses of the files into an app."""
