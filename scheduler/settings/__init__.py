"""Settings of the search, and the reader of YAML files that curricula share."""

from scheduler.settings.loader import load_settings
from scheduler.settings.typed import typed
from scheduler.settings.yaml_text import YamlText, read_yaml

__all__ = ["YamlText", "load_settings", "read_yaml", "typed"]
