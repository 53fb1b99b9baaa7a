import Testing

@testable import PusherCore

/// The measured messages of protocol notes 1.4, 5.3, 5.4, 7 and 8, as they came over the wire.
@Suite struct SessionMessagesTests {
    private func subscribed(_ channel: String, data: String? = nil, _ text: String) {
        var transcript = Transcript { $0.activityTimeout = .seconds(120) }
        let needsAuthorisation = ChannelName(channel)?.needsAuthorisation == true
        let subscribe = "> subscribe \(channel)"
        let begin =
            needsAuthorisation
            ? """
            │ authorise \(channel) for 1.1
            0 grant \(channel)\(data.map { " data=\($0)" } ?? "") │ \(subscribe) k:\(channel)\(data.map { " \($0)" } ?? "")
            """ : "│ \(subscribe)"
        transcript.check(
            """
            0 connect │ state connecting
            │ open ws
            0 opened │
            0 < established 1.1 120 │ state connected
            │ established 1.1
            0 subscribe \(channel) │ \(channel) pending
            \(begin)
            \(text)
            """)
    }

    @Test func anEventOfLaravel() {
        subscribed(
            "private-orders.7",
            #"""
            1  < {"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"private-orders.7"}
                                               │ private-orders.7 subscribed
            2  < {"event":"App\\Events\\OrderShipped","data":"{\"order\":{\"id\":7,\"status\":\"shipped\"}}","channel":"private-orders.7"}
                                               │ event App\Events\OrderShipped on private-orders.7 {"order":{"id":7,"status":"shipped"}}
            3  < {"event":"Empty","data":"[]","channel":"private-orders.7"}
                                               │ event Empty on private-orders.7 []
            4  < {"event":"Text","data":"42","channel":"private-orders.7"}
                                               │ event Text on private-orders.7 42
            5  < {"event":"Object","data":{"a":1},"channel":"private-orders.7"}
                                               │ event Object on private-orders.7 {"a":1}
            6  < {"event":"None","channel":"private-orders.7"}
                                               │ event None on private-orders.7
            7  < {"event":"Null","data":null,"channel":"private-orders.7"}
                                               │ event Null on private-orders.7
            8  < {"event":"Slash","data":"{\"u\":\"a\\\/b \\u00eb\"}","channel":"private-orders.7"}
                                               │ event Slash on private-orders.7 {"u":"a\/b \u00eb"}
            9  < {"event":"Illuminate\\Notifications\\Events\\BroadcastNotificationCreated","channel":"private-orders.7","data":"{\"invoice_id\":311,\"type\":\"App\\\\Notifications\\\\InvoicePaid\"}"}
                                               │ event Illuminate\Notifications\Events\BroadcastNotificationCreated on private-orders.7 {"invoice_id":311,"type":"App\\Notifications\\InvoicePaid"}
            """#)
    }

    /// soketi leaves `data` out of a success.
    @Test func aSuccessWithoutData() {
        subscribed(
            "news",
            #"1 < {"event":"pusher_internal:subscription_succeeded","channel":"news"} │ news subscribed"#)
    }

    @Test func aPresenceChannel() {
        subscribed(
            "presence-room.3", data: #"{"user_id":"42","user_info":{"name":"Zo\u00eb"}}"#,
            #"""
            1  < {"event":"pusher_internal:subscription_succeeded","channel":"presence-room.3","data":"{\"presence\":{\"count\":2,\"ids\":[\"42\",\"7\"],\"hash\":{\"42\":{\"name\":\"Zoe\"},\"7\":{\"name\":\"Ann\"}}}}"}
                                               │ presence-room.3 subscribed
                                               │ members of presence-room.3: 42={"name":"Zoe"}, 7={"name":"Ann"}
            2  < {"event":"pusher_internal:member_added","channel":"presence-room.3","data":"{\"user_id\":\"9\",\"user_info\":{\"name\":\"Kim\"}}"}
                                               │ member 9={"name":"Kim"} joined presence-room.3
            3  < {"event":"pusher_internal:member_removed","channel":"presence-room.3","data":"{\"user_id\":\"9\"}"}
                                               │ member 9 left presence-room.3
            3  < {"event":"pusher_internal:member_removed","channel":"presence-room.3","data":"{\"user_id\":\"9\"}"}
            4  < {"event":"client-typing","channel":"presence-room.3","data":{"name":"Zoe"},"user_id":"42"}
                                               │ event client-typing on presence-room.3 {"name":"Zoe"} from 42
            5  closed 1006                     │ error: the connection was lost: the server or the network ended it without a reason
                                               │ members of presence-room.3:
                                               │ presence-room.3 pending
                                               │ state connecting
                                               │ attempt 1 in 2 s
            """#)
    }

    /// Another node's list takes the place of the old one; nothing is merged (11).
    @Test func anotherNodesListReplaces() {
        subscribed(
            "presence-room.3", data: "{}",
            #"""
            1  < succeeded presence-room.3 {"presence":{"count":2,"ids":["1","2"],"hash":{"1":true,"2":true}}}
                                               │ presence-room.3 subscribed
                                               │ members of presence-room.3: 1=true, 2=true
            2  closed 1006                     │ error: the connection was lost: the server or the network ended it without a reason
                                               │ members of presence-room.3:
                                               │ presence-room.3 pending
                                               │ state connecting
                                               │ attempt 1 in 2 s
            4  …                               │ open ws
            4  opened
            4  < established 9.9 120           │ state connected
                                               │ established 9.9
                                               │ authorise presence-room.3 for 9.9
            4  grant presence-room.3 data={}   │ > subscribe presence-room.3 k:presence-room.3 {}
            5  < succeeded presence-room.3 {"presence":{"count":1,"ids":["0"],"hash":[{"name":"Root"}]}}
                                               │ presence-room.3 subscribed
                                               │ members of presence-room.3: 0={"name":"Root"}
            """#)
    }

    @Test func aCacheChannel() {
        subscribed(
            "cache-prices",
            #"""
            1  < succeeded cache-prices        │ cache-prices subscribed
            1  < {"event":"pusher:cache_miss","channel":"cache-prices"}
                                               │ cache miss cache-prices
            1  < {"event":"pusher:cache_miss","channel":"cache-others"}
            """#)
    }

    @Test func whatOnlyPusherTells() {
        subscribed(
            "news",
            #"""
            1  < succeeded news                │ news subscribed
            1  < {"event":"pusher_internal:subscription_count","channel":"news","data":"{\"subscription_count\":18}"}
                                               │ count news 18
            1  < {"event":"pusher_internal:subscription_count","channel":"other","data":"{\"subscription_count\":18}"}
            """#)
    }

    @Test func unknownMessagesAreDroppedOrLogged() {
        subscribed(
            "news",
            #"""
            1  < succeeded news                │ news subscribed
            1  < {"event":"pusher_internal:unheard_of","channel":"news","data":"{}"}
            1  < {"event":"pusher:signin_success","data":"{}"}
                                               │ unknown pusher:signin_success
            1  < {"event":"pusherish","channel":"news","data":"{}"}
                                               │ event pusherish on news {}
            1  < {"event":"Stray","channel":"elsewhere","data":"{}"}
            1  < {"event":"pusher_internal:member_added","channel":"news","data":"{\"user_id\":\"9\"}"}
            """#)
    }

    @Test func whatIsNotOfTheProtocolIsSaidOnceAndChangesNothing() {
        subscribed(
            "news",
            #"""
            1  < succeeded news                │ news subscribed
            2  < !not JSON                     │ error: the server sent a message that is not of the Pusher protocol
            3  < ![]
            4  < {"event":7}
            5  < {}
            20 < {"data":"x"}                  │ error: the server sent a message that is not of the Pusher protocol
            """#)
    }
}
