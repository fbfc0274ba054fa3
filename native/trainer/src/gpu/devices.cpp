// Lists the driver's GPUs.
#include "devices.h"
#include "driver.h"
#include <cstdio>
#include <exception>

namespace gpu {
namespace {

// In the format of nvidia-smi.
std::string uuid_words(const unsigned char (&bytes)[16]) {
  std::string words = "GPU-";
  for (int i = 0; i < 16; i++) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", bytes[i]);
    words += (i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "") + std::string(digits);
  }
  return words;
}

int attribute(int handle, int which) {
  int value = 0;
  cuda().device_attribute(&value, which, handle);
  return value;
}

gpu_device describe(int number) {
  gpu_device of{};
  cuda().device(&of.handle, number);
  char name[256] = "";
  cuda().device_name(name, sizeof name, of.handle);
  unsigned char uuid[16];
  cuda().device_uuid(uuid, of.handle);
  size_t bytes = 0;
  cuda().device_memory(&bytes, of.handle);
  of.name = name;
  of.uuid = uuid_words(uuid);
  of.memory_bytes = int64_t(bytes);
  of.capability = 10 * attribute(of.handle, ATTRIBUTE_MAJOR) + attribute(of.handle, ATTRIBUTE_MINOR);
  of.multiprocessors = attribute(of.handle, ATTRIBUTE_MULTIPROCESSORS);
  of.shared_bytes = attribute(of.handle, ATTRIBUTE_SHARED_BYTES);
  return of;
}

backend missing(const std::string &reason) { return {"cuda", false, "", {}, reason, "", {}}; }

} // namespace

std::vector<gpu_device> list_devices() {
  int count = 0;
  cuda().device_count(&count);
  std::vector<gpu_device> devices;
  for (int number = 0; number < count; number++) devices.push_back(describe(number));
  return devices;
}

backend cuda_backend() {
  if (!load_driver().empty()) return missing(load_driver());
  try {
    const auto devices = list_devices();
    if (devices.empty()) return missing("the NVIDIA driver shows no GPU; look at CUDA_VISIBLE_DEVICES");
    const gpu_device &first = devices.front();
    const std::string capability = "compute capability " + std::to_string(first.capability / 10) + "." + std::to_string(first.capability % 10);
    if (first.capability < 75)
      return missing("expected a GPU of compute capability 7.5 or newer, " + first.name + " has " + capability);
    backend known{"cuda", true, first.name, {"fp32", "fp16_mixed"}, "", "sm_" + std::to_string(first.capability), {"own"}};
    // cuBLASLt is several hundred megabytes: loaded only when a run requests it.
    if (first.capability >= 80) known.precisions = {"fp32", "tf32", "fp16_mixed", "bf16_mixed"};
    else known.reason = "tf32 and bf16_mixed need compute capability 8.0, " + first.name + " has " + capability;
    return known;
  } catch (const std::exception &error) {
    return missing(error.what());
  }
}

} // namespace gpu
