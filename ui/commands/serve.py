"""Serving the chat page and the API, with the address said when it is ready; serving one program over its pipes."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time

from assistant.errors import UsageError
from assistant.settings import Settings
from ui.commands import output


def serve(settings: Settings, host: str, port: int) -> None:
    """Open the index, making it first on a new machine, and serve until stopped.

    Raise UsageError where the host is unknown, or the address is taken.
    """
    _check_free(host, port)
    output.note("Starting: opening the index and the models (on a new machine the index is made first: half a minute).")
    from ui.app import serve as run
    from ui.server.service import Service

    service = Service(settings)
    with output.progress() as advance:
        service.start(advance)
    threading.Thread(target=_say_when_ready, args=(host, port), daemon=True).start()
    run(service, host, port)


def serve_programs(settings: Settings) -> None:
    """Serve a program over standard input and output until it closes them, in the Model Context Protocol."""
    from ui.routes.mcp import create_server
    from ui.server import logs
    from ui.server.service import Service

    logs.install(settings.log_level)
    service = Service(settings)
    service.observers.append(logs.answered)
    service.start()
    output.note("Ready: speaking the Model Context Protocol over standard input and output.")
    try:
        create_server(service).run("stdio")
    finally:
        service.stop()


def _check_free(host: str, port: int) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        said = f"the host {host!r} is not known here"
        raise UsageError(f"{said}: give --host an address of this machine, or leave it out") from None
    try:
        for family, _, _, _, address in found:
            with socket.create_server(address, family=family):
                pass
    except OSError as error:
        other = "--host" if error.errno == errno.EADDRNOTAVAIL else "--port"
        said = f"{_written(host, port)} cannot be listened on ({os.strerror(error.errno or 0)})"
        raise UsageError(f"{said}: choose another {other}") from None


def _written(host: str, port: int) -> str:
    """Return an address as it is written: one of IPv6 in brackets, for it has colons of its own."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _say_when_ready(host: str, port: int) -> None:
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    output.note(f"Ready: http://{_written(host, port)} (the API is described at /docs; stop with Ctrl+C)")
