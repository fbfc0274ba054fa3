"""Facts about the machine for the result: the CPU's name and features, and the CPUs this process may use."""

import os
import platform
import re


def _cpu_info():
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def cpu_name():
    found = re.search(r"^model name\s*:\s*(.+)$", _cpu_info(), re.M)
    return found.group(1).strip() if found else platform.processor() or platform.machine()


def cpu_has(*flags):
    """True when the CPU has one of these features, by the kernel's names."""
    found = re.search(r"^flags\s*:\s*(.+)$", _cpu_info(), re.M)
    return bool(found) and any(flag in found.group(1).split() for flag in flags)


def usable_cpus():
    """Number of CPUs this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def allowed_cpus():
    """The CPUs this process may use as the kernel lists them, `0-3,8`; None when unknown."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    ranges = []
    for cpu in sorted(os.sched_getaffinity(0)):
        if ranges and cpu == ranges[-1][1] + 1:
            ranges[-1][1] = cpu
        else:
            ranges.append([cpu, cpu])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
