// The stand-in's one queue. Work waits until somebody waits for it, so that a trainer that reads too early reads rubbish.
#pragma once
#include "launch_table.h"
#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

namespace standin {

// A launch as the driver keeps it: the parameters are copied.
struct recorded_launch {
  const emulator::kernel *kernel;
  emulator::launch_shape shape;
  std::vector<unsigned char> args;
};

struct stream {
  std::deque<std::function<int()>> work;
  int64_t queued = 0, done = 0;
  int failed = 0; // sticky, as a context is after a fault
  bool capturing = false;
  std::vector<recorded_launch> captured;

  void add(std::function<int()> one);
  // Runs what is queued up to that number; the code of the first failure.
  int run_until(int64_t number);
  int run_all() { return run_until(queued); }
};
extern stream queue;

// Runs on the emulator; counts launches and breaks what the environment tells it to.
int run(const recorded_launch &of);

} // namespace standin
