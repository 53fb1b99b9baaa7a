"""Puts the reports of both roles into one table. Usage: conformance.py REPORTS [TABLE]

Exits with 1 when a case is missing or has any other verdict than OK and INFORMATIONAL.
"""

import collections
import json
import pathlib
import sys

CASES = 517
GOOD = {"OK", "INFORMATIONAL"}
GROUPS = {
    1: "framing", 2: "pings and pongs", 3: "reserved bits", 4: "opcodes", 5: "fragmentation",
    6: "UTF-8", 7: "closing", 9: "limits and speed", 10: "automatic fragmentation",
    12: "compression", 13: "compression with parameters",
}


def load(folder):
    """The cases of one role by their number."""
    reports = (json.loads(path.read_text()) for path in folder.glob("*.json"))
    cases = {report["id"]: report for report in reports if "behaviorClose" in report}
    return dict(sorted(cases.items(), key=lambda item: [int(part) for part in item[0].split(".")]))


def main():
    reports, tables = pathlib.Path(sys.argv[1]), sys.argv[2:]
    roles = {role: load(reports / role) for role in ("client", "server")}
    bad = []
    for role, cases in roles.items():
        for number, case in cases.items():
            if not {case["behavior"], case["behaviorClose"]} <= GOOD:
                bad.append(f"{role} {number}: {case['behavior']}, close {case['behaviorClose']}: {case['result']}")
        if tables and len(cases) != CASES:
            bad.append(f"{role}: {len(cases)} of {CASES} cases were run")
        print(f"{role}: {len(cases)} cases, {dict(collections.Counter(c['behavior'] for c in cases.values()))}")
    for table in tables:
        pathlib.Path(table).write_text(markdown(roles))
    if bad:
        sys.exit("\n".join(bad))


def markdown(roles):
    """The table: a row for each group, and each case that is not simply OK."""
    lines = [
        "# WebSocket conformance", "",
        "Autobahn's test suite, run by kosoku 0.1.0 against the `conformance` executable, which is the program's",
        "own `WebSocketConnection` and `WebSocketHandler`. Made by `Resources/scripts/conformance`.", "",
        "| Group | Cases | As a client: OK | informational | other | As a server: OK | informational | other |",
        "|---|---|---|---|---|---|---|---|",
    ]
    totals = collections.Counter()
    for group, name in GROUPS.items():
        row = [f"{group}. {name}"]
        for role, cases in roles.items():
            verdicts = collections.Counter(
                case["behavior"] if case["behaviorClose"] in GOOD else case["behaviorClose"]
                for number, case in cases.items() if number.split(".")[0] == str(group)
            )
            ok, informational = verdicts["OK"], verdicts["INFORMATIONAL"]
            figures = (ok, informational, verdicts.total() - ok - informational)
            if role == "client":
                row.append(verdicts.total())
                totals["cases"] += verdicts.total()
            row += figures
            totals.update({(role, place): figure for place, figure in enumerate(figures)})
        lines.append("| " + " | ".join(map(str, row)) + " |")
    sums = [totals[role, place] for role in roles for place in range(3)]
    lines.append("| all | " + " | ".join(map(str, [totals["cases"], *sums])) + " |")
    special = [
        f"| {number} | {role} | {case['behavior']} | {case['behaviorClose']} | {case['description']} |"
        for role, cases in roles.items() for number, case in cases.items()
        if (case["behavior"], case["behaviorClose"]) != ("OK", "OK")
    ]
    lines += ["", "The cases that are not simply OK:", "", "| Case | Role | Verdict | Close | What it does |",
              "|---|---|---|---|---|", *(line.replace("\n", " ").replace("<br>", " ") for line in special), ""]
    return "\n".join(lines)


main()
