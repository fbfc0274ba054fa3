// Queries to the operating system, each with a fallback.
#include "machine.h"
#include <algorithm>
#include <cmath>
#include <fstream>
#include <thread>
#ifdef __linux__
#include <sched.h>
#endif

std::string cpu_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    const size_t colon = line.find(':');
    if (colon == std::string::npos || line.compare(0, 10, "model name") != 0) continue;
    const size_t begin = line.find_first_not_of(" \t", colon + 1);
    if (begin != std::string::npos) return line.substr(begin);
  }
  return "unknown CPU";
}

#ifdef __linux__
// The first hardware thread of the core that `cpu` belongs to and that the mask allows; `cpu` itself when unknown.
static int first_sibling(int cpu, const cpu_set_t &mask) {
  std::ifstream list("/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/thread_siblings_list");
  int first = 0;
  while (list >> first) { // "0,64" or "0-1"
    int last = first;
    if (list.peek() == '-') list.ignore() >> last;
    for (int sibling = first; sibling <= last && sibling < CPU_SETSIZE; sibling++)
      if (CPU_ISSET(sibling, &mask)) return sibling;
    list.ignore();
  }
  return cpu;
}

// CPU time that the control group grants, in cores; infinite without a quota.
static double quota_cores() {
  std::ifstream limit("/sys/fs/cgroup/cpu.max");
  double quota = 0, period = 0;
  return limit >> quota >> period && period > 0 ? quota / period : INFINITY;
}
#endif

int usable_cores() {
#ifdef __linux__
  cpu_set_t mask;
  if (sched_getaffinity(0, sizeof mask, &mask) == 0) {
    int cores = 0;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
      if (CPU_ISSET(cpu, &mask)) cores += first_sibling(cpu, mask) == cpu;
    return std::max(1, int(std::min(double(cores), std::ceil(quota_cores()))));
  }
#endif
  return std::max(1, int(std::thread::hardware_concurrency()));
}

std::string allowed_cpus() {
  static const std::string FIELD = "Cpus_allowed_list:";
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.compare(0, FIELD.size(), FIELD) == 0) return line.substr(std::min(line.size(), line.find_first_not_of(" \t", FIELD.size())));
  return "";
}

long long available_memory_bytes() {
  std::ifstream info("/proc/meminfo");
  std::string name;
  for (long long kib = 0; info >> name >> kib; info.ignore(64, '\n'))
    if (name == "MemAvailable:") return kib * 1024;
  return 0;
}
