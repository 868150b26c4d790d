"""``scheduler curricula`` shows what is shipped and what a centre adds."""

import shutil

from scheduler.shipped import shipped


def test_list_gives_hours_days_sessions_and_months(run):
    result = run("curricula", "list")

    assert (result.exit_code, result.stderr) == (0, "")
    head, *rows = result.stdout.splitlines()
    assert head.split() == ["Identifiant", "Intitulé", "Heures", "Jours", "Regroupements", "Mois"]
    assert [row.split()[0] for row in rows] == ["cqp-266", "cqp-371", "fae-112"]
    # 266 h of modules are 38 days and the 13 h are two more: 40 days, 20 sessions.
    assert rows[0].endswith("266 + 13 h     40             20  10 à 12")
    assert rows[2].endswith("112 h     16              8  10 à 12")


def test_show_gives_blocks_modules_and_what_is_assumed(run):
    result = run("curricula", "show", "cqp-266")

    assert (result.exit_code, result.stderr) == (0, "")
    for line in (
        "cqp-266 · CQP assistant médical, format actuel",
        "Mène à     CQP assistant médical (RNCP40913)",
        "Volume     266 + 13 h, 40 jours, 20 regroupements",
        "B1 · Suivi du parcours de santé du patient · 77 h",
        "  SOINS         14 h  Examens et soins courants en cabinet médical (heures : hypothèse)",
        "                      présentiel, salle de pratique, compétence soins, après VOCAB",
        # The 14 h of AFGSU are a fact, so nothing is said of an assumption.
        "  AFGSU         14 h  AFGSU niveau 1 (gestes et soins d'urgence)",
        "                      présentiel, salle de pratique ou salle de cours, compétence afgsu, "
        "groupes de 10 à 12, en un seul regroupement",
        "Hors blocs · 13 h",
        "Hypothèses : publiées par aucune source, à confirmer par le centre",
    ):
        assert line in result.stdout.splitlines()


def test_show_says_everything_in_english_too_but_what_the_file_says(run):
    result = run("--lang", "en", "curricula", "show", "fae-112")

    assert "Duration  10 to 12 months, at most 10 weeks between two sessions" in result.stdout.splitlines()
    assert "Open to   nurse, nursing assistant, childcare assistant" in result.stdout.splitlines()


def test_an_unknown_curriculum_is_refused_with_the_nearest_name(run):
    result = run("curricula", "show", "cqp-267")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Il n'y a pas de parcours « cqp-267 ». Vouliez-vous dire « cqp-266 » ?\n"


def test_a_centre_s_own_curricula_are_shown_besides(run, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(shipped("curricula") / "fae-112.yaml", own / "mine.yaml")
    text = (own / "mine.yaml").read_text(encoding="utf-8")
    (own / "mine.yaml").write_text(text.replace("id: fae-112", "id: fae-mans"), encoding="utf-8")

    listed = run("curricula", "list", "--curricula", own).stdout
    assert [row.split()[0] for row in listed.splitlines()[1:]] == [
        "cqp-266",
        "cqp-371",
        "fae-112",
        "fae-mans",
    ]
    assert run("curricula", "show", "fae-mans", "--curricula", own).exit_code == 0
    assert run("curricula", "list", "--curricula", tmp_path / "gone").stderr == (
        f"{tmp_path / 'gone'}: ce n'est pas un dossier. Indiquez un dossier de fichiers .yaml.\n"
    )
