"""Break the program in one place at a time, and see whether its tests notice.

Run ``python -m tests.tools.mutants check calendars --count 100 --seed 1``. Each mutant is made in a
copy of the tree, never in the tree itself; those that no test notices are printed with their place.
"""

import argparse
import ast
import importlib
import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from random import Random

ROOT = Path(__file__).parents[2]
COPIED = ("scheduler", "curricula", "data", "tests", "docs", "README.md", "pyproject.toml")
NEAREST = {
    "check": tuple(f"tests/check/test_{x}.py" for x in ("cases", "costs", "facts", "messages", "rubbish")),
    "calendars": ("tests/calendars",),
    "model": ("tests/model",),
}
"""The tests that stand nearest to each package."""

OPTIONS = ("-n0", "-x", "-q", "-p", "no:cacheprovider")
LOADING, SHORTEST, TIMES = 120.0, 10.0, 10.0
"""Seconds of the processor for loading all tests, and for one: so many, and so many times what it takes."""

HEAVY = (
    "pytest",
    "hypothesis",
    "pydantic",
    "yaml",
    "holidays.countries.france",
    "ortools.sat.python.cp_model",
)

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
RENAMED = {"min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor", "floor": "ceil"}


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the `number`-th that can be made in it."""

    path: Path
    number: int
    line: int
    told: str


def main() -> int:
    """Draw mutants, judge them, and print the figures; exit 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="+", choices=NEAREST)
    parser.add_argument("--count", type=int, default=100, help="mutants per package")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    for package in asked.packages:
        mutants = list(_of_package(package))
        drawn = Random(asked.seed).sample(mutants, min(asked.count, len(mutants)))
        survivors = _judge(package, drawn, asked.jobs)
        killed = len(drawn) - len(survivors)
        share = 100 * killed / len(drawn)
        print(f"{package}, seed {asked.seed}: {killed} of {len(drawn)} killed ({share:.0f} %)", flush=True)
    return 0


def _of_package(package: str) -> Iterator[Mutant]:
    for path in sorted((ROOT / "scheduler" / package).glob("*.py")):
        for number, (line, told) in enumerate(_Sites(ast.parse(path.read_text(encoding="utf-8"))).found):
            yield Mutant(path, number, line, told)


def _judge(package: str, mutants: list[Mutant], jobs: int) -> list[Mutant]:
    """Return those of the mutants that the tests let pass, each told as soon as it is known."""
    for name in HEAVY:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            copies.put(_copy(Path(folder) / str(number)))
        copy = copies.get()
        known = _known(copy, package)
        copies.put(copy)

        def survives(mutant: Mutant) -> bool:
            copy = copies.get()
            target = copy / mutant.path.relative_to(ROOT)
            original = target.read_text(encoding="utf-8")
            try:
                tree = ast.parse(original)
                _Sites(tree, mutant.number)
                target.write_text(ast.unparse(tree), encoding="utf-8")
                lives = _run(_test, copy, package, known.order(mutant), known.seconds) == 0
            finally:
                target.write_text(original, encoding="utf-8")
                copies.put(copy)
            word = "survives" if lives else "killed  "
            print(f"  {word} {mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.told}", flush=True)
            return lives

        return [mutant for mutant, lives in zip(mutants, pool.map(survives, mutants), strict=True) if lives]


def _copy(folder: Path) -> Path:
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


@dataclass(frozen=True)
class _Known:
    """What the tests do without any mutant.

    Attributes
    ----------
    seconds
        What each takes of the processor's time.
    lines
        Which lines of the package each runs through: file and line.
    """

    seconds: dict[str, float]
    lines: dict[str, set[tuple[str, int]]]

    def order(self, mutant: Mutant) -> dict[str, tuple[bool, float]]:
        """Return a key for each test: those that run through the changed line first, the quickest of them.

        The others follow, for a line may have had its effect in what an earlier test left in a cache.
        """
        place = (mutant.path.name, mutant.line)
        return {name: (place not in self.lines[name], taken) for name, taken in self.seconds.items()}


def _known(copy: Path, package: str) -> _Known:
    """Run the tests once as they are, and see what each takes and runs through."""
    target = copy / "known.json"
    if _run(_test_and_trace, copy, package, target) != 0:
        raise SystemExit(f"{package}: the tests fail without any mutant")
    found = json.loads(target.read_text(encoding="utf-8"))
    lines = {name: {(file, line) for file, line in places} for name, places in found["lines"].items()}
    return _Known(found["seconds"], lines)


def _run(task: Callable[..., None], *arguments: object) -> int | None:
    """Run a task in a process that has loaded all that is heavy: a test then costs little but itself."""
    process = multiprocessing.get_context("fork").Process(target=task, args=arguments)
    process.start()
    process.join()
    return process.exitcode


