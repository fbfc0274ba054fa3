// The one clock of all stamps, shared with the power sampler: CLOCK_MONOTONIC, on Windows the performance counter.
#pragma once
#include <cstdint>
#include <ctime>
#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
#endif

inline int64_t monotonic_ns() {
#ifdef _WIN32
  LARGE_INTEGER count, per_s;
  QueryPerformanceCounter(&count);
  QueryPerformanceFrequency(&per_s);
  // In two parts, because a day's count times 10^9 would overflow.
  const int64_t whole_s = count.QuadPart / per_s.QuadPart, rest = count.QuadPart % per_s.QuadPart;
  return whole_s * 1000000000 + rest * 1000000000 / per_s.QuadPart;
#else
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t(now.tv_sec) * 1000000000 + now.tv_nsec;
#endif
}
