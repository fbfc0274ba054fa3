// Orders, graphs and the counters' way back.
#include "steps.h"
#include "../clock.h"
#include "../random.h"
#include <algorithm>
#include <numeric>

namespace gpu {

using device_abi::train_state;

namespace {
constexpr int64_t MOST_STEPS = 64;           // of a graph
constexpr int64_t CHUNK_NS = 50000000;       // longest run of a graph, roughly, so that progress can be reported
constexpr int64_t SINGLE_STEPS = 8;          // of the warm-up, before there are graphs
constexpr int64_t TIMED_STEPS = 2;           // of those at least, since the first one also pays for what is loaded at first use
} // namespace

steps::steps(session &gpu, net &network, const device_set &set, int64_t batch_rows, bool scales)
    : gpu_(gpu), net_(network), set_(set), batch_rows_(std::min(batch_rows, set.count)), scales_(scales), state_(gpu, sizeof(train_state)),
      order_(gpu, set.count * int64_t(sizeof(int32_t))), seen_(2), staged_(size_t(set.count)) {}

void steps::reset() {
  train_state &first = seen_[0];
  first = {};
  first.beta_power[0] = first.beta_power[1] = 1;
  first.loss_scale = first.loss_scale_min = scales_ ? FIRST_LOSS_SCALE : 1;
  cuda().copy_in((address)state_.as<char>(), &first, sizeof first, gpu_.queue());
  gpu_.wait();
  latest_ = first;
}

void steps::enqueue_step(int64_t rows) { net_.enqueue({set_, order_.as<int32_t>(), state_.as<train_state>(), rows, true}); }

void steps::ask(int slot) {
  cuda().copy_out(&seen_[size_t(slot)], (address)state_.as<char>(), sizeof(train_state), gpu_.queue());
  seen_event_[slot].record(gpu_);
}

const train_state &steps::wait_for(int slot) {
  seen_event_[slot].wait();
  return latest_ = seen_[size_t(slot)];
}

// The same shuffle as the CPU's backend. By the time this one is needed, the GPU has copied the one before.
void steps::stage_order(int64_t epoch, uint64_t seed) {
  if (staged_epoch_ == epoch) return;
  std::vector<int32_t> order(size_t(set_.count));
  std::iota(order.begin(), order.end(), 0);
  random_stream(seed, FOR_SHUFFLE + uint64_t(epoch)).shuffle(order);
  std::copy(order.begin(), order.end(), staged_.get());
  staged_epoch_ = epoch;
}

void steps::clear_sums() {
  train_state *state = state_.as<train_state>();
  cuda().fill((address)&state->cursor, 0, sizeof state->cursor, gpu_.queue());
  cuda().fill((address)&state->loss_sum, 0, sizeof state->loss_sum, gpu_.queue());
  cuda().fill((address)&state->correct, 0, sizeof state->correct, gpu_.queue());
}

void steps::warm_up(int64_t count, uint64_t seed, const watcher &watch) {
  stage_order(0, seed);
  cuda().copy_in((address)order_.as<char>(), staged_.get(), size_t(order_.bytes()), gpu_.queue());
  gpu_.wait();
  int64_t place = 0;
  const auto begin_again = [&](int64_t wanted) {
    if (place + wanted * batch_rows_ > set_.count) clear_sums(), place = 0;
    place += wanted * batch_rows_;
  };
  const auto look = [&] { ask(0), watch(wait_for(0)); };
  const auto single = [&](int64_t rows) {
    begin_again(1);
    const int64_t begin_ns = monotonic_ns();
    enqueue_step(rows);
    look();
    return monotonic_ns() - begin_ns;
  };
  // Each size once, needed or not: a driver or a library must not load code for the first time while a graph is recorded.
  if (rows_left() > 0) single(rows_left());
  // The fastest step tells the GPU's speed; others were held up, by another program for one, and would make the graphs small.
  int64_t done = 0, step_ns = INT64_MAX;
  do step_ns = std::min(step_ns, single(batch_rows_));
  while (++done < std::clamp(count, TIMED_STEPS, SINGLE_STEPS));
  chunk_ = std::clamp<int64_t>(CHUNK_NS / std::max<int64_t>(1, step_ns), 1, std::min(MOST_STEPS, full_steps()));
  full_ = graph(gpu_, [&] {
    for (int64_t i = 0; i < chunk_; i++) enqueue_step(batch_rows_);
  });
  const int64_t rest = full_steps() % chunk_;
  if (rest > 0 || rows_left() > 0)
    last_ = graph(gpu_, [&] {
      for (int64_t i = 0; i < rest; i++) enqueue_step(batch_rows_);
      if (rows_left() > 0) enqueue_step(rows_left());
    });
  for (; done + chunk_ <= count; done += chunk_) {
    begin_again(chunk_);
    full_.launch(gpu_);
    look();
  }
  for (; done < count; done++) single(batch_rows_);
}

const train_state &steps::epoch(int64_t number, uint64_t seed, bool another, const watcher &watch) {
  stage_order(number, seed);
  cuda().copy_in((address)order_.as<char>(), staged_.get(), size_t(order_.bytes()), gpu_.queue());
  clear_sums();
  const int64_t full = full_steps() / chunk_, graphs = full + bool(last_);
  for (int64_t i = 0; i < graphs; i++) {
    (i < full ? full_ : last_).launch(gpu_);
    ask(int(i % 2));
    if (i == 0) continue;
    watch(wait_for(int((i - 1) % 2)));
    // The first graph is done, so its order has been read: time to shuffle the next one, while the GPU works.
    if (another) stage_order(number + 1, seed);
  }
  watch(wait_for(int((graphs - 1) % 2)));
  return latest_;
}

} // namespace gpu
