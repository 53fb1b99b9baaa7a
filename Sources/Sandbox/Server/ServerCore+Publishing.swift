import JSON
import PusherCore

/// Reverb's signed HTTP API (protocol notes 10), over all nodes (11).
extension ServerCore {
    func checkSignature(_ request: Request, application id: String) -> Response? {
        guard id == application.id else {
            return .text("No matching application for ID [\(id)].", status: 404)
        }
        var parameters = request.query
        let given = parameters.removeValue(forKey: "auth_signature") ?? ""
        parameters["body_md5"] = request.body.isEmpty ? nil : Signature.bodyMD5(request.body)
        let expected = Signature.request(
            method: request.method, path: request.path, parameters: parameters.map { ($0.key, $0.value) },
            secret: application.secret
        )
        return Signature.isEqual(given, expected)
            ? nil : .text("Authentication signature invalid.", status: 401)
    }

    func publishEvents(_ request: Request) -> Response {
        guard request.body.count <= 10_000 else { return .text("Payload too large.", status: 413) }
        guard let root = try? JSONValue(parsing: request.body) else {
            return .text("Internal server error.", status: 500)
        }
        if let refusal = Self.invalid(root, isBatch: false) { return refusal }
        let channels = Self.channels(of: root)
        publish(
            root["name"]?.string ?? "", channels: channels, data: root["data"]?.string ?? "",
            except: root["socket_id"]?.string)
        guard let info = root["info"]?.string.map(Self.infos) else { return .json([:]) }
        return .json(["channels": .object(channels.map { .init($0, facts(of: $0, info)) })])
    }

    func publishBatch(_ request: Request) -> Response {
        guard request.body.count <= 10_000 else { return .text("Payload too large.", status: 413) }
        guard let root = try? JSONValue(parsing: request.body) else {
            return .text("Internal server error.", status: 500)
        }
        guard let batch = root["batch"], batch.kind == .array, !batch.elements.isEmpty else {
            return Self.unprocessable("batch", "The batch field is required.")
        }
        for item in batch.elements {
            if let refusal = Self.invalid(item, isBatch: true) { return refusal }
        }
        var answers: [JSONTree] = []
        var hasInfo = false
        for item in batch.elements {
            let channel = item["channel"]?.string ?? ""
            publish(
                item["name"]?.string ?? "", channels: [channel], data: item["data"]?.string ?? "",
                except: item["socket_id"]?.string)
            let info = item["info"]?.string.map(Self.infos)
            hasInfo = hasInfo || info != nil
            answers.append(info.map { facts(of: channel, $0) } ?? [:])
        }
        return .json(["batch": hasInfo ? .array(answers) : [:]])
    }

    private static func invalid(_ item: JSONValue, isBatch: Bool) -> Response? {
        guard item["name"]?.string?.isEmpty == false else {
            return unprocessable("name", "The name field is required.")
        }
        guard let data = item["data"] else { return unprocessable("data", "The data field is required.") }
        guard data.kind == .string else { return unprocessable("data", "The data field must be a string.") }
        guard !channels(of: item).isEmpty, !isBatch || item["channel"]?.string != nil else {
            return unprocessable("channel", "The channel field is required.")
        }
        return nil
    }

    private static func unprocessable(_ field: String, _ message: String) -> Response {
        .json(
            ["message": .string(message), "errors": .object([.init(field, [.string(message)])])], status: 422)
    }

    private static func channels(of item: JSONValue) -> [String] {
        item["channels"]?.elements.compactMap(\.string) ?? [item["channel"]?.string].compactMap { $0 }
    }

    private static func infos(_ text: String) -> Set<String> {
        Set(text.split(separator: ",").map { String($0.filter { $0 != " " }) })
    }

    /// What all nodes together know of a channel; presence lists are each node's own, their counts aren't.
    func occupancy(of name: String) -> Broker.Occupancy? {
        var whole: Broker.Occupancy?
        for node in nodes {
            guard let part = node.broker.occupancy(of: name) else { continue }
            guard whole != nil else {
                whole = part
                continue
            }
            whole?.subscribers += part.subscribers
            for user in part.users where whole?.users.contains(user) == false { whole?.users.append(user) }
            if part.isCached { whole?.isCached = true }
        }
        return whole
    }

    private func facts(of name: String, _ info: Set<String>) -> JSONTree {
        guard let channel = occupancy(of: name) else { return [:] }
        return Self.facts(channel, info)
    }

    private static func facts(_ channel: Broker.Occupancy, _ info: Set<String>) -> JSONTree {
        var tree: JSONTree = [:]
        let isPresence = channel.name.hasPrefix("presence-")
        if info.contains("subscription_count"), !isPresence {
            tree["subscription_count"] = .integer(channel.subscribers)
        }
        if info.contains("user_count"), isPresence { tree["user_count"] = .integer(channel.users.count) }
        if info.contains("cache"), ChannelName(channel.name)?.isCache == true {
            tree["cache"] = .bool(channel.isCached)
        }
        return tree
    }

    func listChannels(_ request: Request) -> Response {
        let prefix = request.query["filter_by_prefix"] ?? ""
        let info = Self.infos(request.query["info"] ?? "")
        let names = Set(nodes.flatMap { $0.broker.occupied.map(\.name) }).filter { $0.hasPrefix(prefix) }
        return .json(["channels": .object(names.sorted().map { .init($0, facts(of: $0, info)) })])
    }

    func showChannel(_ request: Request, _ ids: [String]) -> Response {
        guard let name = ids.last, let channel = occupancy(of: name) else {
            return .json(["occupied": false])
        }
        let asked = Self.infos(request.query["info"] ?? "")
        let info = asked.isEmpty ? ["user_count", "subscription_count"] : asked
        var tree: JSONTree = ["occupied": true]
        if case .object(let members) = Self.facts(channel, info) {
            for member in members { tree[member.key] = member.value }
        }
        return .json(tree)
    }

    func listUsers(_ ids: [String]) -> Response {
        guard let name = ids.last, let channel = occupancy(of: name) else {
            return .json([:], status: 404)
        }
        guard channel.name.hasPrefix("presence-") else { return .json([:], status: 400) }
        return .json(["users": .array(channel.users.map { ["id": .string($0)] })])
    }

    func countConnections() -> Response {
        .json(["connections": .integer(nodes.reduce(0) { $0 + $1.broker.subscribedConnections })])
    }

    func terminate(user: String) -> Response {
        let found = nodes.map { ($0, $0.broker.connections(ofUser: user)) }
        guard found.allSatisfy({ $0.1 != nil }) else {
            return .text("Internal server error.", status: 500)
        }
        for (node, ids) in found { for id in ids ?? [] { node.hangUp(id) } }
        return .json([:])
    }
}
