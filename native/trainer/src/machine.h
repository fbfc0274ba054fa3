// Resources of the machine that this process may use.
#pragma once
#include <string>

// The processor's name from /proc/cpuinfo, "unknown CPU" when the system gives none.
std::string cpu_name();
// Cores this process may run on: its affinity mask, one thread per core, at most its control group's quota.
int usable_cores();
// CPUs this process may run on as the kernel lists them ("0-3,8"); empty when unknown.
std::string allowed_cpus();
// Bytes available without swapping; 0 when unknown.
long long available_memory_bytes();
