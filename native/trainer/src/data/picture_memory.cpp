// A size in front of each block, a count for each thread.
#include "picture_memory.h"
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace picture_memory {

namespace {

constexpr int64_t ROOM_OF_ALL = 700000000;
constexpr size_t HEAD = alignof(std::max_align_t) > sizeof(size_t) ? alignof(std::max_align_t) : sizeof(size_t);

thread_local int64_t left = 0;
thread_local bool exceeded = false;

std::mutex sharing;
std::condition_variable released;
int64_t in_use = 0;

size_t size_of(const char *block) {
  size_t size = 0;
  std::memcpy(&size, block, sizeof size);
  return size;
}

// Takes bytes from the allowance; false when it has too few.
bool take(int64_t bytes) {
  if (bytes > left) {
    exceeded = true;
    return false;
  }
  left -= bytes;
  return true;
}

} // namespace

void *allocate(size_t size) {
  if (!take(int64_t(size))) return nullptr;
  char *block = (char *)std::calloc(1, size + HEAD);
  if (!block) return nullptr;
  std::memcpy(block, &size, sizeof size);
  return block + HEAD;
}

void *enlarge(void *old, size_t size) {
  if (!old) return allocate(size);
  char *block = (char *)old - HEAD;
  if (!take(int64_t(size) - int64_t(size_of(block)))) return nullptr;
  block = (char *)std::realloc(block, size + HEAD);
  if (!block) return nullptr;
  std::memcpy(block, &size, sizeof size);
  return block + HEAD;
}

void release(void *old) {
  if (!old) return;
  char *block = (char *)old - HEAD;
  left += int64_t(size_of(block));
  std::free(block);
}

allowance::allowance(int64_t bytes) {
  left = bytes;
  exceeded = false;
}

bool was_exceeded() { return exceeded; }

share::share(int64_t bytes) : bytes_(bytes) {
  std::unique_lock lock(sharing);
  released.wait(lock, [&] { return in_use == 0 || in_use + bytes_ <= ROOM_OF_ALL; });
  in_use += bytes_;
}

share::~share() {
  {
    const std::lock_guard lock(sharing);
    in_use -= bytes_;
  }
  released.notify_all();
}

} // namespace picture_memory
