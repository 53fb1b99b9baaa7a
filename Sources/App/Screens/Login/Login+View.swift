extension Painter {
    mutating func login(_ state: LoginState) { canvas.draw(state.form, in: layout.body) }
}
