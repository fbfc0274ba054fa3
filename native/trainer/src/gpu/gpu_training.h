// Training on the first GPU that the driver shows.
#pragma once
#include "../training.h"

namespace gpu {

// Opens the GPU, loads kernels, copies the data set. `options` as for the CPU; for a cnn its first width is ignored.
// Throws device_fault, memory_fault, config_fault.
std::unique_ptr<training> make_gpu_training(const trainer_config &config, const dataset &data, const network_options &options);

} // namespace gpu
