"""Damage right inputs and judge every answer: ``python -m tests.damage 5000 --seed 1``."""

import argparse
import resource
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from tests.damage.judge import Case, case

MEMORY = 2 << 30
"""Bytes of address space of a process; libraries take 1 GB of it before anything is read."""

SHOWN = 20


def main() -> int:
    """Judge as many as asked for; the exit code is 1 if one answer is a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    with ProcessPoolExecutor(given.processes, initializer=_limit_memory) as pool:
        try:
            cases = list(pool.map(partial(case, given.seed), range(given.count), chunksize=20))
        except BrokenProcessPool:
            print("a process died: not even an internal error was told")
            return 1
    for x in [x for x in cases if x.fault][:SHOWN]:
        print(f"\n--- {x.answer}: seed {x.seed} number {x.number}, {x.what}\n{x.said}")
    _tell(cases)
    return int(any(x.fault for x in cases))


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _tell(cases: list[Case]) -> None:
    answers = Counter(x.answer for x in cases)
    kinds = Counter((x.what.split()[0], x.answer) for x in cases)
    for (kind, answer), count in sorted(kinds.items()):
        print(f"{kind:12} {answer:15} {count:6}")
    slowest = max(cases, key=lambda x: x.seconds)
    print(
        f"{len(cases)} damaged inputs:", ", ".join(f"{count} {answer}" for answer, count in answers.items())
    )
    print(f"slowest: {slowest.seconds:.1f} s, number {slowest.number}, {slowest.what}")


if __name__ == "__main__":
    sys.exit(main())
