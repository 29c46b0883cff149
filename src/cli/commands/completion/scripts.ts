/** The text of a shell script, verbatim except for `\${`, which means a dollar and a brace. */
function script({ raw: [text = ''] }: TemplateStringsArray): string {
  return text.replaceAll('\\${', () => '${');
}

/**
 * Bash splits words at `:` and `=`. So the script reads the words from the line itself, and returns
 * only the part of a candidate after the last such character. Works from bash 3.2 on.
 */
const bash = script`# bash completion of importwatch: source <(importwatch completion bash)
_importwatch() {
  local line=\${COMP_LINE:0:COMP_POINT} word value about breaks split=""
  local -a words
  IFS=$' \t\n' read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  word=\${words[\${#words[@]}-1]}
  breaks=\${COMP_WORDBREAKS//[^:=]}
  [[ -n $breaks ]] && split=\${word%"\${word##*[$breaks]}"}
  COMPREPLY=()
  while IFS=$'\t' read -r value about; do
    if [[ $value == ":files" ]]; then
      COMPREPLY=($(compgen -f -- "\${word##*=}"))
      compopt -o filenames 2>/dev/null
      return
    fi
    COMPREPLY+=("\${value#"$split"}")
  done < <(importwatch __complete -- "\${words[@]:1}" 2>/dev/null)
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *[:=] ]] && compopt -o nospace 2>/dev/null
}
complete -F _importwatch importwatch
`;

/** To be sourced, or to be a file `_importwatch` in a folder of `fpath`. */
const zsh = script`#compdef importwatch
# zsh completion of importwatch: source <(importwatch completion zsh)
_importwatch() {
  local line value about
  local -a whole open
  for line in "\${(@f)$(importwatch __complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    value=\${line%%$'\t'*}
    [[ -z $value ]] && continue
    if [[ $value == ":files" ]]; then
      compset -P '*='
      _files
      return
    fi
    about=\${line#"$value"}
    line="\${value//:/\\:}\${about:+:\${about#$'\t'}}"
    if [[ $value == *[:=] ]]; then open+=("$line"); else whole+=("$line"); fi
  done
  _describe -V importwatch whole -- open -S ""
}
if [[ \${funcstack[1]} == _importwatch ]]; then
  _importwatch "$@"
else
  compdef _importwatch importwatch
fi
`;

const fish = script`# fish completion of importwatch: importwatch completion fish | source
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

export const completionScripts = { bash, zsh, fish } as const;
