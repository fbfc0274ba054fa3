#!/usr/bin/env python3
"""The trainer's protocol on Keras with TensorFlow. NOT RUN: written against the documented API of TensorFlow 2.16 and Keras 3, no
TensorFlow was at hand; --hello says so.

Needs numpy and tensorflow.
"""

import hashlib
import os
import sys
import time

sys.dont_write_bytecode = True  # the folder may be the installed app's
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import machine  # noqa: E402
import numpy as np  # noqa: E402
from config import hidden_widths, read_config  # noqa: E402
from examples import load  # noqa: E402
from protocol import Fault, finite, now_ns, phase, say, serve  # noqa: E402

import tensorflow as tf  # noqa: E402

NAME = f"keras {tf.keras.__version__}, tensorflow {tf.__version__}"
UNTRIED = "this adapter has not been tried: no TensorFlow was at hand when it was written"
EVALUATION_ROWS = 256
PROGRESS_S = 0.1
POLICIES = {"fp32": "float32", "tf32": "float32", "fp16_mixed": "mixed_float16", "bf16_mixed": "mixed_bfloat16"}


def backends():
    cpu = {"name": "cpu", "available": True, "device": machine.cpu_name(), "precisions": ["fp32"], "reason": UNTRIED, "isa": None}
    if machine.cpu_has("avx512_bf16", "amx_bf16"):
        cpu["precisions"].append("bf16_mixed")
    gpus = tf.config.list_physical_devices("GPU")
    cuda = {"name": "cuda", "available": bool(gpus), "device": None, "precisions": [], "reason": "TensorFlow finds no GPU", "isa": None}
    if gpus:
        details = tf.config.experimental.get_device_details(gpus[0])
        major, minor = details.get("compute_capability", (0, 0))
        cuda.update(device=details.get("device_name", "GPU"), isa=f"sm_{major}{minor}", reason=UNTRIED, precisions=["fp32", "fp16_mixed"])
        if major >= 8:
            cuda["precisions"] += ["tf32", "bf16_mixed"]
    return [cpu, cuda]


def check(fields):
    config = read_config(fields)
    one = {each["name"]: each for each in backends()}.get(config["backend"])
    if one is None:
        raise Fault("config", f"expected config.backend to be cpu or cuda, got {config['backend']}")
    if config["precision"] not in one["precisions"]:
        raise Fault("device", f"backend {one['name']} has no {config['precision']} here: {one['reason']}")
    if config["optimiser"] in ("lamb", "lars"):
        raise Fault("config", f"this adapter has no {config['optimiser'].upper()}: take sgd, adam or adamw, or the bundled trainer")
    if config["weight_decay"] and config["optimiser"] != "adamw":
        raise Fault("config", "this adapter supports config.weight_decay only with adamw")
    return config


def network(config, data):
    tf.keras.utils.set_random_seed(config["seed"] % 2**32)
    layers = tf.keras.layers

    def activation():
        return layers.Activation("relu") if config["activation"] == "relu" else layers.Activation(lambda x: tf.nn.gelu(x, approximate=True))

    net = tf.keras.Sequential([tf.keras.Input((data.train.x.shape[1],))])
    if config["model"] == "cnn":
        if data.picture is None:
            raise Fault("config", "expected pictures for config.model cnn; take data.kind idx")
        channels, height, wide = data.picture
        net.add(layers.Reshape((height, wide, channels)))
        for filters in config["channels"]:
            net.add(layers.Conv2D(filters, 3, padding="same", kernel_initializer="he_normal"))
            net.add(activation())
            net.add(layers.MaxPooling2D())
        net.add(layers.Flatten())
    for width in hidden_widths(config):
        net.add(layers.Dense(width, kernel_initializer="he_normal"))
        net.add(activation())
        if config["dropout"]:
            net.add(layers.Dropout(config["dropout"]))
    net.add(layers.Dense(data.classes, kernel_initializer="he_normal", dtype="float32"))
    return net


def optimiser_for(config, net):
    rate = config["learning_rate"]
    if config["optimiser"] == "sgd":
        made = tf.keras.optimizers.SGD(rate, momentum=config["momentum"])
    elif config["optimiser"] == "adam":
        made = tf.keras.optimizers.Adam(rate, epsilon=1e-8)
    else:
        made = tf.keras.optimizers.AdamW(rate, weight_decay=config["weight_decay"], epsilon=1e-8)
        made.exclude_from_weight_decay(var_names=["bias"])
    if config["precision"] == "fp16_mixed":
        made = tf.keras.mixed_precision.LossScaleOptimizer(made)
    made.build(net.trainable_variables)
    return made


