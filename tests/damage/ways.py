"""Ways to damage a file: by its cells, its structure, its bytes."""

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from typing import Any

ODD = (
    "", " ", "0", "-1", "1e10", "1e999", "nan", "-0", "99999999999999999999", "3,5", "12:30", "25:99",
    "31/12/9999", "31/02/2027", "2027-13-01", "0027-01-01", "1/1/27", "2072-01-01", "46391", "2958466",
    "oui", "peut-être", "NO", "null", "~", "true", "=1+1", "@SUM(A1)", "#REF!", "#DIV/0!", "{cell}", "%s",
    "x" * 300, "é" * 5000, "a\x01b", "a\x1b[31mb", "\ufffe", "\u202eabc", "a\u0300", "🎓", "\u00a0", "²", "٣",
    "tous sauf mercredi", "lundi mardi", "cqp-266", "NANTES, NANTES", ";;;", ",", '"', "'", "\n", "\t",
    "../..", "con", "[]", "{}", "- a", "a: b", "&x", "*x", "!!python/object:os.system", "\ud800",
)  # fmt: skip
"""Values that people, programs and accidents put where another is expected."""

JSON_ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1e10, 1e308, 10**30, 3.25, [], {}, [[]], [None], {"a": 1}, [1, 2, 3], *ODD[:60],
)  # fmt: skip

OTHER_FILES = (
    b"", b"\0" * 100, b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"<html></html>",
    b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\x89PNG\r\n", b"\xff\xfe\x00", b"{}", b"[" * 50_000,
    b"\xff" * 1000, b"a;b\n" * 1000,
)  # fmt: skip

Chance = random.Random


def odd(chance: Chance) -> str:
    """Return some odd value, one that XML and UTF-8 can hold."""
    return chance.choice(ODD).replace("\ud800", "\ufffd")


# ---------------------------------------------------------------------- any file


def truncated(data: bytes, chance: Chance) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def flipped(data: bytes, chance: Chance) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def other(_data: bytes, chance: Chance) -> bytes:
    return chance.choice(OTHER_FILES)


def inserted(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data) + 1)
    return (
        data[:at]
        + chance.choice((b"\0", b"\xff", b"\xef\xbb\xbf", b"<", b'"', b"\n\n", data[:50]))
        + data[at:]
    )


# ---------------------------------------------------------------------- text


def recoded(data: bytes, chance: Chance) -> bytes:
    text = data.decode("utf-8-sig")
    return text.encode(
        chance.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig", "utf-32", "ascii")), "replace"
    )


def lines_moved(data: bytes, chance: Chance) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(chance.choice((1, 1, 5))):
        if not lines:
            break
        at = chance.randrange(len(lines))
        what = chance.randrange(5)
        if what == 0:
            del lines[at]
        elif what == 1:
            lines.insert(at, lines[at])
        elif what == 2:
            lines.insert(chance.randrange(len(lines)), b"\n")
        elif what == 3:
            lines[at] = b"  " + lines[at]
        else:
            lines[at] = lines[at].lstrip()
    return b"".join(lines)


def csv_cell(data: bytes, chance: Chance) -> bytes:
    rows = [line.split(";") for line in data.decode("utf-8-sig").splitlines()]
    for _ in range(chance.choice((1, 1, 1, 4))):
        row = rows[min(chance.choice((0, 1, chance.randrange(len(rows)))), len(rows) - 1)]
        row[chance.randrange(len(row))] = odd(chance)
    return "\n".join(";".join(row) for row in rows).encode("utf-8", "replace")


def csv_columns(data: bytes, chance: Chance) -> bytes:
    rows = [line.split(";") for line in data.decode("utf-8-sig").splitlines()]
    width = len(rows[0])
    first, second = chance.randrange(width), chance.randrange(width)
    what = chance.randrange(5)
    for row in rows:
        row += [""] * (width - len(row))
        if what == 0:
            row[first], row[second] = row[second], row[first]
        elif what == 1:
            del row[first]
        elif what == 2:
            row.insert(second, row[first])
        elif what == 3:
            row += ["note"] * chance.choice((1, 300))
        elif row is not rows[0]:
            row[first], row[second] = row[second], row[first]
    return "\n".join(chance.choice((";", ";", ";", ",")).join(row) for row in rows).encode("utf-8", "replace")


