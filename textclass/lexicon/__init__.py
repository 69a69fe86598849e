"""name -> the rules in that TOML file: the lexicons a lawyer can edit, read once when first used."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def load(name: str) -> dict[str, Any]:
    """Return the tables of ``textclass/lexicon/<name>.toml``. Raises: FileNotFoundError: no such lexicon."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
