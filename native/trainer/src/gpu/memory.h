// Memory of the GPU, and host memory that it can copy to while the CPU does something else.
#pragma once
#include "session.h"
#include <utility>
#include <vector>

namespace gpu {

// Zeroed, since every kernel relies on zeros in the padding. Plain allocations, never managed memory.
class device_memory {
  address at_ = 0;
  int64_t bytes_ = 0;

public:
  device_memory() = default;
  // Throws memory_fault with what was asked for and what is free.
  device_memory(const session &gpu, int64_t bytes);
  device_memory(device_memory &&other) noexcept : at_(std::exchange(other.at_, 0)), bytes_(std::exchange(other.bytes_, 0)) {}
  device_memory &operator=(device_memory &&other) noexcept {
    std::swap(at_, other.at_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~device_memory();

  // A pointer that only the GPU may follow.
  template <class number> number *as(int64_t first = 0) const { return reinterpret_cast<number *>(at_) + first; }
  int64_t bytes() const { return bytes_; }
  explicit operator bool() const { return at_ != 0; }
  void clear(const session &gpu) const;
};

template <class number> device_memory copied(const session &gpu, const std::vector<number> &from) {
  device_memory made(gpu, int64_t(from.size() * sizeof(number)));
  if (from.empty()) return made;
  cuda().copy_in((address)made.as<char>(), from.data(), from.size() * sizeof(number), gpu.queue());
  gpu.wait();
  return made;
}

// One array of plain structs in pinned memory.
template <class type> class pinned {
  type *at_ = nullptr;

public:
  explicit pinned(size_t count) { cuda().allocate_pinned((void **)&at_, count * sizeof(type), 0); }
  ~pinned() { cuda().release_pinned.function(at_); }
  pinned(const pinned &) = delete;
  type *get() const { return at_; }
  type &operator[](size_t i) const { return at_[i]; }
};

} // namespace gpu
