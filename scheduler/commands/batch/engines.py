"""The engines by name; each is loaded only if it is used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.commands.batch.engine import Engine

LOCAL, DASK = "local", "dask"


def start(name: str, jobs: int, address: str | None) -> "Engine":
    """Return the engine called `name`, ready for jobs.

    Parameters
    ----------
    jobs
        Processes of this machine; a cluster at `address` has its own.

    Raises
    ------
    InputError
        If the engine is not installed, or not there.
    """
    if name == DASK:
        from scheduler.commands.batch.cluster import ClusterEngine

        return ClusterEngine(address, jobs)
    from scheduler.commands.batch.local import LocalEngine

    return LocalEngine(jobs)
