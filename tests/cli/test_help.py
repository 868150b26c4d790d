"""Every command explains itself, with an example, in both languages; bad options are said plainly."""

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
    ("solv", ROOT, "La commande 'solv' n'existe pas. Vouliez-vous dire 'solve' ?"),
    ("curricula", None, None),
    ("solve", SOLVE, "Il manque l'argument 'ENTRÉE'."),
    ("solve x", SOLVE, "Il manque l'option '-o' / '--output'."),
    ("solve x y -o z", SOLVE, "Argument de trop (y)."),
    ("solve x -o z --sed 3", SOLVE, "L'option '--sed' n'existe pas. Vouliez-vous dire '--seed' ?"),
    ("solve x -o z --seed 1.5", SOLVE,
     "Valeur incorrecte pour '--seed' : « 1.5 » n'est pas un nombre entier de 0 à 2147483647."),
    ("solve x -o z --workers 0", SOLVE,
     "Valeur incorrecte pour '--workers' : « 0 » n'est pas un nombre entier de 1 à 64."),
    ("solve x -o z --time-limit -3", SOLVE,
     "Valeur incorrecte pour '--time-limit' : « -3 » n'est pas un nombre de secondes supérieur à 0."),
    ("solve x -o z --time-limit nan", SOLVE,
     "Valeur incorrecte pour '--time-limit' : « nan » n'est pas un nombre de secondes supérieur à 0."),
    ("solve x -o z --lang de", SOLVE,
     "Valeur incorrecte pour '--lang' : 'de' n'est pas l'une de ces valeurs : 'fr', 'en'."),
])  # fmt: skip
def test_a_bad_command_line_is_refused_with_2(run, arguments, usage, error):
    result = run(*arguments.split())

    assert (result.exit_code, result.stdout) == (2, "")
    if usage is not None:
        command = "" if usage is ROOT else " solve"
        assert result.stderr == USAGE.format(usage=usage, command=command, error=error)


def test_an_option_without_its_value_is_refused_with_2(run):
    assert run("solve", "x", "-o").stderr == "Erreur : L'option '-o' attend une valeur.\n"
    assert run("solve", "--quiet=1").stderr == "Erreur : L'option '--quiet' n'attend pas de valeur.\n"
    assert run("solve", "x", "-o").exit_code == 2
