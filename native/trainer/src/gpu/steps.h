// Steps through the examples in graphs of many, with the counters of the one before looked at while the next one runs.
#pragma once
#include "graph.h"
#include "net.h"
#include <functional>

namespace gpu {

// A place in the queue that the CPU can wait for, asleep.
class event {
  void *at_ = nullptr;

public:
  event() { cuda().create_event(&at_, EVENT_WAITS_BLOCKING | EVENT_NO_TIMING); }
  ~event() { cuda().destroy_event.function(at_); }
  event(const event &) = delete;
  void record(const session &gpu) { cuda().record_event(at_, gpu.queue()); }
  void wait() const { cuda().wait_for_event(at_); }
};

class steps {
  session &gpu_;
  net &net_;
  const device_set &set_;
  const int64_t batch_rows_;
  const bool scales_;
  device_memory state_, order_;
  pinned<device_abi::train_state> seen_; // [2]
  pinned<int32_t> staged_;               // the next order
  event seen_event_[2];
  int64_t staged_epoch_ = -1;
  int64_t chunk_ = 0; // steps of full_
  graph full_, last_;
  device_abi::train_state latest_{};

  void enqueue_step(int64_t rows);
  void ask(int slot);
  const device_abi::train_state &wait_for(int slot);
  void stage_order(int64_t epoch, uint64_t seed);
  void clear_sums();

public:
  using watcher = std::function<void(const device_abi::train_state &)>;

  steps(session &gpu, net &network, const device_set &set, int64_t batch_rows, bool scales);
  // Counters to their beginning.
  void reset();
  // Single steps in the order of epoch 0, then graphs; makes the graphs. `watch` is called now and then.
  void warm_up(int64_t count, uint64_t seed, const watcher &watch);
  // All examples once. `watch` sees the counters after each graph; what it throws ends the epoch. `another`: an epoch will follow.
  const device_abi::train_state &epoch(int64_t number, uint64_t seed, bool another, const watcher &watch);

  int64_t full_steps() const { return set_.count / batch_rows_; }
  int64_t rows_left() const { return set_.count % batch_rows_; }
  int64_t per_epoch() const { return full_steps() + (rows_left() > 0); }
};

} // namespace gpu
