import Screen
import Testing

@testable import App

@Suite struct FormTests {
    private static func form() -> Form {
        Form(
            title: "Sign in", lead: "To acme.example.",
            fields: [
                .init("email", "E-mail", help: "The address you sign in with."),
                .init("password", "Password", isSecret: true),
            ])
    }

    private static func typed(_ text: String, into form: inout Form) {
        for character in text { _ = form.pressed(.character(character)) }
    }

    @Test func enterGoesOnAndSubmitsAtTheEnd() {
        var form = Self.form()
        Self.typed("zoe@acme.example ", into: &form)
        #expect(form.pressed(.enter) == .changed)
        Self.typed(" pass word ", into: &form)
        #expect(form.pressed(.enter) == .submitted)
        #expect(form.text(of: "email") == "zoe@acme.example")
        #expect(form.text(of: "password") == " pass word ")
        #expect(form.text(of: "other") == "")
    }

    @Test func theCursorBeginsWhereSomethingIsMissing() {
        let form = Form(title: "", fields: [.init("a", "A", text: "known"), .init("b", "B")])
        #expect(form.index == 1)
        #expect(Form(title: "", fields: [.init("a", "A", text: "known")]).index == 0)
    }

    @Test(arguments: [KeyPress.tab, .down, .control("n")]) func keysGoToTheNextFieldAndAround(_ key: KeyPress)
    {
        var form = Self.form()
        #expect(form.pressed(key) == .changed)
        #expect(form.index == 1)
        _ = form.pressed(key)
        #expect(form.index == 0)
    }

    @Test(arguments: [KeyPress.backTab, .up, .control("p")]) func keysGoBack(_ key: KeyPress) {
        var form = Self.form()
        #expect(form.pressed(key) == .changed)
        #expect(form.index == 1)
    }

    @Test(arguments: [KeyPress.escape, .control("c")]) func escapeLeaves(_ key: KeyPress) {
        var form = Self.form()
        #expect(form.pressed(key) == .cancelled)
        form.waitsFor = "asking"
        #expect(form.pressed(key) == .cancelled)
    }

    @Test func nothingIsTypedWhileItWaits() {
        var form = Self.form()
        form.waitsFor = "asking acme.example"
        Self.typed("a", into: &form)
        form.paste("b")
        #expect(form.pressed(.enter) == .changed)
        #expect(form.pressed(.backTab) == .changed)
        #expect(form.text(of: "email") == "")
        #expect(form.index == 0)
    }

    @Test func aRefusalStandsUntilSomethingIsTyped() {
        var form = Self.form()
        form.waitsFor = "asking"
        form.refuse("The password is wrong.", at: "password")
        #expect(form.index == 1)
        #expect(form.waitsFor == nil)
        #expect(form.error == "The password is wrong.")
        Self.typed("x", into: &form)
        #expect(form.error == nil)
    }

    @Test func aRefusedSecretIsReplacedByWhatIsTyped() {
        var form = Self.form()
        form.fill("password", with: "wrong")
        form.refuse("The password is wrong.", at: "password")
        Self.typed("right", into: &form)
        #expect(form.text(of: "password") == "right")
        form.refuse("The password is wrong.", at: "password")
        form.paste("pasted\n")
        #expect(form.text(of: "password") == "pasted")
        // Enter sends the same once more, and other keys go on in it.
        form.refuse("The server can't be reached.", at: "password")
        #expect(form.pressed(.backspace) == .changed)
        Self.typed("!", into: &form)
        #expect(form.text(of: "password") == "paste!")
    }

    @Test func aPasteLosesItsLineEnd() {
        var form = Self.form()
        form.paste("zoe@acme.example\r\n")
        #expect(form.text(of: "email") == "zoe@acme.example")
        form.fill("email", with: "ana@acme.example")
        #expect(form.text(of: "email") == "ana@acme.example")
    }

    private static func rows(_ form: Form, _ width: Int, _ height: Int, isUTF8: Bool = true) -> [String] {
        var canvas = Canvas(width: width, height: height, isUTF8: isUTF8)
        canvas.draw(form, in: canvas.bounds)
        return canvas.buffer.lines
    }

    @Test func aSecretShowsAsDots() {
        var form = Self.form()
        _ = form.pressed(.tab)
        Self.typed("geheim", into: &form)
        #expect(Self.rows(form, 40, 12).contains { $0.hasPrefix("  Password  ••••••") })
        #expect(Self.rows(form, 40, 12, isUTF8: false).contains { $0.hasPrefix("  Password  ******") })
        #expect(!Self.rows(form, 40, 12).joined().contains("geheim"))
    }

    @Test func fieldsAndWhatIsWrongShowOnTheSmallestPlace() {
        var form = Self.form()
        form.refuse("The application refuses the password or the address, or both of them.")
        let rows = Self.rows(form, 40, 4)
        #expect(rows[0].hasPrefix("  E-mail"))
        #expect(rows[1].hasPrefix("  Password"))
        #expect(rows[2].contains("refuses the password"))
        #expect(rows[3].contains("both of them"))
    }

    @Test func aLongLineShowsTheEndWithTheCursor() {
        var form = Self.form()
        form.fill("email", with: String(repeating: "a", count: 80) + "z")
        let row = Self.rows(form, 40, 12).first { $0.contains("E-mail") }
        #expect(row?.contains("az") == true)
    }
}
