"""Examples for training as numpy arrays: IDX files (also .gz), tables with a label column, seeded Gaussian mixtures.

The files and the refusals are those of the bundled trainer (native/trainer/src/data); which examples are set aside for the
test or for validation is drawn by numpy, so single rows differ from its choice.
"""

import csv
import gzip
import os
import stat
import struct
from dataclasses import dataclass

import numpy as np
from protocol import Fault

TEST_SHARE = 0.2
MB = 1 << 20
# As in the bundled trainer (native/trainer/src/data/file_bytes.cpp): data pack ten times smaller, a bomb a thousand times.
FREE_UNPACKED, MOST_UNPACKED, MOST_RATIO = 64 * MB, 512 * MB, 32
LONGEST_LINE = 16 * MB
CENTRE_DISTANCE = 5  # mean distance of two clusters, in standard deviations of the noise


@dataclass
class Examples:
    """`x`: float32 [count, features], `y`: int64 [count], labels from 0."""

    x: np.ndarray
    y: np.ndarray

    def __len__(self):
        return len(self.y)

    def take(self, rows):
        return Examples(np.ascontiguousarray(self.x[rows]), self.y[rows])


@dataclass
class Dataset:
    train: Examples
    validation: Examples
    test: Examples
    classes: int
    picture: tuple = None  # channels, height, width; None where the features are no picture


def _regular_size(path):
    """Size of a file that is one, and not a pipe, a device or mostly holes."""
    facts = os.stat(path)
    if not stat.S_ISREG(facts.st_mode):
        raise Fault("data", f"cannot read {path}: expected a regular file, it is a folder, pipe or device; copy the data to a file")
    if facts.st_size > FREE_UNPACKED and getattr(facts, "st_blocks", facts.st_size) * 512 < facts.st_size // 64:
        raise Fault("data", f"cannot read {path}: it claims {facts.st_size // MB} MB and has little on the disk; copy the file again")
    return facts.st_size


def _bytes_of(path, most):
    """The first `most` bytes, unpacked where the name ends in .gz."""
    size = _regular_size(path)
    if not path.endswith(".gz"):
        with open(path, "rb") as file:
            return file.read(most)
    limit = min(MOST_UNPACKED, max(FREE_UNPACKED, MOST_RATIO * size))
    with gzip.open(path) as file:
        content = file.read(min(most, limit + 1))
    if len(content) > limit:
        raise Fault("data", f"cannot read {path}: it unpacks to over {limit // MB} MB; unpack it with gunzip if you trust it")
    return content


def _idx(folder, name, dimensions):
    path = os.path.join(folder, name)
    for candidate in (path, path + ".gz"):
        if os.path.exists(candidate):
            break
    else:
        raise Fault("data", f"expected {path} or {path}.gz, found neither; point at a folder with the four MNIST files")
    header = 4 + 4 * dimensions
    try:
        head = _bytes_of(candidate, header)
        if head[:4] != bytes((0, 0, 8, dimensions)):
            found = head[:4].hex(" ") or "nothing"
            raise Fault("data", f"expected {candidate} to begin with 00 00 08 0{dimensions}, got {found}: not this kind of IDX file")
        if len(head) < header:
            raise Fault("data", f"{candidate} is cut short: its header has {len(head)} of {header} bytes")
        sizes = struct.unpack(f">{dimensions}I", head[4:header])
        total = int(np.prod(sizes, dtype=object))
        # The header is compared with the size of the file before anything is read for it; a packed file tells its size last.
        content = None
        if candidate.endswith(".gz"):
            content = _bytes_of(candidate, header + total + 1)
        found = (_regular_size(candidate) if content is None else len(content)) - header
        if found != total:
            how = "cut short" if found < total else "too long"
            raise Fault("data", f"{candidate} is {how}: its header gives {total} bytes, it has {found}")
        content = content or _bytes_of(candidate, header + total)
    except (OSError, EOFError) as error:
        raise Fault("data", f"{candidate} cannot be read: {error}") from None
    return np.frombuffer(content, np.uint8, offset=header).reshape(sizes)


