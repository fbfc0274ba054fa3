// The GPUs that the driver shows, and what each can do.
#pragma once
#include "../backends.h"
#include <cstdint>
#include <string>
#include <vector>

namespace gpu {

struct gpu_device {
  int handle; // CUdevice
  std::string name, uuid;
  int capability; // 10 * major + minor
  int64_t memory_bytes;
  int multiprocessors, shared_bytes; // shared memory a block may have at most
};

// Needs a driver that loaded. CUDA_VISIBLE_DEVICES has chosen already: the driver itself reads it. Throws.
std::vector<gpu_device> list_devices();
// Backend `cuda` on the first of them; never throws.
backend cuda_backend();

} // namespace gpu
