/// What the locale's character set can say, for what is printed without a screen.
public enum TerminalCharacters {
    /// Whether letters beyond ASCII can be printed. Sets the process's locale from the environment.
    public static func areUTF8(environment: [String: String]) -> Bool {
        CharacterSet.adopt(environment: environment)
    }
}
