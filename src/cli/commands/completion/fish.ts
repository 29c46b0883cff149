import { script } from './script.ts';

export const fish = script`# fish completion of importwatch: importwatch completion fish | source
function __importwatch_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in (importwatch __complete -- $words[2..-1] 2>/dev/null)
        if test "$line" = ":files"
            set -l token (commandline -ct)
            set -l flag (string match -r -- '^--[^=]+=' $token)
            __fish_complete_path (string replace -- "$flag" "" $token) | string replace -r '^' -- "$flag"
        else
            printf '%s\n' $line
        end
    end
end
complete -c importwatch -f -a "(__importwatch_complete)"
`;