def _prepare(copy: Path) -> None:
    """Make this process one that sees the program of `copy` alone, and is silent."""
    import hypothesis

    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    for name in [x for x in sys.modules if x.partition(".")[0] in ("scheduler", "tests")]:
        del sys.modules[name]
    os.chdir(copy)
    sys.path[:] = [str(copy), *(x for x in sys.path if x and Path(x).resolve() != ROOT)]
    sys.dont_write_bytecode = True
    os.environ["PYTHONPATH"] = str(copy)
    # One failing example is enough, be it the simplest or not.
    found = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("found", phases=found, database=None)
    hypothesis.settings.load_profile("found")


def _test(copy: Path, package: str, order: dict[str, tuple[bool, float]], seconds: dict[str, float]) -> None:
    """Run the tests until the first that fails or takes far too long, and exit with their code."""
    import pytest

    class InOrder:
        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            items.sort(key=lambda item: order.get(item.nodeid, (False, 0.0)))

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
            # What nobody handles ends the process, whatever it is in.
            signal.setitimer(signal.ITIMER_PROF, SHORTEST + TIMES * seconds.get(item.nodeid, 0.0))
            return (yield)

    _prepare(copy)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, LOADING)
    os._exit(pytest.main([*OPTIONS, *NEAREST[package]], [InOrder()]))


def _test_and_trace(copy: Path, package: str, target: Path) -> None:
    """Run the tests as they are, and write what each takes and runs through."""
    import coverage
    import pytest

    seconds: dict[str, float] = {}
    traced = coverage.Coverage(data_file=None, source=[str(copy / "scheduler" / package)], config_file=False)

    class Traced:
        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
            traced.switch_context(item.nodeid)
            began = time.process_time()
            result = yield
            seconds[item.nodeid] = time.process_time() - began
            return result

    _prepare(copy)
    traced.start()
    code = pytest.main([*OPTIONS, *NEAREST[package]], [Traced()])
    traced.stop()
    data, lines = traced.get_data(), {name: [] for name in seconds}
    for file in data.measured_files():
        for line, names in data.contexts_by_lineno(file).items():
            for name in names:
                if name in lines:
                    lines[name].append((Path(file).name, line))
    target.write_text(json.dumps({"seconds": seconds, "lines": lines}), encoding="utf-8")
    os._exit(code)


class _Sites:
    """The places of a syntax tree where it can be changed; makes the change `chosen`, if one is.

    Texts, docstrings, annotations and imports stay: no test is to hang on how a sentence is put.
    """

    def __init__(self, tree: ast.Module, chosen: int | None = None):
        self.found: list[tuple[int, str]] = []
        self._chosen = chosen
        self._visit(tree)

    def _offer(self, node: ast.AST, told: str) -> bool:
        """Note a place, and tell whether its change is the one to make."""
        self.found.append((getattr(node, "lineno", 0), told))
        return len(self.found) - 1 == self._chosen

    def _visit(self, node: ast.AST) -> None:
        self._change(node)
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            children = value if isinstance(value, list) else [value]
            for position, child in enumerate(children):
                if isinstance(child, ast.stmt) and isinstance(value, list):
                    self._drop(value, position, child)
                if isinstance(child, ast.AST) and not isinstance(
                    child, ast.JoinedStr | ast.Import | ast.ImportFrom
                ):
                    self._visit(child)

    def _change(self, node: ast.AST) -> None:
        if isinstance(node, ast.Compare):
            for number, operator in enumerate(node.ops):
                other = COMPARED[type(operator)]
                if self._offer(
                    node, f"{type(operator).__name__} becomes {other.__name__}: {ast.unparse(node)}"
                ):
                    node.ops[number] = other()
        elif isinstance(node, ast.BoolOp):
            if self._offer(node, f"and/or exchanged: {ast.unparse(node)}"):
                node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        elif isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
            other_op = COMPUTED[type(node.op)]
            if self._offer(
                node, f"{type(node.op).__name__} becomes {other_op.__name__}: {ast.unparse(node)}"
            ):
                node.op = other_op()
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            if self._offer(node, f"not dropped: {ast.unparse(node)}"):
                node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            if self._offer(node, f"{node.value} negated"):
                node.value = not node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            for step in (1, -1):
                if self._offer(node, f"{node.value} becomes {node.value + step}"):
                    node.value += step
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            if self._offer(node, f"condition negated: {ast.unparse(node.test)}"):
                node.test = ast.UnaryOp(ast.Not(), node.test)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RENAMED:
            if self._offer(node, f"{node.func.id} becomes {RENAMED[node.func.id]}: {ast.unparse(node)}"):
                node.func.id = RENAMED[node.func.id]
        elif (
            isinstance(node, ast.Return)
            and node.value is not None
            and ast.unparse(node.value) not in ("None", "False")
            and self._offer(node, f"nothing returned: {ast.unparse(node)}")
        ):
            node.value = None

    def _drop(self, body: list[ast.stmt], position: int, statement: ast.stmt) -> None:
        text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        droppable = isinstance(statement, ast.Expr | ast.AugAssign | ast.Continue | ast.Raise) and not text
        if droppable and self._offer(statement, f"dropped: {ast.unparse(statement)}"):
            body[position] = ast.Pass()


if __name__ == "__main__":
    sys.exit(main())
