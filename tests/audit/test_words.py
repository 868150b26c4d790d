"""Words of plannings: which module they mean, and that what is not clear is not guessed."""

import pytest

from scheduler.curricula import load_curricula
from scheduler.exchange.foreign import Lexicon
from scheduler.exchange.foreign.lexicon import Sense
from scheduler.exchange.foreign.parts import content_of

MEANT = {
    "SOINS": ["SOINS", "Examens et soins courants en cabinet médical", "soins courants", "Exam. et soins"],
    "PARCOURS": ["Parcours", "parcours santé", "Coordination", "PARCOURS DE SANTE"],
    "VACCIN": ["vaccin", "Vacc./dépist.", "Dépistage", "prévention"],
    "SANTE-PUB": ["Sante pub", "pol. de santé publique", "PSP", "Politique de santé"],
    "DOSSIER": ["Dossier", "Suivi dossier patient", "Gestion du dossier patient", "Créat. dossier",
                "DossPat"],
    "VOCAB": ["Vocab. médical", "voc med", "VocMed", "VM", "Voccabulaire medicale", "Terminologie médicale",
              "B2 - Vocab", "Vocabulaire médical 1/2", "Vocabulaire médical (suite)",
              "Vocabulaire médical Mme Roy"],
    "LOGICIEL": ["log. méd.", "LOGICIELS", "Prise en main du logiciel médical"],
    "COMM": ["Com", "communication patients", "Comunication"],
    "TELEMED": ["télé-médecine", "Telemed.", "TLM", "Téléconsultation"],
    "RISQUE": ["Risque conta", "GRC", "G.R.C.", "Hygiène"],
    "VIGILANCE": ["identito", "Pharmacovig.", "Ident/Pharma", "Bloc 3 : identito"],
    "AFGSU": ["AFGSU", "afgsu J1", "AFGSU 1", "AFGSU1 J2", "Gestes d'urgence", "AFGSU 2/2",
              "Attestation de formation aux gestes et soins d'urgence niveau 1"],
    "CONSTANTES": ["Cstes", "constante et mesure", "Prise de constantes"],
    "STOCKS": ["stock", "Gest. stocks", "Stk"],
    "ASSISTANCE": ["ATP", "Assist. tech.", "assistance au praticien"],
    "EVAL": ["Éval", "Eval B1", "Examen", "Épreuves certificatives", "Évaluation finale", "jury"],
}  # fmt: skip

REST = [
    "férié", "Jour férié", "Vacances de Noël", "Congés d'été", "Entreprise", "entr.", "En entreprise",
    "Stage", "pont de l'Ascension", "RTT", "Fermeture annuelle", "Férié - Lundi de Pâques", "cabinet", "WE",
    "Période en entreprise", "-", "Total", "Sous-total",
]  # fmt: skip

UNCLEAR = {
    "Santé": {"PARCOURS", "SANTE-PUB"},
    "Gestion": {"RISQUE", "STOCKS"},
    "médical": {"VOCAB", "LOGICIEL", "SOINS"},
    "B1": {"SOINS", "PARCOURS", "VACCIN", "SANTE-PUB"},
    "Eval vocab": {"EVAL", "VOCAB"},
    "AFGSU2 J1": {"AFGSU"},
    "AFGSU niveau 2": {"AFGSU"},
    "Anat": set(),
    "Bur.": set(),
    "x": set(),
    "Formation": set(),
    "Salle 2": set(),
    "Accueil des stagiaires": set(),
    "Parcours de soins": {"PARCOURS", "SOINS"},
    "Anatomie du cabinet": {"SOINS"},
}


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(load_curricula()["cqp-266"])


@pytest.mark.parametrize(
    ("text", "module"), [(text, name) for name, texts in MEANT.items() for text in texts]
)
def test_a_rough_spelling_means_one_module(lexicon, text, module):
    meaning = lexicon.meaning(text)
    assert (meaning.sense, meaning.modules) == (Sense.MODULE, (module,))


