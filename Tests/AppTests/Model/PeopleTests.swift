import Feed
import Testing

@testable import App

@Suite struct PeopleTests {
    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    private static func people() -> People {
        var people = People()
        people.apply(.list([.init(id: "5", name: "Ana"), .init(id: "6", name: "Bo")]))
        return people
    }

    @Test func membersComeAndGo() {
        var people = Self.people()
        people.apply(.joined(.init(id: "7", name: "Kim")))
        people.apply(.joined(.init(id: "6", name: "Bo Li")))
        people.apply(.left("5"))
        #expect(people.members.map(\.name) == ["Bo Li", "Kim"])
        people.leave()
        #expect(people == People())
    }

    @Test func aChannelCantMakeTheProgramGrow() {
        var people = People()
        for number in 0..<2000 { people.apply(.joined(.init(id: "\(number)", name: "N"))) }
        #expect(people.members.count == People.limit)
        for number in 0..<2000 {
            people.heard(
                Whisper(kind: .cursor(field: nil), userID: "\(number)", name: nil, taskID: "1"),
                now: Self.at(0))
            people.heard(
                Whisper(kind: .typing, userID: nil, name: "T\(number)", taskID: nil), now: Self.at(0))
        }
        #expect(people.typists.count == 5)
    }

    @Test func whoTypesStopsByItself() {
        var people = Self.people()
        people.heard(Whisper(kind: .typing, userID: "5", name: "Mallory", taskID: "142"), now: Self.at(10))
        // The member's own name counts, not what the whisper says.
        #expect(people.typists.map(\.name) == ["Ana"])
        #expect(people.wakesAt == Self.at(15))
        people.expire(now: Self.at(14))
        #expect(people.typists.count == 1)
        people.expire(now: Self.at(15))
        #expect(people.typists.isEmpty)
    }

    @Test func anEventEndsTyping() {
        var people = Self.people()
        people.heard(Whisper(kind: .typing, userID: "5", name: nil, taskID: "142"), now: Self.at(10))
        people.heard(Whisper(kind: .typing, userID: nil, name: "Guest", taskID: nil), now: Self.at(10))
        people.acted(Actor(id: "5", name: "Ana"))
        #expect(people.typists.map(\.name) == ["Guest"])
        people.acted(nil)
        #expect(people.typists.count == 1)
    }

    @Test func whoLooksAtATaskIsAMember() {
        var people = Self.people()
        people.heard(
            Whisper(kind: .cursor(field: "title"), userID: "5", name: nil, taskID: "142"), now: Self.at(10))
        people.heard(
            Whisper(kind: .cursor(field: nil), userID: "99", name: "Ghost", taskID: "142"), now: Self.at(10))
        #expect(people.viewers(ofTask: "142").map(\.name) == ["Ana"])
        #expect(people.viewers(ofTask: "142").first?.field == "title")
        #expect(people.task(of: "5") == "142")
        people.expire(now: Self.at(70))
        #expect(people.viewers(ofTask: "142").isEmpty)
    }
}
