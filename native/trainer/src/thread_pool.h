// A pool that hands out the numbers 0 .. count-1: threads spin briefly between two calls, then sleep.
#pragma once
#include <atomic>
#include <thread>
#include <type_traits>
#include <vector>

class thread_pool {
  int size_;
  std::vector<std::thread> threads_;
  std::atomic<unsigned> round_{0};
  std::atomic<int> busy_{0};
  std::atomic<long> next_{0};
  std::atomic<bool> quit_{false};
  void (*task_)(void *, long) = nullptr;
  void *context_ = nullptr;
  long count_ = 0;

  void serve();
  void take_tasks();
  void run_shared(long count, void (*task)(void *, long), void *context);

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
    run_shared(count, [](void *context, long i) { (*(std::remove_reference_t<callable> *)context)(i); }, (void *)&task);
  }
};
