# Fashion-MNIST (MIT licence) as Debian packages it, unpacked into the cache; no root needed.

DATASET_DIR="$CACHE/fashion-mnist"
DATASET_PACKAGE=dataset-fashion-mnist

dataset_ready() { [ -f "$DATASET_DIR/LICENSE" ]; }

# Never fails the set-up: without this data set the trainer generates a synthetic one.
install_dataset() {
  dataset_ready && return 0
  local work="$CACHE/dataset-fetch.$$" begin file
  if ! is_linux || ! have apt-get || ! have dpkg; then
    say "data: Fashion-MNIST comes from Debian's archive, which this system does not use; the synthetic set will be used"
    return 0
  fi
  rm -rf "$work" && mkdir -p "$work/flat"
  say "data: fetching Fashion-MNIST (31 MB)"
  if (cd "$work" && fetch_dataset_package) &&
    quietly data dpkg -x "$work"/$DATASET_PACKAGE*.deb "$work/x" &&
    gunzip -r "$work/x/usr/share/datasets/fashion-mnist" &&
    mv "$work"/x/usr/share/datasets/fashion-mnist/*-ubyte "$work/flat/" &&
    cp "$work/x/usr/share/doc/$DATASET_PACKAGE/copyright" "$work/flat/LICENSE"; then
    rm -rf "$DATASET_DIR" && mv "$work/flat" "$DATASET_DIR"
  else
    say "data: Fashion-MNIST could not be fetched; the synthetic set will be used"
  fi
  rm -rf "$work"
}

# A bare machine may lack apt's package lists; only root can fetch them.
fetch_dataset_package() {
  apt-get download "$DATASET_PACKAGE" >>"$SETUP_LOG" 2>&1 && return 0
  is_root || { have sudo && sudo -n true 2>/dev/null; } || return 1
  quietly data as_root apt-get update && apt-get download "$DATASET_PACKAGE" >>"$SETUP_LOG" 2>&1
}
