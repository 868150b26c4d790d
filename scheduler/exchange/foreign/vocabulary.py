"""Words that coordinators use in plannings besides the names of modules, folded as they are compared."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SMALL = _set("a au aux avec d de des du en et l la le les n of on par pour sur un une the and")
"""Words that say nothing."""

FILLERS = _set(
    "blanc blanche bloc block bc cours debut demi ecrit ecrite fin final finale formation intro introduction "
    "j jour journee module mod n no num partie pratique oral orale regroupement revision revisions seance "
    "session sequence suite td theorie theorique tp ue presentiel distanciel distance visio"
)
"""Words that tell how a module is taught, not which."""

REST = _set(
    "absence alternance an armistice ascension assomption autonomie cabinet conge conges cp employeur "
    "entreprise ent ferie feries ferme fermeture fete jeune hiver ete printemps lan libre nationale noel off "
    "paques pentecote pont repos rtt scolaire scolaires stage toussaint travail vac vacances victoire we "
    "weekend ouvre centre total totaux cumul sous"
)
"""Words that say that nothing is taught."""

CLOSED = _set(
    "conge conges cp employeur entreprise ferie feries ferme fermeture pont rtt stage total totaux vacances"
)
"""Those of them that say so beside any other word."""

DAY_WORDS = _set(
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout "
    "septembre octobre novembre decembre er week end jour"
)
"""Words that may stand beside them."""

SAME = {
    "terminologie": "vocabulaire",
    "certification": "examen",
    "certificative": "examen",
    "certificatives": "examen",
    "epreuve": "examen",
    "epreuves": "examen",
    "jury": "examen",
    "secourisme": "urgence",
    "teleconsultation": "telemedecine",
}
"""Words of the trade that mean what a title says otherwise."""

HOURS = _set(
    "duree durees heures heure h hrs nbh nbheures nbheure nbdheures volume volumehoraire hours nombredheures"
)
"""Headers of columns of hours, without blanks."""

DAYS = _set("jour jours j date dates le day days")
"""Headers of columns of days of a month."""

WEEKS = _set("s sem semaine semaines nsem nsemaine numsemaine nosemaine semainen week weeks w")
"""Headers of columns and rows of numbers of weeks."""

LESSONS = _set(
    "module modules contenu contenus theme themes intitule matiere matieres cours formation programme "
    "activite sujet sujets planning matin matinee apres midi"
)
"""Headers of columns of lessons."""

TRAINERS = _set(
    "formateur formatrice formateurs intervenant intervenante intervenants animateur animatrice enseignant "
    "enseignante prof professeur trainer teacher"
)
"""Headers of columns of trainers."""

ROOMS = _set("salle salles lieu local room")
"""Headers of columns of rooms."""

GROUPS = _set("groupe groupes promo promotion classe cohorte group cohort")
"""Headers of columns of groups."""

ASIDE = _set(
    "remarque remarques commentaire commentaires observation observations obs note notes visa signature "
    "emargement bloc block type statut objectif objectifs effectif code session regroupement semaine seance "
    "number numero mode modalite joint site"
)
"""Headers of columns that are left aside."""

HALVES = _set("m am pm matin matinee apresmidi aprem j1 j2")
"""What a legend need not explain."""