def yaml_value(data: bytes, chance: Chance) -> bytes:
    lines = data.decode("utf-8").splitlines()
    for _ in range(chance.choice((1, 1, 3))):
        places = [i for i, line in enumerate(lines) if ":" in line and not line.lstrip().startswith("#")]
        at = chance.choice(places)
        key, _colon, value = lines[at].partition(":")
        lines[at] = chance.choice(
            (
                f"{key}: {odd(chance)}",
                f"{key}: [{odd(chance)}]",
                f"{key}:",
                f"{key}x: {value}",
                f"{key}: {{a: b}}",
            )
        )
    return "\n".join(lines).encode("utf-8", "replace")


# ---------------------------------------------------------------------- JSON


def json_tree(data: bytes, chance: Chance) -> bytes:
    tree = json.loads(data)
    for _ in range(chance.choice((1, 1, 1, 5))):
        item: Any = tree.get("plan", tree)
        if not isinstance(item, dict):
            break
        while True:
            keys = list(item) if isinstance(item, dict) else list(range(len(item)))
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(item[key], dict | list) and item[key] and chance.random() < 0.85:
                item = item[key]
                continue
            what = chance.randrange(6)
            if what == 0:
                del item[key]
            elif what == 1 and isinstance(item, list):
                item.insert(0, item[key])
            elif what == 1:
                item[odd(chance)] = item[key]
            else:
                item[key] = chance.choice(JSON_ODD)
            break
    return json.dumps(tree).encode()


