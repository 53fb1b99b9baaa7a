function __craftdesk_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __craftdesk_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __craftdesk_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __craftdesk_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __craftdesk_parse_tokens -S
    set -l unparsed_tokens (__craftdesk_tokens -pc)
    switch $unparsed_tokens[1]
    case 'craftdesk'
        __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'run'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'watch' 'version' 'h/help'
        case 'demo'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'seed=' 'scenario=' 'speed=' 'port=' 'watch' 'keep=' 'version' 'h/help'
        case 'sandbox'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'seed=' 'scenario=' 'speed=' 'port=' 'host=' 'app-id=' 'app-key=' 'app-secret=' 'imitate=' 'fault=+' 'nodes=' 'version' 'h/help'
        case 'login'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'email=' 'device=' 'token=' 'version' 'h/help'
        case 'logout'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'version' 'h/help'
        case 'whoami'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'json' 'version' 'h/help'
        case 'tail'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'json' 'channel=+' 'project=+' 'count=' 'for=' 'filter=' 'store' 'summary' 'version' 'h/help'
        case 'record'
            __craftdesk_parse_subcommand 1 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'json' 'channel=+' 'project=+' 'count=' 'for=' 'version' 'h/help'
        case 'replay'
            __craftdesk_parse_subcommand 1 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'speed=' 'lines' 'json' 'version' 'h/help'
        case 'status'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'json' 'format=' 'template=' 'version' 'h/help'
        case 'config'
            __craftdesk_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'path'
                __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'version' 'h/help'
            case 'check'
                __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'version' 'h/help'
            case 'show'
                __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'version' 'h/help'
            end
        case 'keys'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'markdown' 'version' 'h/help'
        case 'rules'
            __craftdesk_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'version' 'h/help'
            case 'test'
                __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'json' 'version' 'h/help'
            end
        case 'doctor'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'json' 'notify' 'version' 'h/help'
        case 'stats'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'live' 'json' 'members' 'every=' 'count=' 'version' 'h/help'
        case 'completions'
            __craftdesk_parse_subcommand 1 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'version' 'h/help'
        case 'plain'
            __craftdesk_parse_subcommand 0 'config=' 'profile=' 'set=+' 'insecure' 'log-level=' 'log-file=' 'no-color' 'version' 'h/help'
        case 'help'
            __craftdesk_parse_subcommand -r 1 'version'
        end
    end
end

