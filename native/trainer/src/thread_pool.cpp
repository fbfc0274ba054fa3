// Workers wait for a round number to change, by spinning first: a training step has a dozen rounds of a few microseconds.
#include "thread_pool.h"

// About 20 us: longer than the gap between two rounds, short enough not to starve others when cores are shared.
static constexpr int SPINS = 2000;

static inline void relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Returns when `value` is no longer `old`.
template <class number> static void wait_while(const std::atomic<number> &value, number old) {
  for (int i = 0; i < SPINS; i++) {
    if (value.load(std::memory_order_acquire) != old) return;
    relax();
  }
  value.wait(old, std::memory_order_acquire);
}

thread_pool::thread_pool(int size) : size_(size < 1 ? 1 : size) {
  for (int i = 1; i < size_; i++) threads_.emplace_back([this] { serve(); });
}

thread_pool::~thread_pool() {
  quit_ = true;
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  for (auto &thread : threads_) thread.join();
}

void thread_pool::serve() {
  for (unsigned seen = 0;; seen++) {
    wait_while(round_, seen);
    if (quit_) return;
    take_tasks();
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_one();
  }
}

void thread_pool::take_tasks() {
  for (long i; (i = next_.fetch_add(1, std::memory_order_relaxed)) < count_;) task_(context_, i);
}

void thread_pool::run_shared(long count, void (*task)(void *, long), void *context) {
  task_ = task;
  context_ = context;
  count_ = count;
  next_.store(0, std::memory_order_relaxed);
  busy_.store(size_ - 1, std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release); // publishes all of the above
  round_.notify_all();
  take_tasks();
  for (int left; (left = busy_.load(std::memory_order_acquire)) > 0;) wait_while(busy_, left);
}
