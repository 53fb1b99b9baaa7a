"""Runs every layer on the same traffic and writes the table. Usage: websocket.py PROGRAM TABLE"""

import datetime
import pathlib
import platform
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
ROUNDS = 3


def run(layer, role, size, count):
    """Messages and bytes of one CPU second of the receiver."""
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
    messages, total, _, cpu = output.split()
    assert int(messages) == count, (layer, role, size, messages)
    return count / float(cpu), int(total) / float(cpu) / 1e9


def main():
    lines = [
        "# The WebSocket layer beside others", "",
        f"Made by `Resources/scripts/bench-websocket` on {datetime.date.today()}, {platform.machine()}, one thread each.",
        "One process sends text messages over a loopback socket, another receives them; the figures are those of one",
        f"CPU second of the receiver (system calls included), the best of {ROUNDS} runs. craftdesk, picows, websockets and",
        "node check that texts are UTF-8; NIOWebSocket's codec checks nothing and gives frames, not messages.", "",
    ]
    for role in ("client", "server"):
        layers = [layer for layer in LAYERS if role == "client" or layer != "node"]
        lines += [f"## As a {role}", "", "| Message | " + " | ".join(layers) + " | craftdesk / best other |",
                  "|---|" + "---|" * (len(layers) + 1)]
        for size, count in TRAFFIC.items():
            figures = {layer: max(run(layer, role, size, count) for _ in range(ROUNDS)) for layer in layers}
            best = max(figures[layer][0] for layer in layers if layer != "craftdesk")
            cells = [f"{rate:,.0f}/s, {volume:.2f} GB/s" for rate, volume in figures.values()]
            lines.append(f"| {size:,} B | " + " | ".join(cells) + f" | {figures['craftdesk'][0] / best:.2f} |")
            print(lines[-1], flush=True)
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
    pathlib.Path(TABLE).write_text("\n".join(lines) + "\n")


main()
