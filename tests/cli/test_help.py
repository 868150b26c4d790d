"""Every command explains itself, with an example, in both languages; bad options are said plainly."""

import sys
from collections.abc import Iterator

import click
import pytest

from scheduler.cli.main import root


def every_command(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from every_command(each, (*path, name))


@pytest.mark.parametrize("path", list(every_command(root)), ids=" ".join)
@pytest.mark.parametrize(("language", "usage", "examples"), [
    ("fr", "Utilisation : ", "Exemples :"), ("en", "Usage: ", "Examples:"),
])  # fmt: skip
def test_every_command_shows_an_example_in_both_languages(run, path, language, usage, examples):
    result = run("--lang", language, *path, "--help")

    assert (result.exit_code, result.stderr) == (0, "")
    name = " ".join(("scheduler", *path))
    assert result.stdout.startswith(f"{usage}{name} ")
    after = result.stdout.partition(f"\n{examples}\n")[2]
    assert after.startswith(f"  {name}")


def test_no_text_of_the_french_help_is_left_in_english(run):
    for path in every_command(root):
        with_english = run("--lang", "en", *path, "--help").stdout.splitlines()
        french = run("--lang", "fr", *path, "--help").stdout.splitlines()
        same = {line for line in french if line in with_english and line.strip()}
        # Only command lines, which are typed alike in every language.
        assert all(line.lstrip().startswith("scheduler ") for line in same), same


def test_the_language_can_be_asked_for_after_the_command_and_by_a_variable(run, monkeypatch):
    assert run("solve", "--help", "--lang", "en").stdout.startswith("Usage: scheduler solve")
    assert run("solve", "--lang=en").stderr.startswith("Usage: scheduler solve")
    monkeypatch.setenv("SCHEDULER_LANG", "en")
    assert run("solve", "--help").stdout.startswith("Usage: scheduler solve")
    assert run("--lang", "fr", "solve", "--help").stdout.startswith("Utilisation : scheduler solve")


def test_version(run):
    import scheduler

    assert run("--version").stdout == f"scheduler {scheduler.__version__}\n"


USAGE = """\
Utilisation : scheduler {usage}
« scheduler{command} --help » affiche l'aide.

Erreur : {error}
"""
SOLVE = "solve -o DOSSIER [OPTIONS] ENTRÉE"
ROOT = "[OPTIONS] COMMANDE [ARGUMENTS]..."


@pytest.mark.parametrize(("arguments", "usage", "error"), [
    ("solv", ROOT, "La commande « solv » n'existe pas. Vouliez-vous dire « solve » ?"),
    ("--lang fr", ROOT, "Il manque une commande."),
    ("solve x y z -o z", SOLVE, "2 arguments de trop : « y », « z »."),
    ("solve x -o", SOLVE, "L'option « -o » attend une valeur."),
    ("solve --quiet=1", SOLVE, "L'option « --quiet » n'attend pas de valeur."),
    ("solve x -o z -q", SOLVE, "L'option « -q » n'existe pas."),
    ("solve", SOLVE, "Il manque l'argument « ENTRÉE »."),
    ("solve x", SOLVE, "Il manque l'option « -o » / « --output »."),
    ("solve x y -o z", SOLVE, "Un argument de trop : « y »."),
    ("solve x -o z --sed 3", SOLVE, "L'option « --sed » n'existe pas. Vouliez-vous dire « --seed » ?"),
    ("solve x -o z --seed 1.5", SOLVE,
     "« --seed » : « 1.5 » n'est pas un nombre entier de 0 à 2147483647."),
    ("solve x -o z --workers 0", SOLVE,
     "« --workers » : « 0 » n'est pas un nombre entier de 1 à 64."),
    ("solve x -o z --time-limit -3", SOLVE,
     "« --time-limit » : « -3 » n'est pas un nombre de secondes supérieur à 0."),
    ("solve x -o z --time-limit nan", SOLVE,
     "« --time-limit » : « nan » n'est pas un nombre de secondes supérieur à 0."),
    ("solve x -o z --lang de", SOLVE,
     "« --lang » : « de » n'est pas l'une de ces valeurs : fr, en."),
])  # fmt: skip
def test_a_bad_command_line_is_refused_with_2(run, arguments, usage, error):
    result = run(*arguments.split())

    assert (result.exit_code, result.stdout) == (2, "")
    command = "" if usage is ROOT else " solve"
    assert result.stderr == USAGE.format(usage=usage, command=command, error=error)


def test_a_bad_command_line_is_refused_in_english(run):
    assert run("solve", "x", "-o", "z", "--tim-limit", "3", "--lang", "en").stderr == (
        "Usage: scheduler solve -o FOLDER [OPTIONS] INPUT\n"
        "“scheduler solve --help” shows the help.\n\n"
        "Error: There is no option “--tim-limit”. Did you mean “--time-limit”?\n"
    )


def test_a_group_of_commands_without_a_command_shows_its_help(run):
    result = run("curricula")

    assert result.exit_code == 2
    assert result.stderr.startswith("Utilisation : scheduler curricula [OPTIONS] COMMANDE [ARGUMENTS]...\n")
    assert "scheduler curricula list" in result.stderr


def test_no_sentence_is_click_s_own(run, monkeypatch):
    """Its words change from release to release, and no catalogue of ours can follow them."""
    own = [name for name, module in sys.modules.items() if name.partition(".")[0] == "click"]
    for name in own:
        for function in ("_", "ngettext"):
            if hasattr(sys.modules[name], function):
                monkeypatch.setattr(sys.modules[name], function, lambda *_texts: "CLICK")
    lines = ["--help", "solve --help", "batch --help", "curricula", "curricula show --help", "--lang fr"]
    lines += ["solv", "solve", "solve x", "solve x y -o z", "solve x -o", "solve --quiet=1", "solve --sed 1"]
    lines += [
        "solve x -o z --seed a",
        "solve x -o z --lang de",
        "solve x -o z --time-limit 0",
        "curricula lis",
    ]
    for line in lines:
        result = run(*line.split())
        assert result.stdout + result.stderr
        assert "CLICK" not in result.stdout + result.stderr, line
