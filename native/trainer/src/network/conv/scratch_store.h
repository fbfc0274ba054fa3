// Working memory that a task borrows: one for each thread, and any task may use any of them.
#pragma once
#include "conv_block.h"
#include <mutex>
#include <vector>

template <class word> struct thread_scratch {
  buffer<float> picture; // in the data set's layout: [channels][height][width]
  std::vector<block_scratch<word>> blocks;
};

template <class word> class scratch_store {
  std::vector<thread_scratch<word>> made_;
  std::vector<thread_scratch<word> *> free_;
  std::mutex mutex_;

public:
  scratch_store(const std::vector<block_shape> &shapes, int threads) : made_(size_t(threads)) {
    const framed_shape &first = shapes.front().in;
    for (auto &of_thread : made_) {
      of_thread.picture = buffer<float>(first.channels * first.height * first.width);
      for (const block_shape &shape : shapes) of_thread.blocks.emplace_back(shape);
      free_.push_back(&of_thread);
    }
  }

  // For at most as many concurrent tasks as threads; the task must not throw.
  template <class callable> void borrow(callable &&task) {
    thread_scratch<word> *taken;
    {
      const std::lock_guard lock(mutex_);
      taken = free_.back();
      free_.pop_back();
    }
    task(*taken);
    const std::lock_guard lock(mutex_);
    free_.push_back(taken);
  }
};