@pytest.mark.parametrize("text", REST)
def test_what_says_that_nothing_is_taught(lexicon, text):
    assert lexicon.meaning(text).sense is Sense.NO_LESSON


@pytest.mark.parametrize(("text", "modules"), UNCLEAR.items())
def test_what_is_not_clear_is_not_guessed(lexicon, text, modules):
    meaning = lexicon.meaning(text)
    assert meaning.sense in (Sense.SEVERAL, Sense.NOTHING)
    assert modules <= set(meaning.modules)
    if not modules:
        assert meaning.modules == ()


def test_every_title_and_identifier_of_the_shipped_curricula_is_understood():
    for curriculum in load_curricula().values():
        lexicon = Lexicon(curriculum)
        for module in curriculum.items:
            for text in (module.id, module.title, module.title.upper(), module.title.replace("'", "’")):
                assert lexicon.meaning(text).modules == (module.id,), text


def test_what_somebody_explained_goes_before_everything(lexicon):
    lexicon.explain({"Bur.": "LOGICIEL", "Soins": "PARCOURS", "TD": ""})
    assert lexicon.meaning("BUR").modules == ("LOGICIEL",)
    assert lexicon.meaning("soins").modules == ("PARCOURS",)
    assert lexicon.meaning("td").sense is Sense.NO_LESSON


@pytest.mark.parametrize(("text", "due"), [
    ("Vocab", [("VOCAB", None, None)]),
    ("Vocab (7h)", [("VOCAB", None, 7)]),
    ("Vocabulaire médical (14h)", [("VOCAB", None, None)]),
    ("Matin : Vocab / Après-midi : Dossier", [("VOCAB", "AM", None), ("DOSSIER", "PM", None)]),
    ("M : Vocab\nAM : Dossier", [("VOCAB", "AM", None), ("DOSSIER", "PM", None)]),
    ("AM : Vocab\nPM : Dossier", [("VOCAB", "AM", None), ("DOSSIER", "PM", None)]),
    ("Matin\nVocab\nAprès-midi\nDossier", [("VOCAB", "AM", None), ("DOSSIER", "PM", None)]),
    ("9h-12h30 : Vocab\n13h30-17h : Dossier", [("VOCAB", "AM", 3.5), ("DOSSIER", "PM", 3.5)]),
    ("Vocab (3h30) + Dossier (3h30)", [("VOCAB", None, 3.5), ("DOSSIER", None, 3.5)]),
    ("Vocab (3h30) + Vocab (3h30)", [("VOCAB", None, 3.5), ("VOCAB", None, 3.5)]),
    ("Com. 3,5h / Log. 3,5 h", [("COMM", None, 3.5), ("LOGICIEL", None, 3.5)]),
    ("Vocab et Dossier", [("VOCAB", None, None), ("DOSSIER", None, None)]),
    ("Logiciel médical - Télémédecine", [("LOGICIEL", None, None), ("TELEMED", None, None)]),
    ("Gestion du risque\ncontaminant", [("RISQUE", None, None)]),
    ("Constantes et mesures", [("CONSTANTES", None, None)]),
    ("Vocabulaire médical\nMme Martin\nSalle 2", [("VOCAB", None, None)]),
    ("Vocab - Durand", [("VOCAB", None, None)]),
    ("Vocab / Machin", [("VOCAB", None, None), (None, None, None)]),
    ("Entreprise / Vocab", [(None, None, None), ("VOCAB", None, None)]),
    ("Communication / accueil patient + Stocks", [("COMM", None, None), ("STOCKS", None, None)]),
])  # fmt: skip
def test_a_cell_holds_one_lesson_or_two(lexicon, text, due):
    parts = content_of(text, lexicon).parts
    assert [(x.module, x.half and x.half.value, x.hours) for x in parts] == due
