"""Many drawn worlds, one after another: what became of each, and which were wrong."""

import argparse
from collections import Counter
from collections.abc import Callable


def run_many(tried: Callable[..., str], told: str | None, *flags: str) -> int:
    """Try the worlds that the arguments ask for, say what became of them, and return how to exit.

    Parameters
    ----------
    tried
        Called with a seed, and with each of `flags` by its name; raises AssertionError if something is wrong.
    told
        What the program says of itself.
    """
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    for flag in flags:
        parser.add_argument(f"--{flag}", action="store_true")
    asked = vars(parser.parse_args())
    chosen = {flag: asked[flag] for flag in flags}
    found: Counter[str] = Counter()
    for seed in range(asked["seed"], asked["seed"] + asked["count"]):
        try:
            found[tried(seed, **chosen)] += 1
        except AssertionError as fault:
            found["WRONG"] += 1
            print(seed, fault, flush=True)
    print(dict(found))
    return 1 if found["WRONG"] else 0
