# Shared by all parts of the set-up: paths, messages, and running a step.
# Sourced by build/setup.sh and the launchers; all messages go to stderr, so that stdout belongs to the program.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
CACHE="$ROOT/.cache"
SETUP_LOG="$CACHE/setup.log"

say() { printf 'set-up: %s\n' "$*" >&2; }

# Ends the set-up with one line: what was expected, what came, what to do.
die() {
  say "$*"
  exit 1
}

# quietly WHAT COMMAND...: sends the command's output to the log, and shows the end of it only on failure.
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

# True when a window can open.
has_display() { ! is_linux || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

# misuse WORDS...: ends a script that was called with wrong arguments.
misuse() {
  say "$*"
  exit 2
}

# answer_help SCRIPT "$@": if the arguments ask for help, prints the comment at the top of the script and exits.
answer_help() {
  local script="$1" word
  shift
  for word in "$@"; do
    case "$word" in
      -h | --help) sed -n '2,/^[^#]/s/^#\( \|$\)//p' "$script" && exit 0 ;;
    esac
  done
}
