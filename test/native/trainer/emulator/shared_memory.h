// Shared memory of one block: poisoned with not-a-numbers before each block, with forbidden bytes around each array.
#pragma once
#include <cstddef>

namespace emulator {

// At the beginning of a block.
void begin_shared_memory(unsigned threads, size_t dynamic_bytes);

// The running thread's next array; all threads of the block get the same ones in the same order.
void *next_shared_array(size_t bytes);
template <class number> number *shared_array(size_t count) { return static_cast<number *>(next_shared_array(count * sizeof(number))); }

// As many bytes as the launch asked for.
unsigned char *dynamic_shared();

} // namespace emulator
