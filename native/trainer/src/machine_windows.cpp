// Queries to Windows, each with a fallback.
#include "machine.h"
#include <algorithm>
#include <bit>
#include <cpuid.h>
#include <cstring>
#include <vector>
#include <windows.h>

std::string cpu_name() {
  unsigned words[12] = {}; // the brand string: 48 bytes in three leaves
  for (unsigned leaf = 0; leaf < 3; leaf++) {
    unsigned *at = words + 4 * leaf;
    if (!__get_cpuid(0x80000002 + leaf, at, at + 1, at + 2, at + 3)) return "unknown CPU";
  }
  char text[sizeof words + 1] = {};
  std::memcpy(text, words, sizeof words);
  const std::string name = text;
  const size_t begin = name.find_first_not_of(' '), end = name.find_last_not_of(' ');
  return begin == std::string::npos ? "unknown CPU" : name.substr(begin, end - begin + 1);
}

// A process may use up to 64 logical processors of one group; machines with more give it its group's.
int usable_cores() {
  DWORD_PTR mask = 0, of_system = 0;
  if (!GetProcessAffinityMask(GetCurrentProcess(), &mask, &of_system) || mask == 0) return 1;
  DWORD bytes = 0;
  GetLogicalProcessorInformation(nullptr, &bytes);
  std::vector<SYSTEM_LOGICAL_PROCESSOR_INFORMATION> facts(bytes / sizeof(SYSTEM_LOGICAL_PROCESSOR_INFORMATION));
  int cores = 0;
  if (!facts.empty() && GetLogicalProcessorInformation(facts.data(), &bytes))
    for (const auto &fact : facts) cores += fact.Relationship == RelationProcessorCore && (fact.ProcessorMask & mask) != 0;
  return std::max(1, cores > 0 ? cores : std::popcount((unsigned long long)mask));
}

std::string allowed_cpus() { return ""; }

long long available_memory_bytes() {
  MEMORYSTATUSEX status{};
  status.dwLength = sizeof status;
  return GlobalMemoryStatusEx(&status) ? (long long)status.ullAvailPhys : 0;
}
