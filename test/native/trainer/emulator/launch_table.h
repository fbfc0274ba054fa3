// For whoever plays the driver: finds the trainer's kernels by name and launches them, on the calling thread, at once.
#pragma once
#include "kernel_list.h"

namespace emulator {

// Null: no such kernel.
const kernel *find_kernel(const char *name);
const kernel *first_kernel(); // then ->next

// parameters as for cuLaunchKernel. Null: done; else what is wrong with the shape, in words, and nothing ran.
const char *launch(const kernel &of, const launch_shape &shape, void **parameters);

} // namespace emulator
