// The device code inside the program. Try the fatbin first; a driver too old for it may still take the PTX.
#pragma once
#include <cstddef>

namespace device_abi {

// For cuModuleLoadData: machine code for the GPUs known at the build, from nvcc; null when the build had none.
const void *embedded_fatbin();
// For cuModuleLoadData, ends with a zero byte: what the driver itself compiles for a GPU of this compute capability
// (10 * major + minor). Null below 7.5.
const char *embedded_ptx(int compute_capability);

} // namespace device_abi
