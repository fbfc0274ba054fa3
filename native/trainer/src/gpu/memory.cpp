// Allocations, with an answer to what was missing.
#include "memory.h"
#include "../fault.h"

namespace gpu {

static std::string megabytes(int64_t bytes) { return std::to_string((bytes + 999999) / 1000000) + " MB"; }

device_memory::device_memory(const session &gpu, int64_t bytes) : bytes_(bytes) {
  if (bytes == 0) return;
  if (const int code = cuda().allocate.function(&at_, size_t(bytes))) {
    if (code != CUDA_OUT_OF_MEMORY) fail(cuda().allocate.name, code);
    size_t free = 0, total = 0;
    cuda().free_memory.function(&free, &total);
    throw memory_fault("a piece of " + megabytes(bytes) + " was asked of " + gpu.device().name + ", " + megabytes(int64_t(free)) + " of its " +
                       megabytes(int64_t(total)) + " are left; take fewer neurons, layers, examples or a smaller batch, or end other programs on the GPU");
  }
  clear(gpu);
}

device_memory::~device_memory() {
  if (at_) cuda().release.function(at_);
}

void device_memory::clear(const session &gpu) const { cuda().fill(at_, 0, size_t(bytes_), gpu.queue()); }

} // namespace gpu
