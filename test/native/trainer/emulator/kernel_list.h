// Kernels by name, as a driver finds them in a module.
#pragma once
#include "block.h"
#include <cstddef>

namespace emulator {

struct kernel {
  const char *name;
  unsigned max_threads; // of a block
  size_t args_bytes;
  void (*run)(const void *args); // one thread
  const kernel *next;

  // Puts itself on the list; for objects that live as long as the program.
  kernel(const char *name, unsigned max_threads, size_t args_bytes, void (*run)(const void *args));
};

} // namespace emulator
