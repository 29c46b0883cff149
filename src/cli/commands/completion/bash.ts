import { script } from './script.ts';

/**
 * Bash splits words at `:` and `=`. So the script reads the words from the line itself, and returns
 * only the part of a candidate after the last such character. Works from bash 3.2 on.
 */
export const bash = script`# bash completion of importwatch: source <(importwatch completion bash)
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
