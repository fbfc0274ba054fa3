#!/usr/bin/env python3
"""The trainer's protocol on PyTorch: the same networks, data and optimisers as the bundled trainer's, run by the framework.

WATTPROOF_TORCH_COMPILE=1 trains a compiled network (torch.compile, PyTorch 2). Needs numpy and torch.
"""

import hashlib
import os
import sys
import time

sys.dont_write_bytecode = True  # the folder may be the installed app's
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import machine  # noqa: E402
from config import hidden_widths, read_config  # noqa: E402
from examples import load  # noqa: E402
from protocol import Fault, finite, now_ns, phase, say, serve  # noqa: E402

import torch  # noqa: E402
from torch import nn  # noqa: E402

NAME = f"pytorch {torch.__version__}"
EVALUATION_ROWS = 256
PROGRESS_S = 0.1
HALVES = {"bf16_mixed": torch.bfloat16, "fp16_mixed": torch.float16}


def backends():
    cpu = {"name": "cpu", "available": True, "device": machine.cpu_name(), "precisions": ["fp32"], "isa": None}
    if machine.cpu_has("avx512_bf16", "amx_bf16"):
        cpu["precisions"].append("bf16_mixed")
        cpu["reason"] = "tf32 and fp16_mixed exist on GPUs only"
    else:
        cpu["reason"] = "tf32 and fp16_mixed exist on GPUs only; bf16_mixed needs a CPU with AVX512-BF16: emulated, its energy would mean nothing"
    cuda = {"name": "cuda", "available": torch.cuda.is_available(), "device": None, "precisions": [], "reason": None, "isa": None}
    if cuda["available"]:
        major, minor = torch.cuda.get_device_capability()
        cuda.update(device=torch.cuda.get_device_name(), isa=f"sm_{major}{minor}", precisions=["fp32", "fp16_mixed"])
        if major >= 8:
            cuda["precisions"] += ["tf32", "bf16_mixed"]
        else:
            cuda["reason"] = "tf32 and bf16_mixed need compute capability 8.0"
    else:
        cuda["reason"] = "this PyTorch finds no CUDA GPU" if torch.version.cuda else "this PyTorch is built without CUDA"
    return [cpu, cuda]


def check(fields):
    config = read_config(fields)
    known = {one["name"]: one for one in backends()}
    one = known.get(config["backend"])
    if one is None:
        raise Fault("config", f"expected config.backend to be one of {', '.join(known)}, got {config['backend']}")
    if not one["available"]:
        raise Fault("device", f"backend {one['name']} is not available: {one['reason']}")
    if config["precision"] not in one["precisions"]:
        raise Fault("device", f"backend {one['name']} has no {config['precision']} on this machine: {one['reason']}")
    if config["optimiser"] in ("lamb", "lars"):
        raise Fault("config", f"PyTorch has no {config['optimiser'].upper()}: take sgd, adam or adamw, or the bundled trainer")
    return config


def network(config, data):
    """The network with He's initialisation, on the CPU; layers as in the bundled trainer."""
    torch.manual_seed(config["seed"])
    activation = nn.ReLU if config["activation"] == "relu" else lambda: nn.GELU(approximate="tanh")
    layers, width = [], data.train.x.shape[1]
    if config["model"] == "cnn":
        if data.picture is None:
            raise Fault("config", "expected pictures for config.model cnn; take data.kind idx")
        channels, height, wide = data.picture
        if min(height, wide) < 2 ** len(config["channels"]):
            raise Fault("config", f"{len(config['channels'])} config.channels halve the pictures to nothing: they have {wide}x{height} pixels")
        layers.append(nn.Unflatten(1, (channels, height, wide)))
        for filters in config["channels"]:
            layers += [nn.Conv2d(channels, filters, 3, padding=1), activation(), nn.MaxPool2d(2)]
            channels, height, wide = filters, height // 2, wide // 2
        layers.append(nn.Flatten())
        width = channels * height * wide
    for hidden in hidden_widths(config):
        layers += [nn.Linear(width, hidden), activation()] + ([nn.Dropout(config["dropout"])] if config["dropout"] else [])
        width = hidden
    layers.append(nn.Linear(width, data.classes))
    for layer in layers:
        if isinstance(layer, (nn.Linear, nn.Conv2d)):
            nn.init.normal_(layer.weight, std=(2 / layer.weight[0].numel()) ** 0.5)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)


