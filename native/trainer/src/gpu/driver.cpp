// Finds the driver's library, fills its function table, and turns its errors into messages.
#include "driver.h"
#include "../fault.h"
#include "library.h"
#include <cstdlib>
#include <tuple>
#include <vector>

namespace gpu {
namespace {

// 11.4 is the first with cuGraphInstantiateWithFlags.
constexpr int OLDEST_DRIVER = 11040;

driver functions;

std::vector<std::string> places() {
  if (const char *set = std::getenv("WATTPROOF_LIBCUDA")) return {set};
#ifdef _WIN32
  return {"nvcuda.dll"};
#else
  return {"libcuda.so.1", "/usr/lib/wsl/lib/libcuda.so.1"};
#endif
}

// Name of the first function that the library lacks; null when it has all.
const char *bind_all(void *library) {
  const char *missing = nullptr;
  const auto bind = [&](auto &one) {
    one.function = (decltype(one.function))library_symbol(library, one.name);
    if (!one.function && !missing) missing = one.name;
  };
  driver &f = functions;
  std::apply([&](auto &...each) { (bind(each), ...); },
             std::tie(f.init, f.driver_version, f.error_name, f.error_text, f.device_count, f.device, f.device_name, f.device_attribute,
                      f.device_memory, f.device_uuid, f.context_flags, f.retain_context, f.use_context, f.load_module, f.module_function,
                      f.function_attribute, f.free_memory, f.allocate, f.release, f.allocate_pinned, f.release_pinned, f.copy_in, f.copy_out,
                      f.fill, f.create_stream, f.wait_for_stream, f.create_event, f.destroy_event, f.record_event, f.wait_for_event, f.launch, f.begin_capture,
                      f.end_capture, f.instantiate, f.destroy_graph, f.destroy_instance, f.upload_graph, f.launch_graph));
  return missing;
}

std::string version_words(int version) { return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10); }

std::string error_words(int code) {
  const char *name = nullptr, *text = nullptr;
  if (functions.error_name.function) functions.error_name.function(code, &name);
  if (functions.error_text.function) functions.error_text.function(code, &text);
  return std::string(name ? name : "error " + std::to_string(code)) + (text ? std::string(" (") + text + ")" : "");
}

const char *advice(int code) {
  switch (code) {
  case CUDA_OUT_OF_MEMORY: return "take fewer neurons, layers, examples or a smaller batch, or end other programs on the GPU";
  case CUDA_NO_DEVICE: return "see with nvidia-smi whether the driver knows a GPU, and look at CUDA_VISIBLE_DEVICES";
  case 209: case 218: case 222: return "update NVIDIA's driver";
  case 803: return "restart the computer: the driver's library and its kernel module are of different versions";
  case 46: case 802: return "see with nvidia-smi who uses the GPU, and in which mode";
  default: return "run it again; when it comes back, see nvidia-smi and the system's log for what the driver says";
  }
}

// Kernels are loaded, and compiled where necessary, before anything is measured, not at first use.
void ask_for_eager_loading() {
#ifdef _WIN32
  if (!std::getenv("CUDA_MODULE_LOADING")) _putenv("CUDA_MODULE_LOADING=EAGER");
#else
  setenv("CUDA_MODULE_LOADING", "EAGER", 0);
#endif
}

std::string try_to_load() {
  ask_for_eager_loading();
  std::string refusals;
  void *library = open_library(places(), refusals);
  if (!library) return "no NVIDIA driver found (" + refusals + ")";
  const char *missing = bind_all(library);
  int version = 0;
  if (functions.driver_version.function) functions.driver_version.function(&version);
  if (missing || version < OLDEST_DRIVER)
    return "expected an NVIDIA driver for CUDA " + version_words(OLDEST_DRIVER) + " (470) or newer, this one is for " + version_words(version) +
           (missing ? std::string(" and has no ") + missing : "") + "; update the driver";
  if (const int code = functions.init.function(0)) return "cuInit: " + error_words(code) + "; " + advice(code);
  return "";
}

} // namespace

void fail(const char *call, int code) {
  const std::string message = std::string(call) + ": " + error_words(code) + "; " + advice(code);
  throw code == CUDA_OUT_OF_MEMORY ? memory_fault(message) : device_fault(message);
}

const std::string &load_driver() {
  static const std::string reason = try_to_load();
  return reason;
}

const driver &cuda() { return functions; }

} // namespace gpu
