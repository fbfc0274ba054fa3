// What this process may use of the machine.
#pragma once
#include <string>

// The processor's name from /proc/cpuinfo, "unknown CPU" when the system does not tell.
std::string cpu_name();
// Cores this process may run on: its affinity mask, one thread a core, not more than its control group's quota.
int usable_cores();
// CPUs this process may run on as the kernel lists them ("0-3,8"); empty when the system does not tell.
std::string allowed_cpus();
// Bytes that can be had without swapping; 0 when unknown.
long long available_memory_bytes();
