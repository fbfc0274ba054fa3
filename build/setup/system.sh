# Installs the needs that only the system's package manager can provide: compiler, window libraries, virtual screen.
# Looks for each need itself, not for its package, so any distribution that has it passes.

# need | how to see it | packages on Debian and Ubuntu, newest name first | what it is for
needs() {
  cat <<'TABLE'
trainer|command g++|g++|compiles the trainer
trainer|command cmake|cmake|compiles the trainer
trainer|command make|make|compiles the trainer
trainer|header zlib.h|zlib1g-dev|reads compressed data sets in the trainer
trainer|header libxsmm.h|libxsmm-dev|other matrix products for the trainer to choose
trainer|header stb/stb_image.h|libstb-dev|reads folders of pictures in the trainer
window|library libgtk-3.so.0|libgtk-3-0t64 libgtk-3-0|the app's window
window|library libnss3.so|libnss3|the app's window
window|library libasound.so.2|libasound2t64 libasound2|the app's window
window|library libgbm.so.1|libgbm1|the app's window
window|library libXss.so.1|libxss1|the app's window
window|library libatk-bridge-2.0.so.0|libatk-bridge2.0-0t64 libatk-bridge2.0-0|the app's window
window|library libcups.so.2|libcups2t64 libcups2|the app's window
screen|command Xvfb|xvfb|a virtual screen for the tests
windows|command x86_64-w64-mingw32-g++-posix|g++-mingw-w64-x86-64-posix|compiles the trainer for Windows
windows|file /usr/x86_64-w64-mingw32/include/zlib.h|libz-mingw-w64-dev|reads compressed data sets in the trainer for Windows
torch|file /usr/lib/python3/dist-packages/torch|python3-torch|trains with PyTorch through its adapter
windows|command wine|wine|runs the trainer's tests for Windows
TABLE
}

present() {
  case "$1" in
    command) have "$2" ;;
    file) [ -e "$2" ] ;;
    library) grep -qF "$2 " <<<"$LIBRARIES" ;;
    header) [ -n "$(compgen -G "/usr/include/$2")$(compgen -G "/usr/local/include/$2")$(compgen -G "/usr/include/*/$2")" ] ;;
  esac
}

# The package name in this release of the distribution; the last one when none is known.
known_package() {
  local name
  for name in "$@"; do
    if LC_ALL=C apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [^(]'; then
      echo "$name"
      return
    fi
  done
  echo "${!#}"
}

as_root() { if is_root; then "$@"; else sudo -n "$@"; fi; }

# install_system_packages KIND...: installs missing packages of these kinds. Never fails the set-up: it reports
# what it cannot install, with the one command that would.
install_system_packages() {
  is_linux || return 0
  LIBRARIES="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null)"
  local kind how thing packages why names=() missing=() reasons=()
  while IFS='|' read -r kind how packages why; do
    case " $* " in *" $kind "*) ;; *) continue ;; esac
    read -r how thing <<<"$how"
    present "$how" "$thing" && continue
    missing+=("$packages")
    names+=("$thing")
    reasons+=("$thing ($why)")
  done < <(needs)
  [ "${#missing[@]}" -gt 0 ] || return 0

  local all
  all="$(printf ', %s' "${reasons[@]}")"
  all="${all:2}"
  if ! have apt-get; then
    say "system: missing $all; install these with your package manager. Continuing without them."
    return 0
  fi
  if ! is_root && ! { have sudo && sudo -n true 2>/dev/null; }; then
    say "system: missing $all"
    say "system: only root can install them: sudo apt-get install -y $(packages_for "${missing[@]}"). Continuing without them."
    return 0
  fi
  say "system: installing $all"
  quietly apt as_root apt-get update || say "system: apt-get update failed; trying with the existing package lists"
  # shellcheck disable=SC2046 # one word for each package
  quietly apt as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(packages_for "${missing[@]}") ||
    say "system: apt-get could not install them all; see $SETUP_LOG. Continuing without them."
}

packages_for() {
  local alternatives
  for alternatives in "$@"; do
    # shellcheck disable=SC2086 # the alternatives are separate words
    printf '%s ' "$(known_package $alternatives)"
  done | sed 's/ $//'
}
