"""The peer of craftdesk-bench's line: picows and orjson read the same events from the same server, decode both
JSON texts of each, drop duplicates and count unread by project. Prints CPU seconds as JSON."""

import asyncio
import sys
import time

import orjson
from picows import WSListener, WSMsgType, ws_connect


class Reader(WSListener):
    def __init__(self, events: int) -> None:
        self.events = events
        self.seen: set[str] = set()
        self.unread: dict[int, set[str]] = {}
        self.started = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def on_ws_connected(self, transport) -> None:
        self.started = time.process_time()

    def on_ws_frame(self, transport, frame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            return
        envelope = orjson.loads(frame.get_payload_as_memoryview())
        data = orjson.loads(envelope["data"])
        identity = data["event_id"]
        if identity not in self.seen:
            self.seen.add(identity)
            self.unread.setdefault(data["task"]["project_id"], set()).add(identity)
        if len(self.seen) == self.events and not self.done.done():
            self.done.set_result(time.process_time() - self.started)


async def main() -> None:
    port, events = int(sys.argv[1]), int(sys.argv[2])
    transport, reader = await ws_connect(lambda: Reader(events), f"ws://127.0.0.1:{port}/")
    cpu = await reader.done
    unread = sum(len(entries) for entries in reader.unread.values())
    print(orjson.dumps({"events": unread, "cpu_seconds": cpu}).decode())
    transport.disconnect()


asyncio.run(main())
