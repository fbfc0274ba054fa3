// One allocation an array; a thread is recognised by how many it has asked for.
#include "shared_memory.h"
#include "block.h"
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace emulator {
namespace {

// Each array is an allocation of its own, so that the address sanitizer watches its ends.
struct array {
  std::unique_ptr<unsigned char, decltype(&free)> bytes;
  size_t size;
};
array make_array(size_t size) {
  array made{{static_cast<unsigned char *>(aligned_alloc(16, (size + 15) / 16 * 16)), &free}, size};
  memset(made.bytes.get(), 0xff, (size + 15) / 16 * 16); // not-a-number in every format
  return made;
}

std::vector<array> arrays;
std::vector<size_t> asked; // how many arrays each thread has asked for
array dynamic{{nullptr, &free}, 0};

} // namespace

void begin_shared_memory(unsigned threads, size_t dynamic_bytes) {
  arrays.clear();
  asked.assign(threads, 0);
  dynamic = make_array(dynamic_bytes);
}

void *next_shared_array(size_t bytes) {
  const size_t i = asked[now.thread.x]++;
  if (i == arrays.size()) arrays.push_back(make_array(bytes));
  if (arrays[i].size != bytes) fault("expected all threads to declare the same shared arrays");
  return arrays[i].bytes.get();
}

unsigned char *dynamic_shared() {
  if (dynamic.size == 0) fault("expected a launch with dynamic shared memory");
  return dynamic.bytes.get();
}

} // namespace emulator
