# What every room of the set-up shares: where things are, how it speaks, how it runs a step.
# Sourced by build/setup.sh and the launchers; all words go to stderr, so that stdout stays the program's own.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
CACHE="$ROOT/.cache"
SETUP_LOG="$CACHE/setup.log"

say() { printf 'set-up: %s\n' "$*" >&2; }

# Ends the set-up with one line: what was expected, what came, what to do.
die() {
  say "$*"
  exit 1
}

# quietly WHAT COMMAND...: keeps the command's words in the log and shows the last of them only when it fails.
quietly() {
  local what="$1" begin
  shift
  mkdir -p "$CACHE"
  begin="$(wc -c <"$SETUP_LOG" 2>/dev/null || echo 0)"
  printf '\n== %s: %s\n' "$what" "$*" >>"$SETUP_LOG"
  NO_COLOR=1 "$@" >>"$SETUP_LOG" 2>&1 </dev/null && return 0
  local code=$?
  tail -c "+$((begin + 1))" "$SETUP_LOG" | tail -n 12 >&2
  return "$code"
}

is_linux() { [ "$(uname -s)" = Linux ]; }
is_root() { [ "$(id -u)" = 0 ]; }
have() { command -v "$1" >/dev/null 2>&1; }

# A screen a window could open on.
has_display() { ! is_linux || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

# misuse WORDS...: ends a script that was called wrongly.
misuse() {
  say "$*"
  exit 2
}

# answer_help SCRIPT "$@": when a word of its call asks for help, prints the comment at the head of the script and ends.
answer_help() {
  local script="$1" word
  shift
  for word in "$@"; do
    case "$word" in
      -h | --help) sed -n '2,/^[^#]/s/^#\( \|$\)//p' "$script" && exit 0 ;;
    esac
  done
}
