import { script } from './script.ts';

/** To be sourced, or to be a file `_importwatch` in a folder of `fpath`. */
export const zsh = script`#compdef importwatch
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
