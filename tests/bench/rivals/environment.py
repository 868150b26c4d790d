"""The rivals' own environment, and what each of them needs.

``python -m tests.bench.rivals.environment`` makes ``.venv-rivals`` (or brings it up to date) and
says which rivals can run.
"""

import ast
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
VENV = ROOT / ".venv-rivals"
REQUIREMENTS = HERE / "requirements.txt"
STAMP = VENV / ".installed"


@dataclass(frozen=True)
class Rival:
    """A program to compare with.

    Attributes
    ----------
    title
        What the table calls it.
    script
        Its file in this folder.
    packages
        What its Python must be able to import.
    programs
        Commands it runs, and how to come by them.
    """

    title: str
    script: str
    packages: tuple[str, ...] = ()
    programs: tuple[tuple[str, str], ...] = ()

    def left_out(self) -> dict[str, str]:
        """Return the rules and terms it cannot say, and why: ``LEFT_OUT`` in its file."""
        for node in ast.parse((HERE / self.script).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "LEFT_OUT" and node.value:
                left_out: dict[str, str] = ast.literal_eval(node.value)
                return left_out
        return {}

    def missing(self) -> str | None:
        """Return why it cannot run here, or None if it can."""
        if not (HERE / self.script).exists():
            return f"no file {self.script}"
        if not python().exists():
            return "no environment: python -m tests.bench.rivals.environment"
        for command, source in self.programs:
            if shutil.which(command) is None:
                return f"no command {command} ({source})"
        for package in self.packages:
            if not _imports(package):
                return f"package {package} is not installed in {VENV.name}"
        return None


RIVALS: dict[str, Rival] = {
    "cpsat_plain": Rival("CP-SAT, plain date-indexed model", "cpsat_plain.py", ("ortools",)),
    "fet": Rival("FET", "fet.py", (), (("fet-cl", "Debian package fet"),)),
    "timefold": Rival("Timefold", "timefold_rival.py", ("timefold",), (("java", "Java 17"),)),
    "mip": Rival("MIP, HiGHS", "mip.py", ("highspy", "numpy")),
}
"""The rivals by the name that ``--rival`` takes."""


def python() -> Path:
    """Return the interpreter of the rivals' environment."""
    return VENV / "bin" / "python"


def make() -> str | None:
    """Make the environment, or bring it up to date; return why that failed, or None.

    A package that cannot be installed leaves the others installed.
    """
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return None
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    failed = []
    for line in wanted.splitlines():
        if line and not line.startswith("#"):
            done = subprocess.run(
                [str(python()), "-m", "pip", "install", "--quiet", line], capture_output=True, text=True
            )
            if done.returncode:
                failed.append(f"{line}: {done.stderr.strip().splitlines()[-1]}")
    if failed:
        return "; ".join(failed)
    STAMP.write_text(wanted, encoding="utf-8")
    return None


def _imports(package: str) -> bool:
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({package!r}) is None)"
    return subprocess.run([str(python()), "-c", code], check=False).returncode == 0


def main() -> None:
    """Make the environment and say who can run."""
    failed = make()
    if failed:
        print(failed)
    for name, rival in RIVALS.items():
        print(f"{name}: {rival.missing() or 'can run'}")


if __name__ == "__main__":
    main()
