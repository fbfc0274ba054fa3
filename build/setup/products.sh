# What is built from the sources here: the trainer, the sampler's collector and the bundles, each only when a source is newer than it.

TRAINER_BUILD="$ROOT/native/trainer/build.sh"
case "$(uname -s)" in MINGW* | MSYS* | CYGWIN*) TRAINER="$ROOT/dist/trainer/wattproof-trainer.exe" ;; *) TRAINER="$ROOT/dist/trainer/wattproof-trainer" ;; esac
COLLECTOR="$ROOT/dist/collector/libwattproof-collector.so"
BUNDLE_STAMP="$ROOT/dist/.stamp"

# newer_than FILE PATH...: does any of the paths hold something newer than FILE? Folders count: a deletion changes them.
newer_than() {
  local stamp="$1"
  shift
  [ ! -f "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ]
}

trainer_ready() { ! newer_than "$TRAINER" "$ROOT/native/trainer"; }

# Linux alone has one; elsewhere, and where it cannot be built, the sampler waits and reads by itself.
collector_ready() { [ "$(uname -s)" != Linux ] || ! newer_than "$COLLECTOR" "$ROOT/native/collector"; }

bundles_ready() {
  ! newer_than "$BUNDLE_STAMP" "$ROOT/core" "$ROOT/db" "$ROOT/engine" "$ROOT/cli" "$ROOT/electron" "$ROOT/renderer" \
    "$ROOT/native" "$ROOT/build/bundle.ts" "$ROOT/package.json" "$INSTALLED_LOCK"
}

# Never ends the set-up: measuring, recording and analysing need no trainer.
build_trainer() {
  trainer_ready && return 0
  say "trainer: compiling"
  if quietly trainer bash "$TRAINER_BUILD" && [ -x "$TRAINER" ]; then
    touch "$TRAINER"
  else
    say "trainer: could not be built (see $SETUP_LOG); benchmarks cannot run, measuring and recording can"
  fi
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
