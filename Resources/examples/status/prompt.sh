# For bash and zsh, sourced from ~/.bashrc or ~/.zshrc: the unread count before the prompt.
craftdesk_prompt() {
    local unread
    unread=$(craftdesk status --format prompt 2>/dev/null)
    [ -n "$unread" ] && printf '(%s) ' "$unread"
}
if [ -n "${ZSH_VERSION:-}" ]; then
    setopt PROMPT_SUBST
    PROMPT='$(craftdesk_prompt)'$PROMPT
else
    PS1='$(craftdesk_prompt)'$PS1
fi
