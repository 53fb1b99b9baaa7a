import Addressing
import JSON
import NIOHTTP1

extension APIClient {
    /// A channel's signature (protocol notes 6.1 to 6.3). The session decides about retries.
    public func authorise(channel: String, socketID: String) async -> ChannelAuthorisation {
        let form =
            "socket_id=\(PercentEncoding.encode(socketID))&channel_name=\(PercentEncoding.encode(channel))"
        let answer: [UInt8]
        do {
            answer = try await send(
                .POST, configuration.authPath,
                body: Body(bytes: Array(form.utf8), type: "application/x-www-form-urlencoded"),
                carriesSocketID: false, advice: ""
            )
        } catch {
            return refusal(error, channel)
        }
        guard let root = try? JSONValue(parsing: answer), let auth = root["auth"]?.string else {
            let page = Self.isWebPage(answer) ? "a web page came back" : ""
            return .refused(status: 200, message: page)
        }
        return .granted(
            auth: auth, channelData: root["channel_data"]?.string,
            sharedSecret: root["shared_secret"]?.string
        )
    }

    private func refusal(_ error: APIError, _ channel: String) -> ChannelAuthorisation {
        switch error {
        case .unreachable(let host, let reason):
            .unreachable(
                message: "\(channel) can't be authorised: \(host) can't be reached (\(reason)); check app.url"
            )
        case .throttled(_, let seconds): .throttled(retryAfter: seconds.map { .seconds(min($0, 3600)) })
        case .forbidden(_, let message): .refused(status: 403, message: message)
        case .invalid(_, let message): .refused(status: 422, message: message)
        case .status(let status, _, let message): .refused(status: status, message: message)
        default: .refused(status: error.status ?? 0, message: "")
        }
    }
}
