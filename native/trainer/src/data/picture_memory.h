// Memory of the picture decoder: a small file that unpacks without end gets no more than its pixels may need.
#pragma once
#include <cstddef>
#include <cstdint>

namespace picture_memory {

// As malloc (zeroed), realloc and free; null when the thread's allowance is used up.
void *allocate(size_t size);
void *enlarge(void *old, size_t size);
void release(void *old);

// What this thread may allocate from now on, until the next one.
struct allowance {
  explicit allowance(int64_t bytes);
};
// True when the thread was refused memory since its last allowance began.
bool was_exceeded();

// Waits until all threads together have room for this many bytes; a picture larger than the room waits to be alone.
class share {
  const int64_t bytes_;

public:
  explicit share(int64_t bytes);
  ~share();
  share(const share &) = delete;
};

} // namespace picture_memory
