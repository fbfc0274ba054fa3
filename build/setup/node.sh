# The JavaScript side: the system's node and npm, the pinned packages, and the node 24 that runs everything else.

# A copy of the lock file at installation: content is compared, since a fresh clone has no meaningful times.
INSTALLED_LOCK="$ROOT/node_modules/.installed-lock.json"

NODE="$ROOT/node_modules/.bin/node"

node_packages_ready() { cmp -s "$ROOT/package-lock.json" "$INSTALLED_LOCK" && [ -x "$NODE" ]; }

need_node() {
  local found=none
  have node && found="$(node --version 2>/dev/null || echo broken)"
  local major="${found#v}"
  major="${major%%.*}"
  case "$major" in '' | *[!0-9]*) major=0 ;; esac
  [ "$major" -ge 20 ] || die "needs Node.js 20 or newer (found: $found); install it from https://nodejs.org or with your package manager"
  have npm || die "needs npm, which comes with Node.js (found: only node $found); install your system's npm package"
}

# Install scripts stay off: the native modules ship prebuilt binaries, and one of them would otherwise be
# compiled against the wrong node. Only `node` may then run its script, which puts its binary in place.
install_node_packages() {
  node_packages_ready && return 0
  local quiet=(--ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error)
  if [ -d "$ROOT/node_modules" ]; then
    say "npm packages: bringing node_modules up to date with package-lock.json"
    quietly npm npm install --prefix "$ROOT" --no-save "${quiet[@]}" || die "npm install failed; see $SETUP_LOG"
  else
    say "npm packages: installing into node_modules (about half a minute)"
    # With a registry that lacks builds for other platforms, `npm ci` refuses the lock file; `npm install` does not.
    quietly npm npm ci --prefix "$ROOT" "${quiet[@]}" 2>/dev/null ||
      quietly npm npm install --prefix "$ROOT" --no-save "${quiet[@]}" ||
      die "npm could not install the packages; see $SETUP_LOG"
  fi
  if ! "$NODE" --version >/dev/null 2>&1; then
    say "node: fetching the version the app is built for (better-sqlite3 needs 22 or newer)"
    quietly npm npm rebuild node --prefix "$ROOT" --no-update-notifier --loglevel=error
  fi
  local got
  got="$("$NODE" --version 2>/dev/null)" || die "expected node 24 at node_modules/.bin/node, found none that runs; see $SETUP_LOG"
  case "$got" in v24.*) ;; *) die "expected node 24 at node_modules/.bin/node, found $got; remove node_modules and try again" ;; esac
  cp "$ROOT/package-lock.json" "$INSTALLED_LOCK"
}
