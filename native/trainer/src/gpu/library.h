// Libraries of the user's machine, opened while the program runs: nothing of NVIDIA's is linked.
#pragma once
#include <string>
#include <vector>

namespace gpu {

// The first of the places that loads, kept open for good. Null: `refusals` says why each did not.
void *open_library(const std::vector<std::string> &places, std::string &refusals);
// Null: the library has no such function.
void *library_symbol(void *library, const char *name);

} // namespace gpu
