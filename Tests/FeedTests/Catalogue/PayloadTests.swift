import JSON
import Testing

@testable import Feed

@Suite struct PayloadTests {
    private func payload(_ json: String) -> Payload {
        var parser = JSONParser()
        return Payload(
            .text(Array(json.utf8)), identity: Identity(userID: "42", name: "Zoe"), parser: &parser)
    }

    @Test(arguments: [
        (#"{"actor":{"id":5,"name":"Ana"}}"#, "5", "Ana"), (#"{"actor":{"name":"Ana"}}"#, nil, "Ana"),
        (#"{"actor":{"id":5,"email":"a@b"}}"#, "5", "a@b"), (#"{"actor":"Ana"}"#, nil, "Ana"),
        (#"{"actor_id":"u7"}"#, "u7", "User u7"), (#"{"actor":{"id":42}}"#, "42", "Zoe"),
        (#"{"actor_id":42}"#, "42", "Zoe"),
    ])
    func people(_ json: String, _ id: String?, _ name: String) {
        #expect(payload(json).person("actor") == Actor(id: id, name: name))
    }

    @Test(arguments: [#"{}"#, #"{"actor":null}"#, #"{"actor":[]}"#, #"{"actor":""}"#, #"{"actor":{}}"#])
    func nobody(_ json: String) { #expect(payload(json).person("actor") == nil) }

    @Test func tasks() {
        #expect(
            payload(#"{"task":{"id":1,"key":"WEB-1","title":"T"}}"#).task
                == TaskReference(id: "1", key: "WEB-1", title: "T"))
        #expect(payload(#"{"comment":{"task":{"id":1}}}"#).task == TaskReference(id: "1"))
        #expect(payload(#"{"comment":{"task_id":1}}"#).task == TaskReference(id: "1"))
        #expect(payload(#"{"task_id":"1","task_title":"T"}"#).task == TaskReference(id: "1", title: "T"))
        #expect(payload(#"{"task":1}"#).task == TaskReference(id: "1"))
        #expect(payload(#"{"task":{}}"#).task == nil)
    }

    @Test func projects() {
        for json in [
            #"{"task":{"project_id":3}}"#, #"{"project_id":"3"}"#, #"{"task":{"project":{"id":3}}}"#,
            #"{"project":3}"#,
            #"{"model":{"project_id":3}}"#,
        ] {
            #expect(payload(json).project == "3")
        }
        #expect(payload(#"{"project_id":null}"#).project == nil)
    }

    @Test func plainTextIsNoJSON() {
        #expect(payload("hello").plainText == "hello")
        #expect(payload("{}").plainText == nil)
    }
}