def optimiser_for(config, net, on_step):
    """The optimiser, biases without weight decay. `on_step` is called for every step taken, not for a skipped one."""
    weights = [p for p in net.parameters() if p.dim() > 1]
    biases = [p for p in net.parameters() if p.dim() == 1]
    groups = [{"params": weights, "weight_decay": config["weight_decay"]}, {"params": biases, "weight_decay": 0}]
    lr = config["learning_rate"]
    if config["optimiser"] == "sgd":
        made = torch.optim.SGD(groups, lr, momentum=config["momentum"])
    else:
        made = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[config["optimiser"]](groups, lr)
    step = made.step

    def counted(*args, **named):
        on_step()
        return step(*args, **named)

    made.step = counted
    return made


class Training:
    def __init__(self, config, data):
        self.config = config
        self.device = torch.device(config["backend"])
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = config["precision"] == "tf32"
        self.data = data
        self.x = torch.from_numpy(data.train.x).to(self.device)
        self.y = torch.from_numpy(data.train.y).to(self.device)
        self.net = network(config, data).to(self.device)
        self.first_weights = {name: value.clone() for name, value in self.net.state_dict().items()}
        self.loss = nn.CrossEntropyLoss(label_smoothing=config["label_smoothing"])
        self.run = self.net
        if os.environ.get("WATTPROOF_TORCH_COMPILE") == "1":
            if not hasattr(torch, "compile"):
                raise Fault("config", f"WATTPROOF_TORCH_COMPILE=1 needs PyTorch 2, this is {torch.__version__}")
            self.run = torch.compile(self.net)
        self.begin()

    def begin(self):
        """The state before the first step: weights, moments, order of the examples."""
        self.net.load_state_dict(self.first_weights)
        self.taken = 0
        self.order = torch.Generator().manual_seed(self.config["seed"])
        self.optimiser = optimiser_for(self.config, self.net, self._step_taken)
        self.scaler = torch.cuda.amp.GradScaler() if self.config["precision"] == "fp16_mixed" else None

    def _step_taken(self):
        self.taken += 1

    def _mixed(self):
        half = HALVES.get(self.config["precision"])
        return torch.autocast(self.device.type, dtype=half or torch.bfloat16, enabled=half is not None)

    def step(self, rows):
        x, y = self.x[rows], self.y[rows]
        self.optimiser.zero_grad(set_to_none=True)
        with self._mixed():
            logits = self.run(x)
            loss = self.loss(logits.float(), y)
        if self.scaler:
            self.scaler.scale(loss).backward()
            self.scaler.step(self.optimiser)
            self.scaler.update()
        else:
            loss.backward()
            self.optimiser.step()
        return loss.detach() * len(y), (logits.detach().argmax(1) == y).sum()

    def warm_up(self):
        self.net.train()
        rows = self.config["batch_size"]
        for k in range(self.config["warmup_steps"]):
            first = (k * rows) % len(self.y)
            self.step(torch.arange(first, min(first + rows, len(self.y)), device=self.device))
        self.begin()
        self.synchronise()

    def synchronise(self):
        if self.device.type == "cuda":
            torch.cuda.synchronize()

    def epoch(self, number):
        """Trains once over the examples and returns the mean loss."""
        count, rows, begin_ns, said_s = len(self.y), self.config["batch_size"], now_ns(), 0.0
        self.net.train()
        order = torch.randperm(count, generator=self.order).to(self.device)
        loss = torch.zeros((), device=self.device)
        correct = torch.zeros((), dtype=torch.long, device=self.device)
        taken_before, steps = self.taken, 0
        for first in range(0, count, rows):
            batch_loss, batch_correct = self.step(order[first : first + rows])
            loss += batch_loss
            correct += batch_correct
            steps += 1
            now_s = time.monotonic()
            if now_s - said_s >= PROGRESS_S:
                said_s = now_s
                done, whole = (number - 1) * count + min(count, first + rows), self.config["epochs"] * count
                say({"type": "progress", "epoch": number, "samples_done": done, "samples_total": whole, "t_ns": now_ns()})
        mean = finite(loss.item() / count, f"epoch {number}", self.config["learning_rate"])
        say({
            "type": "epoch", "epoch": number, "t_begin_ns": begin_ns, "t_end_ns": now_ns(), "samples": count,
            "train_loss": mean, "train_accuracy": correct.item() / count,
            "skipped_steps": steps - (self.taken - taken_before) if self.scaler else None,
            "loss_scale": self.scaler.get_scale() if self.scaler else None,
        })
        return mean

    @torch.no_grad()
    def evaluate(self, examples):
        """Mean loss, without smoothing, and accuracy."""
        self.net.eval()
        x, y = torch.from_numpy(examples.x).to(self.device), torch.from_numpy(examples.y).to(self.device)
        loss = correct = 0.0
        for first in range(0, len(y), EVALUATION_ROWS):
            rows = slice(first, first + EVALUATION_ROWS)
            with self._mixed():
                logits = self.net(x[rows])
            loss += nn.functional.cross_entropy(logits.float(), y[rows], reduction="sum").item()
            correct += (logits.argmax(1) == y[rows]).sum().item()
        return loss / len(y), correct / len(y)

    def hash(self):
        digest = hashlib.sha256()
        for value in self.net.state_dict().values():
            digest.update(value.detach().cpu().numpy().tobytes())
        return digest.hexdigest()[:16]


