"""Rival (c): Timefold, local search in Java under constraints told in Python.

Every rule is told, and every term with its weight. The community edition searches in one thread.
The first plan without a broken rule is written as soon as it is found, then every better one, but
for those found while one is written: turning a plan of Java into Python takes up to a second, and
that should take no more than a sixth of the time. Without any such plan the best found is
written at the end, with the rules it breaks.

    python timefold_rival.py problem.json OUTDIR --seconds 300
"""

import os
import shutil
import sys
import threading
from importlib.metadata import version
from pathlib import Path
from typing import Any

from result import Output, Table, arguments, lessons

LEFT_OUT: dict[str, str] = {}
"""Nothing: every rule and every term is told."""

MEMORY = "-Xmx3g"
RESERVE = 6.0
"""Seconds kept to bring the last plan out of Java in time; a tenth of a short run."""
TEMPERATURE = "0hard/4soft"
"""Where simulated annealing starts: about the weight of one step of most terms."""
MOVES = {"Session": ("change", 3), "Day": ("swap", 3), "Staff": ("change", 1), "Seat": ("change", 1)}
"""What local search tries, and how often: days swap their slots, all else is changed."""
CONSTRUCTED = ("Session", "Staff", "Day", "Seat")
"""Entities in the order in which the first plan places them, each where it breaks and costs least."""


def main() -> int:
    problem, output, seconds = arguments(__doc__ or "")
    if not _find_java():
        output.end("not run", note="no Java: apt-get install --no-install-recommends openjdk-17-jre-headless")
        return 1
    import timefold.solver

    timefold.solver.init(MEMORY)
    import timefold_domain
    from timefold.solver import SolverFactory
    from timefold.solver.config import Duration, SolverConfigOverride, TerminationConfig

    factory = SolverFactory.create(_config(problem["weights"]))
    programme = timefold_domain.programme(problem)
    left = max(1.0, seconds - min(RESERVE, seconds / 10) - output.elapsed)
    solver = factory.build_solver(
        SolverConfigOverride(
            termination_config=TerminationConfig(spent_limit=Duration(milliseconds=round(1000 * left)))
        )
    )
    writer = Writer(problem, output)
    writer.listen(solver)
    stop = threading.Timer(left, solver.terminate_early)
    stop.daemon = True
    stop.start()
    final = solver.solve(programme)
    stop.cancel()
    broken = -final.score.hard_score
    if not timefold_domain.complete(final):
        status, note = "not found", "time was over before the first plan was complete"
    elif broken:
        status, note = "not found", f"the best plan breaks rules, {broken} in Timefold's count"
    else:
        status, note = "feasible", ""
    if timefold_domain.complete(final):
        writer.write(final)
    output.end(
        status,
        note=note,
        versions={"timefold": version("timefold"), "java": _java_version()},
        left_out=LEFT_OUT,
    )
    return 0


class Writer:
    """Writes better plans that break no rule, and the last one whatever it breaks."""

    def __init__(self, problem: Table, output: Output):
        self.problem, self.output = problem, output
        self.next = 0.0
        self.written: int | None = None

    def listen(self, solver: Any) -> None:
        """Attend to better plans on the side of Java: Timefold's own listener turns each into Python."""
        from _jpyinterpreter import unwrap_python_like_object
        from jpype import JImplements, JOverride

        writer = self

        @JImplements("ai.timefold.solver.core.api.solver.event.SolverEventListener")
        class Better:
            @JOverride
            def bestSolutionChanged(self, event: Any) -> None:
                complete = event.isNewBestSolutionInitialized() and event.getNewBestScore().isFeasible()
                began = writer.output.elapsed
                if complete and began >= writer.next:
                    writer.write(unwrap_python_like_object(event.getNewBestSolution()))
                    now = writer.output.elapsed
                    writer.next = now + 5 * (now - began)

        solver._delegate.addEventListener(Better())

    def write(self, programme: Any) -> None:
        """Write a plan, unless it is no better than the last one written."""
        import timefold_domain

        cost = -programme.score.soft_score if programme.score.hard_score == 0 else None
        if cost is not None and cost == self.written:
            return
        taught = timefold_domain.taught(self.problem, programme)
        self.output.plan(lessons(self.problem, taught), cost=cost)
        self.written = cost


def _config(weights: Table) -> Any:
    """Return the configuration: a construction heuristic per kind of entity, then simulated annealing."""
    import timefold_rules
    from timefold.solver._timefold_java_interop import _process_compilation_queue, get_class
    from timefold.solver.config import EnvironmentMode, ScoreDirectorFactoryConfig, SolverConfig
    from timefold_domain import Day, Programme, Seat, Session, Staff

    entities = [Session, Day, Staff, Seat]
    _process_compilation_queue()
    names = {entity.__name__: str(get_class(entity).getName()) for entity in entities}
    return SolverConfig(
        xml_source_text=_xml(names),
        solution_class=Programme,
        entity_class_list=entities,
        environment_mode=EnvironmentMode.NO_ASSERT,
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=timefold_rules.provider(weights)
        ),
        random_seed=0,
    )


def _xml(names: dict[str, str]) -> str:
    construction = "".join(
        f"<constructionHeuristic><queuedEntityPlacer><entitySelector id='{entity}'>"
        f"<cacheType>PHASE</cacheType><entityClass>{names[entity]}</entityClass></entitySelector>"
        f"<changeMoveSelector><entitySelector mimicSelectorRef='{entity}'/></changeMoveSelector>"
        "</queuedEntityPlacer></constructionHeuristic>"
        for entity in CONSTRUCTED
    )
    moves = "".join(
        f"<{kind}MoveSelector><fixedProbabilityWeight>{often}</fixedProbabilityWeight>"
        f"<entitySelector><entityClass>{names[entity]}</entityClass></entitySelector></{kind}MoveSelector>"
        for entity, (kind, often) in MOVES.items()
    )
    return (
        f"<solver>{construction}<localSearch><unionMoveSelector>{moves}</unionMoveSelector><acceptor>"
        f"<simulatedAnnealingStartingTemperature>{TEMPERATURE}</simulatedAnnealingStartingTemperature>"
        "</acceptor><forager><acceptedCountLimit>1</acceptedCountLimit></forager></localSearch></solver>"
    )


def _find_java() -> bool:
    """Name the home of Java in the environment where only the command is known; tell whether there is one."""
    command = shutil.which("java")
    if "JAVA_HOME" not in os.environ and command:
        os.environ["JAVA_HOME"] = str(Path(command).resolve().parents[1])
    return "JAVA_HOME" in os.environ


def _java_version() -> str:
    from java.lang import System

    return str(System.getProperty("java.version"))


if __name__ == "__main__":
    sys.exit(main())
