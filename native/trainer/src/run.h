// One training run from configuration to result.
#pragma once
#include "backends.h"
#include "config.h"

// Loads, warms up, trains, evaluates and reports each. Throws fault.
void run_training(const trainer_config &config, const std::vector<backend> &backends, const kernel_table &kernels);
