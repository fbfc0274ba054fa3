// Context, module and launches.
#include "session.h"
#include "../fault.h"
#include "embedded.h"
#include <cstdio>

namespace gpu {
namespace {

constexpr int JIT_ERROR_LOG = 5, JIT_ERROR_LOG_BYTES = 6;
constexpr int SHARED_WITHOUT_ASKING = 49152;
constexpr int64_t WIDEST_GRID = 65535; // in y and z; x goes to 2^31 - 1

// Empty when loaded, else the driver's error.
std::string try_image(const void *image, void **module) {
  char log[8192] = "";
  int options[] = {JIT_ERROR_LOG, JIT_ERROR_LOG_BYTES};
  void *values[] = {log, (void *)(uintptr_t)sizeof log};
  const int code = cuda().load_module.function(module, image, 2, options, values);
  if (code == 0) return "";
  if (code == CUDA_OUT_OF_MEMORY) fail(cuda().load_module.name, code);
  std::string words = log;
  for (char &c : words)
    if (c == '\n' || c == '\r') c = ' ';
  const char *name = nullptr;
  cuda().error_name.function(code, &name);
  return std::string(name ? name : "error " + std::to_string(code)) + (words.empty() ? "" : ", its compiler says: " + words);
}

} // namespace

session::session(const gpu_device &device) : device_(device) {
  cuda().context_flags(device.handle, CONTEXT_WAITS_BLOCKING);
  void *context = nullptr;
  cuda().retain_context(&context, device.handle);
  cuda().use_context(context);
  cuda().create_stream(&queue_, STREAM_NON_BLOCKING);
  load_kernels();
  std::fprintf(stderr, "cuda: %s, sm_%d, %lld MB, %s, kernels from %s\n", device.name.c_str(), device.capability,
               (long long)(device.memory_bytes / 1000000), device.uuid.c_str(), code_.c_str());
}

void session::load_kernels() {
  std::string refusals;
  const auto try_one = [&](const char *what, const void *image) {
    if (!image || module_) return;
    const std::string refusal = try_image(image, &module_);
    if (refusal.empty()) code_ = what;
    else refusals += (refusals.empty() ? "" : "; ") + std::string(what) + ": " + refusal;
  };
  try_one("machine code", device_abi::embedded_fatbin());
  try_one("PTX", device_abi::embedded_ptx(device_.capability));
  if (!module_) throw device_fault("the driver refuses the trainer's kernels for " + device_.name + " (" + refusals + "); update NVIDIA's driver");
}

void *session::kernel(const std::string &name, int shared_bytes) {
  const auto known = kernels_.find(name);
  if (known != kernels_.end()) return known->second;
  void *function = nullptr;
  cuda().module_function(&function, module_, name.c_str());
  if (shared_bytes > SHARED_WITHOUT_ASKING) cuda().function_attribute(function, FUNCTION_DYNAMIC_SHARED_BYTES, shared_bytes);
  return kernels_[name] = function;
}

void session::launch_raw(const std::string &name, grid blocks, int threads, int shared_bytes, void *args) {
  if (blocks.x > INT32_MAX || blocks.y > WIDEST_GRID || blocks.z > WIDEST_GRID)
    throw memory_fault("the network is too large for one launch of " + name + "; take fewer neurons or a smaller batch");
  void *parameters[] = {args};
  cuda().launch(kernel(name, shared_bytes), unsigned(blocks.x), unsigned(blocks.y), unsigned(blocks.z), unsigned(threads), 1, 1, unsigned(shared_bytes),
                queue_, parameters, nullptr);
}

} // namespace gpu
