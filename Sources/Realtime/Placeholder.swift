internal import NIOSSL
internal import NIOSOCKS
internal import NIOPosix
