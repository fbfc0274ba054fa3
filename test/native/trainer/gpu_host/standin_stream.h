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

using piece_of_work = std::function<int()>; // returns a code

struct stream {
  std::deque<piece_of_work> work;
  int64_t queued = 0, done = 0;
  int failed = 0; // sticky, as a context is after a fault
  bool capturing = false;
  std::vector<piece_of_work> captured;

  void add(piece_of_work one); // recorded while capturing
  // Runs what is queued up to that number; the code of the first failure.
  int run_until(int64_t number);
  int run_all() { return run_until(queued); }
};
extern stream queue;

// For the stand-in of cuBLASLt, a library of its own: its work goes to the same queue.
extern "C" void standin_enqueue(const piece_of_work &one);

// Runs on the emulator; counts launches and breaks what the environment tells it to.
int run(const recorded_launch &of);

} // namespace standin