def _idx_folder(config):
    halves = []
    for prefix in ("train", "t10k"):
        pixels = _idx(config["path"], f"{prefix}-images-idx3-ubyte", 3)
        labels = _idx(config["path"], f"{prefix}-labels-idx1-ubyte", 1)
        if len(pixels) != len(labels):
            raise Fault("data", f"expected as many labels as images in {config['path']}, got {len(labels)} and {len(pixels)}")
        halves.append(Examples(pixels.reshape(len(pixels), -1).astype(np.float32) / 255, labels.astype(np.int64)))
        shape = pixels.shape[1:]
        if prefix == "t10k" and shape != first_shape:
            raise Fault("data", f"expected images of one size in {config['path']}, got {first_shape} and {shape}")
        first_shape = shape
    train, test = halves
    classes = int(train.y.max(initial=-1)) + 1
    if len(test) and test.y.max() >= classes:
        raise Fault("data", f"label {test.y.max()} of a test example is out of range: the training labels end at {classes - 1}")
    return train, test, classes, (1, *first_shape)


def _lines(file, path):
    """The lines of a file, none of them endless."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise Fault("data", f"expected lines of at most {LONGEST_LINE // MB} MB in {path}, one is longer; is it a table?")
        yield line


def _table(config):
    path, label = config["path"], config["label"]
    try:
        _regular_size(path)
        with open(path, newline="", encoding="utf-8-sig") as file:
            sample = file.readline(LONGEST_LINE)
            file.seek(0)
            rows = [row for row in csv.reader(_lines(file, path), delimiter=";" if sample.count(";") > sample.count(",") else ",") if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Fault("data", f"{path} cannot be read: {error}") from None
    if not rows or label not in rows[0]:
        raise Fault("data", f"expected a column {label} in {path}, got {', '.join(rows[0]) if rows else 'an empty file'}")
    at = rows[0].index(label)
    values = np.empty((len(rows) - 1, len(rows[0]) - 1), np.float32)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(rows[0]):
            raise Fault("data", f"expected {len(rows[0])} fields in row {number} of {path}, got {len(row)}")
        for column, text in enumerate(row[:at] + row[at + 1 :]):
            try:
                values[number - 2, column] = float(text)
            except ValueError:
                raise Fault("data", f"expected a number in row {number} of {path}, got {text!r}") from None
    if not np.isfinite(values).all():
        row, _ = np.argwhere(~np.isfinite(values))[0]
        raise Fault("data", f"expected finite numbers in row {row + 2} of {path}")
    names = sorted({row[at] for row in rows[1:]})
    labels = np.array([names.index(row[at]) for row in rows[1:]], np.int64)
    return values, labels, len(names)


def _mixture(config):
    random = np.random.default_rng(config["seed"])
    features, classes, samples = config["features"], config["classes"], config["samples"]
    centres = random.standard_normal((classes, features)) * (CENTRE_DISTANCE / np.sqrt(2 * features))
    labels = np.arange(samples, dtype=np.int64) % classes
    return (centres[labels] + random.standard_normal((samples, features))).astype(np.float32), labels, classes


def _split(x, y, random):
    rows = random.permutation(len(y))
    count = max(1, int(TEST_SHARE * len(y)))
    everything = Examples(x, y)
    return everything.take(np.sort(rows[count:])), everything.take(np.sort(rows[:count]))


def load(config, seed):
    """Loads the examples of `config.data`; columns of tables are standardised by the training examples. Raises Fault `data`."""
    if config["kind"] == "images":
        raise Fault("data", "this adapter reads IDX files, tables and synthetic sets; folders of pictures need the bundled trainer")
    random = np.random.default_rng([seed, 1])
    picture = None
    if config["kind"] == "idx":
        train, test, classes, picture = _idx_folder(config)
    else:
        x, y, classes = _table(config) if config["kind"] == "csv" else _mixture(config)
        train, test = _split(x, y, random)
    if config.get("train_limit"):
        train = train.take(slice(config["train_limit"]))
    aside = np.sort(random.permutation(len(train))[: int(np.ceil(config["validation"] * len(train)))])
    validation = train.take(aside)
    train = train.take(np.setdiff1d(np.arange(len(train)), aside))
    if classes < 2 or len(train) < 1 or len(test) < 1:
        raise Fault("data", f"expected at least two classes, and examples to train and test on, got {classes} and {len(train)}, {len(test)}")
    if config["kind"] == "csv":
        mean, deviation = train.x.mean(0), train.x.std(0)
        deviation[deviation == 0] = 1
        for part in (train, validation, test):
            part.x = (part.x - mean) / deviation
    return Dataset(train, validation, test, classes, picture)
