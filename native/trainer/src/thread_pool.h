// A pool that hands out the numbers 0 .. count-1: threads spin briefly between two calls, then sleep.
#pragma once
#include <atomic>
#include <cstdint>
#include <thread>
#include <type_traits>
#include <vector>

class thread_pool {
  using task_function = void (*)(void *, uint32_t);
  static constexpr uint32_t NO_TASK = UINT32_MAX;

  const int size_;
  std::vector<std::thread> threads_;
  // Round in the upper half, next number to hand out in the lower: claimed together, so that a thread that comes late to a
  // round can take nothing of it, and nobody waits for a thread that has no task.
  std::atomic<uint64_t> ticket_{NO_TASK};
  std::atomic<uint32_t> round_{0}; // what idle threads watch
  std::atomic<uint32_t> done_{0};  // tasks of this round that are finished
  std::atomic<uint32_t> count_{0};
  std::atomic<task_function> task_{nullptr};
  std::atomic<void *> context_{nullptr};
  std::atomic<bool> quit_{false};

  void serve();
  void take_tasks();
  void run_shared(uint32_t count, task_function task, void *context);

public:
  // `size` threads in all, the caller included; at least 1.
  explicit thread_pool(int size);
  ~thread_pool();
  thread_pool(const thread_pool &) = delete;
  int size() const { return size_; }

  // Calls task(i) for each i once, in any order and thread, and returns when all are done. Tasks must not throw.
  template <class callable> void run(long count, callable &&task) {
    if (size_ == 1 || count <= 1) {
      for (long i = 0; i < count; i++) task(i);
      return;
    }
    run_shared(uint32_t(count), [](void *context, uint32_t i) { (*(std::remove_reference_t<callable> *)context)(long(i)); }, (void *)&task);
  }
};
