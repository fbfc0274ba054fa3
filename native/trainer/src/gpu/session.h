// One GPU at work: its context, one queue of work in order, and the kernels. Waiting lets the CPU sleep: it would cost energy.
#pragma once
#include "devices.h"
#include "driver.h"
#include <cstdint>
#include <string>
#include <unordered_map>

namespace gpu {

struct grid {
  int64_t x, y = 1, z = 1;
};

class session {
  const gpu_device device_;
  void *queue_ = nullptr, *module_ = nullptr;
  std::string code_; // what the kernels came from
  std::unordered_map<std::string, void *> kernels_;

  void load_kernels();
  void *kernel(const std::string &name, int shared_bytes);
  void launch_raw(const std::string &name, grid blocks, int threads, int shared_bytes, void *args);

public:
  // Opens the device and loads the kernels, which the driver may first have to compile. Throws.
  explicit session(const gpu_device &device);
  session(const session &) = delete;
  const gpu_device &device() const { return device_; }
  void *queue() const { return queue_; }

  template <class args_type> void launch(const std::string &name, grid blocks, int threads, args_type args, int shared_bytes = 0) {
    launch_raw(name, blocks, threads, shared_bytes, &args);
  }
  void wait() const { cuda().wait_for_stream(queue_); }
};

constexpr int64_t blocks_of(int64_t work, int64_t per_block) { return (work + per_block - 1) / per_block; }

} // namespace gpu
