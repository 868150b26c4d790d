"""Find the data the program comes with: curricula and the demo centre."""

from pathlib import Path


def shipped(name: str) -> Path:
    """Return the folder `name`, ``"curricula"`` or ``"data/demo"``.

    An installed package holds it under ``scheduler/shipped``, where the wheel puts it;
    in a checkout it is the repository's own top-level folder.
    """
    package = Path(__file__).parent
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parent / name