function __craftdesk_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __craftdesk_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __craftdesk_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __craftdesk_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__craftdesk_tokens -p)
    if test -z "$(__craftdesk_tokens -t)"
        set -l index (count (__craftdesk_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'craftdesk' -f
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'run' -d 'The terminal program, on the configured server (the default).'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'demo' -d 'A server with a scenario in this process, and the client on it.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'sandbox' -d 'A Reverb-compatible server with a scenario, in the foreground.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'login' -d 'Get a token with e-mail and password, or keep one that you paste.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'logout' -d 'Revoke the token and delete its file.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'whoami' -d 'Whose token it is, and where it comes from.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'tail' -d 'One line an event on standard output, until interrupted.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'record' -d 'Write every frame of a session to a file, to replay or to report.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'replay' -d 'Play a recording through the real session and screen.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'status' -d 'Unread counts from the store, for prompts; never touches the network.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'config' -d 'Where the configuration is, whether it is right, what it comes to.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'keys' -d 'The key table, with your [keys] in it.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'rules' -d 'The rules, and what they do to an event.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'doctor' -d 'Try the connection step by step; at a fault, say what to change, in which file, on which side.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'stats' -d 'Connections and channels by the server\'s signed HTTP API, for those who hold the secret.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'completions' -d 'The completion script of a shell.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'plain' -d 'The accessible interface: appended lines, commands by words and numbers.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" watch' -l 'watch' -d 'One line an event, the newest at the bottom.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" seed' -l 'seed' -d 'Makes the events; the same number, the same events.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" scenario' -l 'scenario' -d 'One that comes with the program (team, quiet, flood), or a JSON file.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" speed' -l 'speed' -d 'Times as fast as the scenario says.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" port' -l 'port' -d 'The port to listen on; 0 takes a free one.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" watch' -l 'watch' -d 'One line an event, the newest at the bottom.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" keep' -l 'keep' -d 'Keep history and marks in this directory.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk demo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" seed' -l 'seed' -d 'Makes the events; the same number, the same events.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" scenario' -l 'scenario' -d 'One that comes with the program (team, quiet, flood), or a JSON file.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" speed' -l 'speed' -d 'Times as fast as the scenario says.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" port' -l 'port' -d 'The port to listen on; 0 takes a free one.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" host' -l 'host' -d 'The address to listen on.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" app-id' -l 'app-id' -d 'The application\'s id.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" app-key' -l 'app-key' -d 'The application\'s key.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" app-secret' -l 'app-secret' -d 'The application\'s secret.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" imitate' -l 'imitate' -d 'Whom to speak like: reverb, pusher, soketi.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox"' -l 'fault' -d 'Something that is wrong with it, listed above; repeatable.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" nodes' -l 'nodes' -d 'Server processes that share the application, a port each.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk sandbox" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" email' -l 'email' -d 'Who signs in; asked for when left out.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" device' -l 'device' -d 'What the token is called there.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" token' -l 'token' -d '"-" takes a token instead of a password.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk login" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk logout" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" json' -l 'json' -d 'As one JSON object.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk whoami" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" json' -l 'json' -d 'JSON lines: events, states and errors on standard output.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail"' -l 'channel' -d 'Hold this channel too.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail"' -l 'project' -d 'Hold this project\'s channels, and print its events only.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" count' -l 'count' -d 'End after this many events.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" for' -l 'for' -d 'End after this time, as in 10s or 5m.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" filter' -l 'filter' -d 'Print only events like this, as in \'kind:comment from:ana\'.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" store' -l 'store' -d 'Keep events in the store, as the screen does, and begin with what was missed.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" summary' -l 'summary' -d 'Print one line at the end instead of the events.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk tail" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" json' -l 'json' -d 'JSON lines: events, states and errors on standard output.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record"' -l 'channel' -d 'Hold this channel too.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record"' -l 'project' -d 'Hold this project\'s channels, and print its events only.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" count' -l 'count' -d 'End after this many events.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" for' -l 'for' -d 'End after this time, as in 10s or 5m.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk record" -eq 1' -F
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk record" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" speed' -l 'speed' -d 'Times as fast as it was.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" lines' -l 'lines' -d 'Lines as those of tail, in the place of the screen.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" json' -l 'json' -d 'JSON lines as those of tail, in the place of the screen.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk replay" -eq 1' -F
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk replay" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" json' -l 'json' -d 'As one JSON object; the same as --format json.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" format' -l 'format' -d 'plain, json, tmux, waybar, prompt.' -rfka 'plain json tmux waybar prompt'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" template' -l 'template' -d 'A line of one\'s own, with {unread}, {mentions} and {project:ID}.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk config" -eq 1' -fa 'path' -d 'Where every file is.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk config" -eq 1' -fa 'check' -d 'Check the configuration; nothing is connected.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk config" -eq 1' -fa 'show' -d 'The effective values and where each came from; secrets are hidden.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config path" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk config show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" markdown' -l 'markdown' -d 'As a Markdown table, for the README.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk keys" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk rules" -eq 1' -fa 'list' -d 'The rules in the order they count, and where each was made; later ones overrule earlier ones.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk rules" -eq 1' -fa 'test' -d 'What becomes of an event read from standard input, and which rules decide so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" json' -l 'json' -d 'As JSON lines.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk rules test" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" json' -l 'json' -d 'One JSON object a step.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" notify' -l 'notify' -d 'Try each way of notification instead, and name the lines that terminal or tmux are missing.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" live' -l 'live' -d 'Again and again, with a plot over time.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" json' -l 'json' -d 'One JSON object a sample.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" members' -l 'members' -d 'The ids of those in presence channels, a request for each.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" every' -l 'every' -d 'With --live: the time between samples, as in 2s.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" count' -l 'count' -d 'With --live: end after this many samples.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk stats" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_positional "craftdesk completions" -eq 1' -fka 'bash zsh fish'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk completions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain" config' -l 'config' -d 'The configuration file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain" profile' -l 'profile' -d 'The [profile.NAME] of the configuration.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain"' -l 'set' -d 'A configuration key for this run, as in server.url=ws://host.' -rfka ''
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain" insecure' -l 'insecure' -d 'Accept any certificate, as --set server.insecure=true; the screen says so.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain" log-level' -l 'log-level' -d 'trace, debug, info, notice, warning, error or critical.' -rfka 'trace debug info notice warning error critical'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain" log-file' -l 'log-file' -d 'Append the log to this file.' -rF
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain" no-color' -l 'no-color' -d 'No colours, as NO_COLOR.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain" version' -l 'version' -d 'Show the version.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk plain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'craftdesk' -n '__craftdesk_should_offer_completions_for_flags_or_options "craftdesk help" version' -l 'version' -d 'Show the version.'
