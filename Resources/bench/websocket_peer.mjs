// Receives websocket-bench's traffic with node's own client; prints messages, bytes, seconds and CPU seconds.
// Usage: node --experimental-websocket websocket_peer.mjs PORT
let messages = 0, bytes = 0, start
const socket = new WebSocket(`ws://127.0.0.1:${process.argv[2]}/`)
socket.onmessage = ({ data }) => {
    start ??= { wall: performance.now(), cpu: process.cpuUsage() }
    messages += 1
    bytes += data.length
}
socket.onclose = () => {
    const cpu = process.cpuUsage(start.cpu)
    console.log(messages, bytes, (performance.now() - start.wall) / 1e3, (cpu.user + cpu.system) / 1e6)
}
