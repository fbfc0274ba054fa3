# Builds the sampler's collector and the bundles, each only when a source is newer.

COLLECTOR="$ROOT/dist/collector/libwattproof-collector.so"
BUNDLE_STAMP="$ROOT/dist/.stamp"

# newer_than FILE PATH...: true when anything in the paths is newer than FILE. Folders count: a deletion changes them.
newer_than() {
  local stamp="$1"
  shift
  [ ! -f "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ]
}

# Only Linux has one; elsewhere, or when it cannot be built, the sampler waits and reads by itself.
collector_ready() { [ "$(uname -s)" != Linux ] || ! newer_than "$COLLECTOR" "$ROOT/native/collector"; }

bundles_ready() {
  ! newer_than "$BUNDLE_STAMP" "$ROOT/core" "$ROOT/db" "$ROOT/engine" "$ROOT/cli" "$ROOT/electron" "$ROOT/renderer" \
    "$ROOT/native" "$ROOT/build/bundle.ts" "$ROOT/package.json" "$INSTALLED_LOCK"
}

build_collector() {
  collector_ready && return 0
  say "collector: compiling"
  if quietly collector bash "$ROOT/native/collector/build.sh"; then
    touch "$COLLECTOR"
  else
    say "collector: could not be built (see $SETUP_LOG); the sampler costs more processor time without it"
  fi
}

build_bundles() {
  bundles_ready && return 0
  say "bundles: building dist/"
  quietly bundles "$NODE" "$ROOT/build/bundle.ts" || die "the bundles could not be built; see $SETUP_LOG"
}
