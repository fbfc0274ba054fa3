"""The trainer's line protocol for a Python program: what is said, the one order that is waited for, and how it ends.

One JSON object a line; stamps are CLOCK_MONOTONIC nanoseconds (core/trainer-protocol.ts).
"""

import contextlib
import json
import math
import os
import signal
import sys
import threading
import time

PROTOCOL_VERSION = 1
EXIT = {"config": 2, "device": 3, "memory": 4, "numeric": 5, "data": 6, "internal": 7}
EXIT_ABORTED = 130
LONGEST_LINE = 1 << 20


class Fault(Exception):
    """An expected failure: a code of EXIT and one line for people."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


_out_lock = threading.Lock()
# Libraries print to stdout; the protocol's lines must not mix with their output.
_out_fd = os.dup(1)
os.dup2(2, 1)


def say(message):
    """Writes one whole line. Ends the program when the reader has gone."""
    line = (json.dumps(message, allow_nan=False) + "\n").encode()
    with _out_lock:
        try:
            while line:
                line = line[os.write(_out_fd, line) :]
        except OSError:
            os._exit(EXIT_ABORTED)


def now_ns():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) if hasattr(time, "clock_gettime_ns") else time.monotonic_ns()


@contextlib.contextmanager
def phase(name):
    """Reports both edges; a failed phase has no end."""
    say({"type": "phase", "name": name, "edge": "begin", "t_ns": now_ns()})
    yield
    say({"type": "phase", "name": name, "edge": "end", "t_ns": now_ns()})


def finite(loss, where, learning_rate):
    """The loss as a float. Raises Fault `numeric` when it is not finite."""
    if not math.isfinite(loss):
        raise Fault("numeric", f"the loss is not finite in {where}; lower the learning rate ({learning_rate:g})")
    return loss


def _leave(code):
    _out_lock.acquire(timeout=0.1)  # lets the current line finish
    os._exit(code)


def _fail(code, message):
    say({"type": "error", "code": code, "message": " ".join(str(message).split())})
    _leave(EXIT[code])


class _Orders:
    """Reads stdin in a separate thread, so that an abort does not wait for a step to end."""

    def __init__(self, check):
        self._check = check
        self._came = threading.Event()
        self.config = None

    def _obey(self, line):
        try:
            order = json.loads(line)
        except ValueError as error:
            raise Fault("config", f"expected a command in JSON: {error}") from None
        cmd = order.get("cmd") if isinstance(order, dict) else None
        if cmd == "abort":
            _leave(EXIT_ABORTED)
        if cmd != "start" or set(order) != {"cmd", "config"}:
            raise Fault("config", 'expected {"cmd":"start","config":{...}} or {"cmd":"abort"}')
        if self.config is not None:
            raise Fault("config", "expected one start command, got a second one")
        self.config = self._check(order["config"])
        self._came.set()

    def _read(self):
        try:
            for line in iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE + 1), b""):
                if len(line) > LONGEST_LINE:
                    raise Fault("config", "expected a command of at most 1 MiB")
                if line.strip():
                    self._obey(line)
        except Fault as fault:
            _fail(fault.code, fault)
        except Exception as error:  # noqa: BLE001 - the reader's thread must never die silently
            _fail("internal", f"internal error: {error}")
        _leave(EXIT_ABORTED)  # end of stdin: the parent has gone

    def wait(self):
        threading.Thread(target=self._read, daemon=True).start()
        self._came.wait()
        return self.config


def serve(version, backends, check, train):
    """The whole life of an adapter. `backends` as in hello; `check(config)` answers the checked configuration; `train(config)`
    trains, saying phases and epochs, and answers the fields of the result."""
    if sys.argv[1:] == ["--version"]:
        say_text = f"{version}\n".encode()
        os.write(_out_fd, say_text)
        return
    if sys.argv[1:] not in ([], ["--hello"]):
        print(f"usage: {sys.argv[0]} [--hello | --version]; without an option it waits for a start command on stdin", file=sys.stderr)
        sys.exit(2)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(EXIT_ABORTED))
    signal.signal(signal.SIGINT, lambda *_: os._exit(EXIT_ABORTED))
    say({"type": "hello", "proto": PROTOCOL_VERSION, "version": version, "backends": backends, "t_ns": now_ns()})
    if sys.argv[1:] == ["--hello"]:
        return
    try:
        config = _Orders(check).wait()
        result = train(config)
        say({"type": "result", **result, "t_ns": now_ns()})
        os._exit(0)  # the reader of stdin still waits; nothing to undo
    except Fault as fault:
        _fail(fault.code, fault)
    except MemoryError:
        _fail("memory", "out of memory; take fewer neurons, layers, examples or a smaller batch")
    except Exception as error:  # noqa: BLE001
        _fail("internal", f"internal error: {type(error).__name__}: {error}")
