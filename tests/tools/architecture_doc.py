"""Draw the diagrams of ``docs/architecture.md`` from the imports of the code: ``make docs`` runs it.

Each stands between ``<!-- imports PACKAGE -->`` and ``<!-- end -->``; all other text is written by hand.
"""

import re
import sys

import grimp

from tests.tools.sources import ROOT

TARGET = ROOT / "docs" / "architecture.md"
MARKED = re.compile(r"(<!-- imports (?P<package>[\w.]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def arrows(package: str) -> dict[str, set[str]]:
    """Return which children of `package` import which others, not counting what follows from the rest."""
    graph = grimp.build_graph("scheduler")
    inside = {child: {child, *graph.find_descendants(child)} for child in graph.find_children(package)}
    imported = {
        child: {
            other
            for other, modules in inside.items()
            if other != child
            and any(graph.find_modules_directly_imported_by(module) & modules for module in members)
        }
        for child, members in inside.items()
    }
    return {
        child: {x for x in others if not any(x in _reached(imported, y) for y in others - {x})}
        for child, others in imported.items()
    }


def _reached(imported: dict[str, set[str]], start: str) -> set[str]:
    """Return what `start` imports by way of others, without itself."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = imported[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def diagram(package: str) -> str:
    """Return the imports inside `package` as a Mermaid diagram."""
    found = arrows(package)
    drawn = [child for child in sorted(found) if found[child] or any(child in x for x in found.values())]
    lines = [f"    {_short(child)}" for child in drawn]
    lines += [f"    {_short(child)} --> {_short(other)}" for child in drawn for other in sorted(found[child])]
    return "\n".join(["```mermaid", "graph TD", *lines, "```"])


def _short(module: str) -> str:
    return module.rsplit(".", 1)[1]


def document(page: str) -> str:
    """Return `page` with every diagram drawn anew."""
    return MARKED.sub(lambda found: f"{found[1]}\n{diagram(found['package'])}\n\n{found[3]}", page)


def main() -> int:
    """Write the page, and say so."""
    page = TARGET.read_text(encoding="utf-8")
    TARGET.write_text(document(page), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(MARKED.findall(page))} diagrams")
    return 0


if __name__ == "__main__":
    sys.exit(main())
