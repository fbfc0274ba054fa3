// Idle threads watch a round number, by spinning first: a training step has a dozen rounds of a few microseconds.
#include "thread_pool.h"
#include <algorithm>
#ifdef _WIN32
#include <windows.h>
#endif

// Some 30 us: longer than the gap between two rounds, short enough not to starve others when cores are shared.
static constexpr int SPINS = 2000;

static inline void relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Sleeping and waking by the system's own call. libstdc++'s atomic wait is one on Linux; on Windows it is a condition
// variable that several atomics share, and threads were left asleep.
#ifdef _WIN32
static void sleep_while(const std::atomic<uint32_t> &value, uint32_t old) {
  while (value.load(std::memory_order_acquire) == old) WaitOnAddress((volatile void *)&value, &old, sizeof old, INFINITE);
}
static void wake_all(std::atomic<uint32_t> &value) { WakeByAddressAll(&value); }
#else
static void sleep_while(const std::atomic<uint32_t> &value, uint32_t old) { value.wait(old, std::memory_order_acquire); }
static void wake_all(std::atomic<uint32_t> &value) { value.notify_all(); }
#endif

// Returns when `value` is no longer `old`.
static void wait_while(const std::atomic<uint32_t> &value, uint32_t old) {
  for (int i = 0; i < SPINS; i++) {
    if (value.load(std::memory_order_acquire) != old) return;
    relax();
  }
  sleep_while(value, old);
}

thread_pool::thread_pool(int size) : size_(std::max(1, size)) {
  for (int i = 1; i < size_; i++) threads_.emplace_back([this] { serve(); });
}

thread_pool::~thread_pool() {
  quit_ = true;
  round_.fetch_add(1, std::memory_order_release);
  wake_all(round_);
  for (auto &thread : threads_) thread.join();
}

void thread_pool::serve() {
  for (uint32_t seen = 0;;) {
    wait_while(round_, seen);
    seen = round_.load(std::memory_order_acquire);
    if (quit_) return;
    take_tasks();
  }
}

void thread_pool::take_tasks() {
  for (;;) {
    uint64_t ticket = ticket_.load(std::memory_order_acquire);
    // What is read here belongs to the ticket if, and only if, the ticket is still the same when it is claimed.
    const uint32_t count = count_.load(std::memory_order_acquire), i = uint32_t(ticket);
    const task_function task = task_.load(std::memory_order_acquire);
    void *const context = context_.load(std::memory_order_acquire);
    if (i >= count) return;
    if (!ticket_.compare_exchange_weak(ticket, ticket + 1, std::memory_order_acq_rel)) continue;
    task(context, i);
    if (done_.fetch_add(1, std::memory_order_acq_rel) + 1 == count) wake_all(done_);
  }
}

void thread_pool::run_shared(uint32_t count, task_function task, void *context) {
  const uint64_t round = (ticket_.load(std::memory_order_relaxed) >> 32) + 1;
  ticket_.store(round << 32 | NO_TASK, std::memory_order_release); // closed while the fields below change
  done_.store(0, std::memory_order_release);
  count_.store(count, std::memory_order_release);
  task_.store(task, std::memory_order_release);
  context_.store(context, std::memory_order_release);
  ticket_.store(round << 32, std::memory_order_release);
  round_.fetch_add(1, std::memory_order_release);
  wake_all(round_);
  take_tasks();
  for (uint32_t done; (done = done_.load(std::memory_order_acquire)) < count;) wait_while(done_, done);
}
