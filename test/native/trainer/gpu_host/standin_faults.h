// Settings and faults of the stand-in, from environment variables STANDIN_*.
#pragma once
#include <string>

namespace standin {

// Codes of cuda.h.
enum code {
  SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NO_DEVICE = 100, INVALID_CONTEXT = 201, INVALID_PTX = 218, NOT_FOUND = 500,
  LAUNCH_FAILED = 719, CAPTURE_UNSUPPORTED = 900
};
const char *name_of(int code);
const char *text_of(int code);

// STANDIN_FAULT: no_device, old_driver, out_of_memory, launch, jit; none of them: all is well.
bool broken(const std::string &what);
// The number in a variable: STANDIN_MEMORY_MB, for one. STANDIN_LAUNCH_MS makes each launch take so long at least.
long long setting(const char *variable, long long otherwise);

} // namespace standin
