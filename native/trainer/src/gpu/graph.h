// Launches that were recorded once and are replayed with one call: a small step is shorter than launching its kernels.
#pragma once
#include "session.h"
#include <utility>

namespace gpu {

class graph {
  void *instance_ = nullptr;

public:
  graph() = default;
  // Records what `work` launches; nothing runs.
  template <class function> graph(const session &gpu, function work) {
    cuda().begin_capture(gpu.queue(), CAPTURE_OF_THREAD);
    work();
    void *recorded = nullptr;
    cuda().end_capture(gpu.queue(), &recorded);
    cuda().instantiate(&instance_, recorded, 0);
    cuda().destroy_graph(recorded);
    cuda().upload_graph(instance_, gpu.queue()); // now, not at the first launch: that one may be measured
    gpu.wait();
  }
  graph(graph &&other) noexcept : instance_(std::exchange(other.instance_, nullptr)) {}
  graph &operator=(graph &&other) noexcept {
    std::swap(instance_, other.instance_);
    return *this;
  }
  ~graph() {
    if (instance_) cuda().destroy_instance.function(instance_);
  }
  explicit operator bool() const { return instance_ != nullptr; }
  void launch(const session &gpu) const { cuda().launch_graph(instance_, gpu.queue()); }
};

} // namespace gpu
