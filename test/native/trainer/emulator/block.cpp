// The scheduler: a warp runs until all its lanes wait for the whole block or have ended, so warps are as far apart as they
// can be, and lanes between two meetings likewise. Whatever lacks a barrier then reads too early or writes too late.
#include "block.h"
#include "collective.h"
#include "fiber.h"
#include "shared_memory.h"
#include "tensor_instructions.h"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

namespace emulator {

place now;
thread_order order = thread_order::forward;

namespace {

enum class waits_for { nothing, warp, block };
struct thread_state {
  fiber run;
  waits_for waiting = waits_for::nothing;
  warp_operation operation = nullptr;
  void *operands = nullptr;
};
std::vector<std::unique_ptr<thread_state>> threads;
unsigned count; // of the block that runs

thread_state &running() { return *threads[now.thread.x]; }

std::vector<unsigned> numbers_in_order(unsigned begin, unsigned end, uint32_t seed) {
  std::vector<unsigned> numbers;
  for (unsigned i = begin; i < end; i++) numbers.push_back(i);
  if (order == thread_order::reverse) std::reverse(numbers.begin(), numbers.end());
  if (order == thread_order::shuffled)
    for (size_t i = numbers.size(); i > 1; i--) {
      seed = seed * 1664525u + 1013904223u;
      std::swap(numbers[i - 1], numbers[(seed >> 8) % i]);
    }
  return numbers;
}

// All lanes wait for each other: do what they came for.
void run_operation(unsigned first) {
  void *operands[LANES];
  const warp_operation operation = threads[first]->operation;
  for (unsigned lane = 0; lane < LANES; lane++) {
    if (first + lane >= count) fault("expected 32 lanes in a warp that meets");
    const thread_state &of = *threads[first + lane];
    if (of.run.ended() || of.waiting != waits_for::warp) fault("expected all lanes of the warp; some have ended or are elsewhere");
    if (of.operation != operation) fault("expected all lanes of the warp at the same operation");
    operands[lane] = of.operands;
  }
  operation(operands);
  for (unsigned lane = 0; lane < LANES; lane++) threads[first + lane]->waiting = waits_for::nothing;
}

void run_warp(unsigned first, const std::vector<unsigned> &lanes) {
  for (;;) {
    bool ran = false, meets = false;
    for (const unsigned i : lanes) {
      thread_state &of = *threads[i];
      if (of.run.ended() || of.waiting != waits_for::nothing) continue;
      ran = true;
      now.thread.x = i;
      of.run.resume();
    }
    if (ran) continue;
    for (const unsigned i : lanes) meets |= !threads[i]->run.ended() && threads[i]->waiting == waits_for::warp;
    if (!meets) return;
    run_operation(first);
  }
}

void run_block(const std::function<void()> &thread) {
  for (unsigned i = 0; i < count; i++) {
    threads[i]->run.start(thread);
    threads[i]->waiting = waits_for::nothing;
  }
  const unsigned warps = (count + LANES - 1) / LANES;
  const auto warp_order = numbers_in_order(0, warps, 1);
  std::vector<std::vector<unsigned>> lane_order;
  for (unsigned w = 0; w < warps; w++) lane_order.push_back(numbers_in_order(w * LANES, std::min(count, (w + 1) * LANES), w + 2));
  for (;;) {
    for (const unsigned w : warp_order) run_warp(w * LANES, lane_order[w]);
    const auto ended = std::count_if(threads.begin(), threads.begin() + count, [](const auto &of) { return of->run.ended(); });
    if (ended == count) return;
    if (ended > 0) fault("expected every thread at the block's barrier, some have ended");
    for (unsigned i = 0; i < count; i++) threads[i]->waiting = waits_for::nothing;
  }
}

} // namespace

void block_barrier() {
  running().waiting = waits_for::block;
  running().run.leave();
}

void meet(warp_operation operation, void *operands) {
  thread_state &mine = running();
  mine.operation = operation;
  mine.operands = operands;
  mine.waiting = waits_for::warp;
  mine.run.leave();
}

void run_grid(const launch_shape &shape, const std::function<void()> &thread) {
  count = shape.threads;
  while (threads.size() < count) threads.push_back(std::make_unique<thread_state>());
  now = {{0, 0, 0}, {0, 0, 0}, {shape.threads, 1, 1}, shape.grid};
  for (unsigned z = 0; z < shape.grid.z; z++)
    for (unsigned y = 0; y < shape.grid.y; y++)
      for (unsigned x = 0; x < shape.grid.x; x++) {
        now.block = {x, y, z};
        begin_shared_memory(count, shape.shared_bytes);
        begin_copies(count);
        run_block(thread);
        end_copies();
      }
}

void fault(const char *what) {
  fprintf(stderr, "emulator: block (%u, %u, %u), thread %u: %s\n", now.block.x, now.block.y, now.block.z, now.thread.x, what);
  exit(70);
}

} // namespace emulator
