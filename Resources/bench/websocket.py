"""Runs every layer on the same traffic and writes the table. Usage: websocket.py PROGRAM TABLE"""

import datetime
import pathlib
import platform
import statistics
import subprocess
import sys

PROGRAM, TABLE = sys.argv[1:3]
HERE = pathlib.Path(__file__).parent
NODE = ["node", "--experimental-websocket", HERE / "websocket_peer.mjs"]
LAYERS = {
    "craftdesk": [PROGRAM, "receive", "craftdesk"],
    "picows": [sys.executable, HERE / "websocket_peer.py", "picows"],
    "websockets (C)": [sys.executable, HERE / "websocket_peer.py", "websockets"],
    "NIOWebSocket": [PROGRAM, "receive", "nio"],
    "node": NODE,
}
TRAFFIC = {64: 300_000, 500: 300_000, 16_384: 30_000, 1 << 20: 600}
ROUNDS = 5


def run(layer, role, size, count):
    """Messages and bytes of one CPU second of the receiver; of ours, allocations from the first message on."""
    command = [str(word) for word in LAYERS[layer]]
    drive = [PROGRAM, "drive", "--size", str(size), "--count", str(count)]
    if role == "client":
        driver = subprocess.Popen(drive, stdout=subprocess.PIPE, text=True)
        port = driver.stdout.readline().strip()
        option = ["--connect", port] if command[0] == PROGRAM else [port]
        output = subprocess.run(command + option, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
        driver.kill()
    else:
        receiver = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        port = receiver.stdout.readline().strip()
        subprocess.run(drive + ["--connect", port], check=False)
        output = receiver.communicate(timeout=60)[0]
    messages, total, _, cpu, *allocations = output.split()
    assert int(messages) == count, (layer, role, size, messages)
    return count / float(cpu), int(total) / float(cpu) / 1e9, *map(int, allocations)


def main():
    lines = [
        "# The WebSocket layer beside others", "",
        f"Made by `Resources/scripts/bench-websocket` on {datetime.date.today()}, {platform.machine()}, one thread each.",
        "One process sends text messages over a loopback socket, another receives them; the figures are those of one",
        f"CPU second of the receiver (system calls included), the median of {ROUNDS} runs. craftdesk, picows, websockets and",
        "node check that texts are UTF-8; NIOWebSocket's codec checks nothing and gives frames, not messages.", "",
    ]
    allocated = []
    for role in ("client", "server"):
        layers = [layer for layer in LAYERS if role == "client" or layer != "node"]
        lines += [f"## As a {role}", "", "| Message | " + " | ".join(layers) + " | craftdesk / best other |",
                  "|---|" + "---|" * (len(layers) + 1)]
        for size, count in TRAFFIC.items():
            # Round by round, so that what else the machine does falls on all alike.
            rounds = [{layer: run(layer, role, size, count) for layer in layers} for _ in range(ROUNDS)]
            figures = {layer: statistics.median_low(figures[layer] for figures in rounds) for layer in layers}
            best = max(figures[layer][0] for layer in layers if layer != "craftdesk")
            cells = [f"{rate:,.0f}/s, {volume:.2f} GB/s" for rate, volume, *_ in figures.values()]
            lines.append(f"| {size:,} B | " + " | ".join(cells) + f" | {figures['craftdesk'][0] / best:.2f} |")
            print(lines[-1], flush=True)
            count_of = figures["craftdesk"][2]
            allocated.append(f"| {size:,} B | {role} receives, with socket | {count} | {count_of} | {count_of / count:.4f} |")
        lines.append("")
    lines += ["## The machine alone", "",
              "`WebSocketConnection` without a socket: bytes in memory to messages, and messages to bytes.", "",
              "| Message | What | Frames/s | GB/s |", "|---|---|---|---|"]
    for size, count in TRAFFIC.items():
        output = subprocess.run([PROGRAM, "layer", "--size", str(size), "--count", str(4 * count)],
                                stdout=subprocess.PIPE, text=True, check=True).stdout
        for line in output.splitlines():
            role, what, _, _, rate, _, volume, _ = line.split()
            lines.append(f"| {size:,} B | {role} {what} | {float(rate):,.0f} | {float(volume):.2f} |")
            print(lines[-1], flush=True)
    lines += ["", "## Allocations in the steady state", "",
              "Calls of `malloc`, `calloc` and `realloc` by the whole process, over frames that follow each other; the run",
              "fails where a received frame needs any, or a sent one more than one. With the socket, NIO's own are among them:",
              "those of each read and of each turn of its loop.", "",
              "| Message | What | Frames | Allocations | a frame |", "|---|---|---|---|---|"]
    for size in TRAFFIC:
        output = subprocess.run([PROGRAM, "allocations", "--size", str(size), "--count", "100000"],
                                stdout=subprocess.PIPE, text=True, check=True).stdout
        for line in output.splitlines():
            role, what, frames, _, count, _ = line.split()
            lines.append(f"| {size:,} B | {role} {what} | {frames} | {count} | {int(count) / int(frames):.2f} |")
            print(lines[-1], flush=True)
    lines += allocated
    lines += ["", "## The loops that touch every byte", "",
              "GB of a CPU second over 1 MB. The validator is the standard library's for whole characters, with a few lines of",
              "its own for those that two reads share. A loop over `SIMD32<UInt8>` comparisons stood here before: the compiler",
              "makes no vector instructions of it, and it made 0.007 GB/s of the German, Japanese and emoji texts.", "",
              "| Loop | craftdesk | UTF8Span(validating:) | memmove |", "|---|---|---|---|"]
    output = subprocess.run([PROGRAM, "primitives"], stdout=subprocess.PIPE, text=True, check=True).stdout
    for line in output.splitlines():
        what, *rates = line.split("\t")
        lines.append(f"| {what} | " + " | ".join(f"{float(rate):.2f}" if rate else "" for rate in rates) + " |")
        print(lines[-1], flush=True)
    pathlib.Path(TABLE).write_text("\n".join(lines) + "\n")


main()
