import NIOCore
import PusherCore
import WebSocketCore
import WebSocketNIO

/// A session and a broker that speak over two WebSocket handlers, all on one event loop: what the client and the
/// sandbox do, without what is around it.
final class Conversation: @unchecked Sendable {
    static let application = Application(id: "1", key: "orbit-key-4c1d", secret: "orbit-secret-92e7")

    private var session = Session(configuration: SessionConfiguration(key: application.key, isSecure: false))
    private var broker = Broker(applications: [application])
    private var random = SystemRandomNumberGenerator()
    private var client: WebSocketHandler?
    private var server: WebSocketHandler?
    private var sessionActions: [Session.Action] = []
    private var brokerActions: [Broker.Action] = []
    /// What the session told, in order.
    private(set) var told: [String] = []

    func addClient(to channel: any Channel) throws {
        let key = Self.application.key
        let request = HandshakeRequest(
            target: path(prefix: "", key: key, client: "test", version: "1"), host: "localhost")
        let handler = WebSocketHandler(connection: WebSocketConnection(client: request)) { event, _ in
            switch event {
            case .opened: self.change { $0.session.transportOpened(now: .zero) }
            case .message(let message):
                self.change {
                    $0.session.received(
                        text: message.payload, now: .zero, random: &$0.random, into: &$0.sessionActions)
                }
            case .closed(let closure):
                self.change {
                    $0.session.transportClosed(
                        code: closure.code.rawValue, reason: closure.reason, now: .zero, random: &$0.random,
                        into: &$0.sessionActions)
                }
            default: break
            }
        }
        client = handler
        session.connect(now: .zero, into: &sessionActions)
        try channel.pipeline.syncOperations.addHandler(handler)
    }

    func addServer(to channel: any Channel) throws {
        let handler = WebSocketHandler(connection: WebSocketConnection(serverWith: .init())) {
            event, socket in
            switch event {
            case .requested:
                socket.accept()
                self.change {
                    $0.broker.opened(
                        1, key: Self.application.key, now: .zero, random: &$0.random, into: &$0.brokerActions)
                }
            case .message(let message):
                self.change {
                    $0.broker.received(1, text: message.payload, now: .zero, into: &$0.brokerActions)
                }
            default: break
            }
        }
        server = handler
        try channel.pipeline.syncOperations.addHandler(handler)
    }

    // MARK: What the test does, on the loop

    func subscribe(_ channel: String) {
        change { $0.session.subscribe(channel, now: .zero, into: &$0.sessionActions) }
    }

    func publish(_ event: String, _ channel: String, _ data: String) {
        change { $0.broker.publish(event, channels: [channel], data: data, into: &$0.brokerActions) }
    }

    func hangUp() { server?.hangUp() }

    private func change(_ work: (Conversation) -> Void) {
        work(self)
        while !sessionActions.isEmpty || !brokerActions.isEmpty {
            let (toDo, toServe) = (sessionActions, brokerActions)
            (sessionActions, brokerActions) = ([], [])
            toDo.forEach(perform)
            for action in toServe {
                switch action {
                case .send(_, let text): server?.send(text: text)
                case .hangUp: server?.hangUp()
                case .close(_, let code, let reason):
                    server?.close(code: CloseCode(rawValue: code), reason: reason)
                case .subscribed, .unsubscribed, .relay: break
                }
            }
        }
    }

    private func perform(_ action: Session.Action) {
        switch action {
        case .send(let text): client?.send(text: text)
        case .authorise(let channel, let socketID):
            let data = channel.hasPrefix("presence-") ? #"{"user_id":"42","user_info":{"name":"Zoe"}}"# : nil
            let auth = Signature.channel(
                channel, socketID: socketID, channelData: data, key: Self.application.key,
                secret: Self.application.secret)
            session.authorised(
                channel: channel, socketID: socketID,
                result: .granted(auth: auth, channelData: data, sharedSecret: nil), now: .zero,
                random: &random, into: &sessionActions)
        case .stateChanged(let state): told.append("state \(state.rawValue)")
        case .subscription(let channel, let state): told.append("\(channel) \(state)")
        case .event(let event):
            told.append("\(event.name) \(String(decoding: event.data.bytes, as: UTF8.self))")
        case .presence(let channel, .list(let list)):
            told.append("\(channel): \(list.map(\.id).joined(separator: ","))")
        case .error(let error): told.append("\(error)")
        case .openTransport, .closeTransport, .established, .presence, .reconnecting, .roundTrip, .cacheMiss,
            .subscriptionCount, .unknownMessage:
            break
        }
    }
}