class Training:
    def __init__(self, config, data):
        self.config, self.data = config, data
        tf.keras.mixed_precision.set_global_policy(POLICIES[config["precision"]])
        tf.config.experimental.enable_tensor_float_32_execution(config["precision"] == "tf32")
        self.x, self.y = tf.constant(data.train.x), tf.one_hot(data.train.y, data.classes)
        self.net = network(config, data)
        self.first_weights = self.net.get_weights()
        self.begin()

    def begin(self):
        self.optimiser = optimiser_for(self.config, self.net)
        self.first_moments = [np.array(value) for value in self.optimiser.variables]
        self.order = np.random.default_rng(self.config["seed"])
        smoothed = tf.keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=self.config["label_smoothing"])

        @tf.function(reduce_retracing=True)
        def step(rows):
            x, y = tf.gather(self.x, rows), tf.gather(self.y, rows)
            with tf.GradientTape() as tape:
                logits = self.net(x, training=True)
                loss = smoothed(y, logits)
                scaled = self.optimiser.scale_loss(loss) if hasattr(self.optimiser, "scale_loss") else loss
            self.optimiser.apply(tape.gradient(scaled, self.net.trainable_variables))
            correct = tf.reduce_sum(tf.cast(tf.argmax(logits, 1) == tf.argmax(y, 1), tf.int64))
            return loss * tf.cast(tf.shape(y)[0], tf.float32), correct

        self.step = step

    def reset(self):
        """The state before the first step; the traced step stays, so that the measured window traces nothing."""
        self.net.set_weights(self.first_weights)
        for value, first in zip(self.optimiser.variables, self.first_moments):
            value.assign(first)
        self.order = np.random.default_rng(self.config["seed"])

    def warm_up(self):
        count, rows = len(self.data.train), self.config["batch_size"]
        for k in range(self.config["warmup_steps"]):
            first = (k * rows) % count
            self.step(tf.range(first, min(first + rows, count)))
        self.reset()

    def epoch(self, number):
        count, rows, begin_ns, said_s = len(self.data.train), self.config["batch_size"], now_ns(), 0.0
        order = tf.constant(self.order.permutation(count))
        loss, correct = tf.zeros(()), tf.zeros((), tf.int64)
        for first in range(0, count, rows):
            batch_loss, batch_correct = self.step(order[first : first + rows])
            loss, correct = loss + batch_loss, correct + batch_correct
            if time.monotonic() - said_s >= PROGRESS_S:
                said_s = time.monotonic()
                done, whole = (number - 1) * count + min(count, first + rows), self.config["epochs"] * count
                say({"type": "progress", "epoch": number, "samples_done": done, "samples_total": whole, "t_ns": now_ns()})
        mean = finite(float(loss) / count, f"epoch {number}", self.config["learning_rate"])
        say({
            "type": "epoch", "epoch": number, "t_begin_ns": begin_ns, "t_end_ns": now_ns(), "samples": count, "train_loss": mean,
            "train_accuracy": int(correct) / count, "skipped_steps": None, "loss_scale": None,
        })
        return mean

    def evaluate(self, examples):
        logits = self.net.predict(examples.x, batch_size=EVALUATION_ROWS, verbose=0).astype(np.float64)
        shifted = logits - logits.max(1, keepdims=True)
        losses = np.log(np.exp(shifted).sum(1)) - shifted[np.arange(len(examples)), examples.y]
        return float(losses.mean()), float((logits.argmax(1) == examples.y).mean())

    def hash(self):
        return hashlib.sha256(b"".join(value.tobytes() for value in self.net.get_weights())).hexdigest()[:16]


def train(config):
    threads = config["threads"] or machine.usable_cpus()
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    if config["backend"] == "cpu":
        tf.config.set_visible_devices([], "GPU")
    with phase("load"):
        data = load(config["data"], config["seed"])
        training = Training(config, data)
    with phase("warmup"):
        training.warm_up()
    with phase("train"):
        begin_ns = now_ns()
        for number in range(1, config["epochs"] + 1):
            train_loss = training.epoch(number)
        train_s = (now_ns() - begin_ns) / 1e9
    with phase("evaluate"):
        test_loss, test_accuracy = training.evaluate(data.test)
        validation = training.evaluate(data.validation) if len(data.validation) else (None, None)
    finite(test_loss, "the test", config["learning_rate"])
    one = next(one for one in backends() if one["name"] == config["backend"])
    return {
        "backend": one["name"], "device": one["device"], "isa": one["isa"], "precision": config["precision"], "threads": threads,
        "batch_size": config["batch_size"], "seed": config["seed"], "parameters": int(training.net.count_params()), "train_samples": len(data.train), "test_samples": len(data.test),
        "samples_per_s": len(data.train) * config["epochs"] / train_s, "train_loss": train_loss, "test_loss": test_loss,
        "test_accuracy": test_accuracy, "validation_loss": validation[0], "validation_accuracy": validation[1], "gemm": NAME,
        "cpus": machine.allowed_cpus(), "skipped_steps": None, "weights_hash": training.hash(),
    }


if __name__ == "__main__":
    serve(NAME, backends(), check, train)