def json_flat(data: bytes, chance: Chance) -> bytes:
    """Change values of one object, and now and then its names."""
    tree = json.loads(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        key = chance.choice(list(tree))
        what = chance.randrange(8)
        if what == 0:
            del tree[key]
        elif what == 1:
            tree[odd(chance)] = tree[key]
        else:
            tree[key] = chance.choice((*JSON_ODD, float("nan"), float("-inf"), 10**400, "optimal", "pending"))
        if not tree:
            break
    return json.dumps(tree).encode()


# ---------------------------------------------------------------------- workbooks


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def _escaped(text: str) -> str:
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", lambda x: f"_x{ord(x[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def member(data: bytes, chance: Chance) -> bytes:
    """Remove or spoil a part of the archive."""
    members = _members(data)
    name = chance.choice(list(members))
    what = chance.randrange(5)
    if what == 0:
        del members[name]
    elif what == 1:
        members[name] = truncated(members[name], chance)
    elif what == 2:
        members[name] = flipped(members[name], chance)
    elif what == 3:
        members[name] = b""
    else:
        members[chance.choice(list(members))] = members[name]
    return _zipped(members)


def _sheets(members: dict[str, bytes]) -> list[str]:
    return [name for name in members if name.startswith("xl/worksheets/sheet")]


def cell(data: bytes, chance: Chance) -> bytes:
    """Put something else into a few cells: their values, kinds, styles and places."""
    members = _members(data)
    for _ in range(chance.choice((1, 1, 1, 5))):
        name = chance.choice(_sheets(members))
        text = members[name].decode("utf-8")
        cells = list(re.finditer(r"<c\b[^>]*?(?:/>|>.*?</c>)", text, re.DOTALL))
        if not cells:
            continue
        found = chance.choice(cells)
        place = re.search(r'r="([A-Z]+\d+)"', found[0])
        at = place[1] if place else "A1"
        value = _escaped(odd(chance))
        elsewhere = chance.choice(("XFD1", "A9999999", "?", "", "A1", "ZZZ3"))
        kind = chance.choice(("n", "s", "b", "d", "e", "str", "inlineStr", "zz"))
        new = chance.choice(
            (
                f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>',
                f'<c r="{at}" t="{kind}"><v>{value}</v></c>',
                f'<c r="{at}" s="{chance.choice((0, 1, 5, 9, 99999, -1, "x"))}"><v>{value}</v></c>',
                f'<c r="{at}"><f>{value}</f></c>',
                f'<c r="{at}"><f>A1</f><v>{value}</v></c>',
                re.sub(r'r="[A-Z]+\d+"', f'r="{elsewhere}"', found[0]),
                re.sub(r'\bs="\d+"', f's="{chance.randrange(40)}"', found[0]),
                re.sub(r'\bt="\w+"', f't="{kind}"', found[0]),
                "",
                found[0] + found[0],
            )
        )  # fmt: skip
        members[name] = (text[: found.start()] + new + text[found.end() :]).encode("utf-8", "replace")
    return _zipped(members)


def shared(data: bytes, chance: Chance) -> bytes:
    """Put something else where several cells may have their text."""
    members = _members(data)
    text = members.get("xl/sharedStrings.xml", b"<si></si>").decode("utf-8")
    items = list(re.finditer(r"<si>.*?</si>", text, re.DOTALL))
    found = chance.choice(items)
    new = chance.choice((f"<si><t>{_escaped(odd(chance))}</t></si>", "", "<si/>", found[0] * 2))
    members["xl/sharedStrings.xml"] = (text[: found.start()] + new + text[found.end() :]).encode()
    return _zipped(members)


def structure(data: bytes, chance: Chance) -> bytes:
    """Rows lost, doubled or misnumbered, ranges merged, sheets renamed, doubled or lost."""
    members = _members(data)
    name = chance.choice(_sheets(members))
    text = members[name].decode("utf-8")
    rows = list(re.finditer(r"<row\b.*?</row>", text, re.DOTALL))
    what = chance.randrange(7)
    if what < 3 and rows:
        found = chance.choice(rows)
        number = chance.choice(("1", "2", "0", "-3", "1048577", "x", "5"))
        new = ("", found[0] * 2, re.sub(r'<row\b[^>]*?r="\d+"', f'<row r="{number}"', found[0]))[what]
        members[name] = (text[: found.start()] + new + text[found.end() :]).encode()
    elif what == 3:
        ref = chance.choice(("A1:B2", "A1:Z1048576", "A3:B1000000000", "B2", "?", "A2:A9", "C9:A1"))
        tail = f'</sheetData><mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'
        members[name] = text.replace("</sheetData>", tail).encode()
    elif what == 4:
        members[name], swapped = members[(other_name := chance.choice(_sheets(members)))], members[name]
        members[other_name] = swapped
    else:
        main = members["xl/workbook.xml"].decode("utf-8")
        sheets = list(re.finditer(r"<sheet\b[^>]*/>", main))
        found = chance.choice(sheets)
        renamed = re.sub(r'\bname="[^"]*"', f'name="{_escaped(odd(chance))[:31]}"', found[0])
        new = chance.choice(
            (renamed, "", found[0] * 2, re.sub(r'(\w+):id="\w+"', r'\1:id="rId99"', found[0]))
        )
        members["xl/workbook.xml"] = (main[: found.start()] + new + main[found.end() :]).encode()
    return _zipped(members)


Way = Callable[[bytes, Chance], bytes]
ANY: tuple[Way, ...] = (truncated, flipped, other, inserted)
TEXT: tuple[Way, ...] = (*ANY, recoded, lines_moved)
WAYS: dict[str, tuple[Way, ...]] = {
    "workbook": (*ANY, member, *(cell,) * 8, *(shared,) * 3, *(structure,) * 4),
    "calendar": (*ANY, member, *(cell,) * 8, *(structure,) * 3),
    "tables": (*TEXT, *(csv_cell,) * 9, *(csv_columns,) * 4),
    "curriculum": (*TEXT, *(yaml_value,) * 9),
    "settings": (*TEXT, *(yaml_value,) * 5),
    "plan": (*TEXT, *(json_tree,) * 12),
    "results": (*TEXT, *(json_flat,) * 18),
    "edited": (*ANY, member, *(cell,) * 8, *(structure,) * 3),
    "exported": (*TEXT, *(json_tree,) * 12),
}
"""The ways for each kind of input; the likelier ones stand more than once."""
