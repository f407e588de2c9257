"""The settings in force, each with where it comes from; secrets are masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.settings import Settings

SECRET = re.compile(r"(?:^|_)(?:keys?|secrets?|passwords?|token)$")
CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+(?=@)")
MASK = "********"


def settings_json(settings: Settings) -> list[dict[str, Any]]:
    """Return each setting's name, variable, value (masked where secret), source and description."""
    origins = _origins(type(settings))
    prefix = settings.model_config.get("env_prefix", "")
    return [
        {
            "name": name,
            "variable": f"{prefix}{name}".upper(),
            "value": _masked(name, getattr(settings, name)),
            "source": origins.get(name, "default"),
            "description": field.description or "",
        }
        for name, field in type(settings).model_fields.items()
    ]


def _origins(kind: type[Settings]) -> dict[str, str]:
    """Return which settings stand in the `.env` file and which in the environment, which has precedence."""
    from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

    in_file = dict.fromkeys(DotEnvSettingsSource(kind)(), ".env")
    return in_file | dict.fromkeys(EnvSettingsSource(kind)(), "environment")


def _masked(name: str, value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    shown = str(value)
    secret = SECRET.search(name) or "Secret" in type(value).__name__
    return MASK if secret and shown else CREDENTIALS.sub(MASK, shown)
