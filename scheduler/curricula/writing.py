"""Write a curriculum as the YAML file that gives it."""

from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

from scheduler.domain.curriculum import Curriculum


def curriculum_text(curriculum: Curriculum) -> str:
    """Return the YAML from which `curriculum` is read back; what is as usual is left out."""
    import yaml

    return str(yaml.safe_dump(_plain(curriculum), sort_keys=False, allow_unicode=True))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(x) for x in value]
    if is_dataclass(value):
        told = ((x.name, getattr(value, x.name), x.default) for x in fields(value))
        return {name: _plain(given) for name, given, usual in told if usual is MISSING or given != usual}
    return value
