// The one clock of all stamps: CLOCK_MONOTONIC, the same that the sampler of power reads.
#pragma once
#include <cstdint>
#include <ctime>

inline int64_t monotonic_ns() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t(now.tv_sec) * 1000000000 + now.tv_nsec;
}
