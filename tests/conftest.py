"""What every test relies on."""

from __future__ import annotations

import os


def pytest_configure() -> None:
    """Keep the settings of whoever runs the tests out of them; briefings are only in the tests that ask for them."""
    for name in [name for name in os.environ if name.upper().startswith("ICS_")]:
        del os.environ[name]
    os.environ["ICS_BRIEFINGS"] = "false"