def train(config):
    threads = config["threads"] or machine.usable_cpus()
    torch.set_num_threads(threads)
    try:
        return _train(config, threads)
    except torch.cuda.OutOfMemoryError as error:
        raise Fault("memory", f"out of GPU memory: {error}") from None


def _train(config, threads):
    with phase("load"):
        data = load(config["data"], config["seed"])
        training = Training(config, data)
    with phase("warmup"):
        training.warm_up()
    with phase("train"):
        begin_ns = now_ns()
        for number in range(1, config["epochs"] + 1):
            train_loss = training.epoch(number)
        training.synchronise()
        train_s = (now_ns() - begin_ns) / 1e9
    with phase("evaluate"):
        test_loss, test_accuracy = training.evaluate(data.test)
        validation = training.evaluate(data.validation) if len(data.validation) else (None, None)
    finite(test_loss, "the test", config["learning_rate"])
    one = next(one for one in backends() if one["name"] == config["backend"])
    return {
        "backend": one["name"], "device": one["device"], "isa": one["isa"], "precision": config["precision"], "threads": threads,
        "batch_size": config["batch_size"], "seed": config["seed"], "parameters": sum(p.numel() for p in training.net.parameters()),
        "train_samples": len(data.train), "test_samples": len(data.test),
        "samples_per_s": len(data.train) * config["epochs"] / train_s,
        "train_loss": train_loss, "test_loss": test_loss, "test_accuracy": test_accuracy,
        "validation_loss": validation[0], "validation_accuracy": validation[1],
        "gemm": NAME + (" compiled" if training.run is not training.net else ""), "cpus": machine.allowed_cpus(),
        "skipped_steps": len(range(0, len(data.train), config["batch_size"])) * config["epochs"] - training.taken if training.scaler else None,
        "weights_hash": training.hash(),
    }


if __name__ == "__main__":
    serve(NAME, backends(), check, train)
