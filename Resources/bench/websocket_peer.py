"""Receives websocket-bench's traffic; prints messages, bytes, seconds and CPU seconds from the first message on.

Usage: websocket_peer.py picows|websockets [PORT]     with a port as a client, without as a server
"""

import asyncio
import sys
import time


class Meter:
    def __init__(self):
        self.messages = self.bytes = 0
        self.start = None

    def count(self, size):
        if self.start is None:
            self.start = time.perf_counter(), time.process_time()
        self.messages += 1
        self.bytes += size

    def finish(self):
        wall, cpu = time.perf_counter() - self.start[0], time.process_time() - self.start[1]
        print(self.messages, self.bytes, wall, cpu, flush=True)


async def picows(port):
    from picows import WSListener, WSMsgType, ws_connect, ws_create_server

    meter, done = Meter(), asyncio.Event()

    class Listener(WSListener):
        def on_ws_frame(self, transport, frame):
            if frame.msg_type == WSMsgType.CLOSE:
                transport.send_close(frame.get_close_code())
                transport.disconnect()
            else:
                # A text is decoded, which is what checks it.
                meter.count(len(frame.get_payload_as_utf8_text()))

        def on_ws_disconnected(self, transport):
            meter.finish()
            done.set()

    if port:
        await ws_connect(Listener, f"ws://127.0.0.1:{port}/", max_frame_size=64 << 20)
    else:
        server = await ws_create_server(lambda _: Listener(), "127.0.0.1", 0, max_frame_size=64 << 20)
        print(server.sockets[0].getsockname()[1], flush=True)
    await done.wait()


async def websockets(port):
    import websockets.asyncio.client
    import websockets.asyncio.server

    meter, done = Meter(), asyncio.Event()

    async def receive(socket):
        async for message in socket:
            meter.count(len(message))
        meter.finish()
        done.set()

    options = {"max_size": None, "compression": None, "ping_interval": None}
    if port:
        async with websockets.asyncio.client.connect(f"ws://127.0.0.1:{port}/", **options) as socket:
            await receive(socket)
    else:
        async with websockets.asyncio.server.serve(receive, "127.0.0.1", 0, **options) as server:
            print(server.sockets[0].getsockname()[1], flush=True)
            await done.wait()


asyncio.run({"picows": picows, "websockets": websockets}[sys.argv[1]](int(sys.argv[2]) if len(sys.argv) > 2 else None))
