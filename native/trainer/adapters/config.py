"""Checks a start command's configuration: every field of core/trainer-protocol.ts, with defaults, and no others."""

from protocol import Fault

_WIDE, _MANY, _SAFE = 1_000_000, 1_000_000_000, 2**53 - 1
_MISSING = object()


class _Reader:
    """Takes fields out of a JSON object and refuses the rest."""

    def __init__(self, fields, where):
        self._where = where
        if not isinstance(fields, dict):
            self._refuse("", "an object")
        self._fields = dict(fields)

    def _refuse(self, name, expected):
        raise Fault("config", f"expected {self._where}{name} to be {expected}")

    def _take(self, name, default, fits, expected):
        value = self._fields.pop(name, default)
        if value is _MISSING or (value is not default and not fits(value)):
            self._refuse(name, expected)
        return value

    def integer(self, name, least, most, default=_MISSING):
        return self._take(name, default, lambda x: _is_integer(x) and least <= x <= most, f"an integer from {least} to {most}")

    def number(self, name, least, most, default=_MISSING):
        words = f"a number from {least:g} to {most:g}"
        return self._take(name, default, lambda x: _is_number(x) and least <= x <= most, words)

    def text(self, name, choices=None, default=_MISSING):
        words = "a string" if choices is None else "one of " + " ".join(choices)
        return self._take(name, default, lambda x: isinstance(x, str) and (choices is None or x in choices), words)

    def flag(self, name, default):
        return self._take(name, default, lambda x: isinstance(x, bool), "true or false")

    def integers(self, name, least, most, largest, default):
        def fits(x):
            return isinstance(x, list) and least <= len(x) <= most and all(_is_integer(i) and 1 <= i <= largest for i in x)

        return self._take(name, default, fits, f"a list of {least} to {most} integers from 1 to {largest}")

    def rest(self, name):
        return self._fields.pop(name, None)

    def done(self):
        for name in self._fields:
            raise Fault("config", f"unknown field {self._where}{name}; remove it, or use an adapter version that supports it")


def _is_number(x):
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def _is_integer(x):
    return _is_number(x) and x == int(x)


def _read_data(fields):
    take = _Reader(fields, "config.data.")
    data = {"kind": take.text("kind", ("idx", "csv", "images", "synthetic"))}
    if data["kind"] == "synthetic":
        data["samples"] = take.integer("samples", 2, _MANY)
        data["features"] = take.integer("features", 1, _WIDE)
        data["classes"] = take.integer("classes", 2, _WIDE)
        data["seed"] = take.integer("seed", 0, _SAFE, 1)
    else:
        data["path"] = take.text("path")
        data["train_limit"] = take.integer("train_limit", 0, _MANY, 0)
    if data["kind"] == "csv":
        data["label"] = take.text("label")
    if data["kind"] == "images":
        data["image_size"] = take.integer("image_size", 4, 512, 32)
        data["grey"] = take.flag("grey", False)
    data["validation"] = take.number("validation", 0, 0.5, 0)
    take.done()
    return data


def read_config(fields):
    """The configuration as a dict with every field. Raises Fault `config`, naming the field."""
    take = _Reader(fields, "config.")
    config = {
        "backend": take.text("backend"),
        "precision": take.text("precision", ("fp32", "tf32", "fp16_mixed", "bf16_mixed")),
        "optimiser": take.text("optimiser", ("sgd", "adam", "adamw", "lamb", "lars")),
        "batch_size": take.integer("batch_size", 1, _WIDE),
        "neurons": take.integer("neurons", 1, _WIDE),
        "layers": take.integer("layers", 1, 1000),
        "epochs": take.integer("epochs", 1, _MANY),
        "learning_rate": take.number("learning_rate", 0, 1e300),
        "momentum": take.number("momentum", 0, 1, 0.9),
        "weight_decay": take.number("weight_decay", 0, 1, 0),
        "model": take.text("model", ("mlp", "cnn"), "mlp"),
        "hidden": take.integers("hidden", 0, 64, 16384, []),
        "channels": take.integers("channels", 1, 6, 1024, [16, 32]),
        "activation": take.text("activation", ("relu", "gelu"), "relu"),
        "dropout": take.number("dropout", 0, 0.9, 0),
        "label_smoothing": take.number("label_smoothing", 0, 0.5, 0),
        "gemm": take.text("gemm", default="own"),
        "seed": take.integer("seed", 0, _SAFE),
        "threads": take.integer("threads", 0, 4096, 0),
        "warmup_steps": take.integer("warmup_steps", 0, _MANY, 20),
        "data": _read_data(take.rest("data")),
    }
    take.done()
    if config["learning_rate"] == 0:
        raise Fault("config", "expected config.learning_rate to be above 0")
    if config["gemm"] != "own":
        raise Fault("config", f"this adapter uses its framework's products: config.gemm {config['gemm']} works only with the bundled trainer")
    return config


def hidden_widths(config):
    """Widths of the hidden dense layers."""
    return config["hidden"] or [config["neurons"]] * config["layers"]
