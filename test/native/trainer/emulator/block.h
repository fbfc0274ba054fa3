// A grid, block after block; a block's threads, warp after warp, each warp as far as it gets alone.
#pragma once
#include <cstdint>
#include <functional>

namespace emulator {

struct index3 {
  unsigned x = 1, y = 1, z = 1;
};
// Identity of the running thread.
struct place {
  index3 thread, block, threads, grid;
};
extern place now;

// In which order warps and lanes run. Each shows other missing barriers: what must not matter has to be tried.
enum class thread_order { forward, reverse, shuffled };
extern thread_order order;

struct launch_shape {
  index3 grid;
  unsigned threads = 1, shared_bytes = 0;
};
// Runs `thread` once for each thread of the grid.
void run_grid(const launch_shape &shape, const std::function<void()> &thread);

// Says what went wrong, in which block and thread, and ends the program.
[[noreturn]] void fault(const char *what);

} // namespace emulator
