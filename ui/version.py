"""Which version of the package is installed."""

from __future__ import annotations

PACKAGE = "ics-assistant"


def installed() -> str:
    """Return the version of the package, nothing where it runs without having been installed."""
    # `ics --help` does without it.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""
