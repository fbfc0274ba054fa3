"""PyTorch's training speed for test/bench/trainer.ts: each line on stdin is a number of seconds to train for, each answer on
stdout the samples per second. Arguments: batch, sgd|adam, fp32|bf16, widths (a,b,c), threads, eager|compiled.

The straight loop of a tutorial with the fastest optimiser that the version has (fused from 2.4 on).
"""

import inspect
import sys
import time

import torch

EXAMPLES = 16384
batch, precision = int(sys.argv[1]), sys.argv[3]
widths = [int(width) for width in sys.argv[4].split(",")]
torch.set_num_threads(int(sys.argv[5]))
torch.manual_seed(0)
x, y = torch.rand(EXAMPLES, widths[0]), torch.randint(0, widths[-1], (EXAMPLES,))
order = torch.randperm(EXAMPLES)
layers = []
for inputs, outputs in zip(widths, widths[1:]):
    layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
net = torch.nn.Sequential(*layers[:-1])
kind, options = (torch.optim.SGD, {"lr": 0.05, "momentum": 0.9}) if sys.argv[2] == "sgd" else (torch.optim.Adam, {"lr": 1e-3})
try:
    optimiser = kind(net.parameters(), **options, **({"fused": True} if "fused" in inspect.signature(kind).parameters else {}))
except RuntimeError:  # a version whose fused optimisers are for GPUs only
    optimiser = kind(net.parameters(), **options)
loss_of = torch.nn.CrossEntropyLoss()
run = torch.compile(net) if sys.argv[6] == "compiled" else net
first = 0


def step():
    global first
    if first + batch > EXAMPLES:
        first = 0
    rows = order[first : first + batch]
    first += batch
    optimiser.zero_grad(set_to_none=True)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16"):
        loss = loss_of(run(x[rows]), y[rows])
    loss.backward()
    optimiser.step()


for _ in range(5):
    step()
print(torch.__version__, flush=True)
for line in sys.stdin:
    seconds, begin, samples = float(line), time.perf_counter(), 0
    while time.perf_counter() - begin < seconds:
        step()
        samples += batch
    print(f"{samples / (time.perf_counter() - begin):.1f}", flush=True)
