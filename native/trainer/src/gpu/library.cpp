// dlopen, and its counterpart on Windows.
#include "library.h"
#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace gpu {

#ifdef _WIN32
void *open_library(const std::vector<std::string> &places, std::string &refusals) {
  for (const std::string &place : places) {
    if (const HMODULE opened = LoadLibraryA(place.c_str())) return (void *)opened;
    refusals += (refusals.empty() ? "" : "; ") + place + " cannot be loaded (Windows error " + std::to_string(GetLastError()) + ")";
  }
  return nullptr;
}
void *library_symbol(void *library, const char *name) { return (void *)GetProcAddress((HMODULE)library, name); }
#else
void *open_library(const std::vector<std::string> &places, std::string &refusals) {
  for (const std::string &place : places) {
    if (void *opened = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL)) return opened;
    refusals += (refusals.empty() ? "" : "; ") + std::string(dlerror());
  }
  return nullptr;
}
void *library_symbol(void *library, const char *name) { return dlsym(library, name); }
#endif

} // namespace gpu
