"""Write generated centres: ``python -m tests.centres 48 tight -o FOLDER [--network 31]``."""

import argparse
from pathlib import Path

from tests.centres import write_centre, write_network
from tests.centres.few import write_few


def main() -> None:
    """Write what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cohorts", type=int)
    parser.add_argument("tightness", choices=("loose", "normal", "tight", "few"))
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--network", type=int, help="so many centres, one folder each")
    parser.add_argument("--joint", choices=("may", "must"), help="groups that share modules")
    given = parser.parse_args()
    if given.tightness == "few":
        write_few(given.output, given.cohorts, given.seed)
    elif given.network:
        write_network(given.output, given.network, given.cohorts, given.tightness, given.seed, given.joint)
    else:
        write_centre(given.output, given.cohorts, given.tightness, given.seed, given.joint)


if __name__ == "__main__":
    main()
