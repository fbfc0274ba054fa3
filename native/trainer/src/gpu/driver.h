// The functions of NVIDIA's driver that the trainer calls, documented at docs.nvidia.com/cuda/cuda-driver-api. Declared here,
// so that no CUDA header is needed to build, and found in the driver's library while the program runs.
#pragma once
#include <cstddef>
#include <string>

#ifdef _WIN32
#define CUDA_CALL __stdcall
#else
#define CUDA_CALL
#endif

namespace gpu {

using address = unsigned long long; // CUdeviceptr

// Throws a fault with the call, CUDA's name and description of the code, and what to do.
[[noreturn]] void fail(const char *call, int code);

// Called like the function itself; throws where that returns an error.
template <class... parameters> struct driver_function {
  const char *name; // with the version of its signature, as the library exports it
  int(CUDA_CALL *function)(parameters...) = nullptr;
  void operator()(parameters... values) const {
    if (const int code = function(values...)) fail(name, code);
  }
};

struct driver {
  driver_function<unsigned> init{"cuInit"};
  driver_function<int *> driver_version{"cuDriverGetVersion"};
  driver_function<int, const char **> error_name{"cuGetErrorName"}, error_text{"cuGetErrorString"};
  driver_function<int *> device_count{"cuDeviceGetCount"};
  driver_function<int *, int> device{"cuDeviceGet"};
  driver_function<char *, int, int> device_name{"cuDeviceGetName"};
  driver_function<int *, int, int> device_attribute{"cuDeviceGetAttribute"};
  driver_function<size_t *, int> device_memory{"cuDeviceTotalMem_v2"};
  driver_function<unsigned char *, int> device_uuid{"cuDeviceGetUuid"};
  driver_function<int, unsigned> context_flags{"cuDevicePrimaryCtxSetFlags_v2"};
  driver_function<void **, int> retain_context{"cuDevicePrimaryCtxRetain"};
  driver_function<void *> use_context{"cuCtxSetCurrent"};
  driver_function<void **, const void *, unsigned, int *, void **> load_module{"cuModuleLoadDataEx"};
  driver_function<void **, void *, const char *> module_function{"cuModuleGetFunction"};
  driver_function<void *, int, int> function_attribute{"cuFuncSetAttribute"};
  driver_function<size_t *, size_t *> free_memory{"cuMemGetInfo_v2"};
  driver_function<address *, size_t> allocate{"cuMemAlloc_v2"};
  driver_function<address> release{"cuMemFree_v2"};
  driver_function<void **, size_t, unsigned> allocate_pinned{"cuMemHostAlloc"};
  driver_function<void *> release_pinned{"cuMemFreeHost"};
  driver_function<address, const void *, size_t, void *> copy_in{"cuMemcpyHtoDAsync_v2"};
  driver_function<void *, address, size_t, void *> copy_out{"cuMemcpyDtoHAsync_v2"};
  driver_function<address, unsigned char, size_t, void *> fill{"cuMemsetD8Async"};
  driver_function<void **, unsigned> create_stream{"cuStreamCreate"};
  driver_function<void *> wait_for_stream{"cuStreamSynchronize"};
  driver_function<void **, unsigned> create_event{"cuEventCreate"};
  driver_function<void *> destroy_event{"cuEventDestroy_v2"};
  driver_function<void *, void *> record_event{"cuEventRecord"};
  driver_function<void *> wait_for_event{"cuEventSynchronize"};
  driver_function<void *, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void *, void **, void **> launch{"cuLaunchKernel"};
  driver_function<void *, int> begin_capture{"cuStreamBeginCapture_v2"};
  driver_function<void *, void **> end_capture{"cuStreamEndCapture"};
  driver_function<void **, void *, unsigned long long> instantiate{"cuGraphInstantiateWithFlags"};
  driver_function<void *> destroy_graph{"cuGraphDestroy"}, destroy_instance{"cuGraphExecDestroy"};
  driver_function<void *, void *> upload_graph{"cuGraphUpload"}, launch_graph{"cuGraphLaunch"};
};

// Values of the driver's enumerations.
constexpr int CUDA_OUT_OF_MEMORY = 2, CUDA_NO_DEVICE = 100;
constexpr int ATTRIBUTE_MULTIPROCESSORS = 16, ATTRIBUTE_MAJOR = 75, ATTRIBUTE_MINOR = 76, ATTRIBUTE_SHARED_BYTES = 97;
constexpr int FUNCTION_DYNAMIC_SHARED_BYTES = 8;
constexpr unsigned CONTEXT_WAITS_BLOCKING = 4, STREAM_NON_BLOCKING = 1, EVENT_WAITS_BLOCKING = 1, EVENT_NO_TIMING = 2;
constexpr int CAPTURE_OF_THREAD = 1;

// Loads and initialises the driver once. Returns an empty string, or one line with the reason why it cannot be used.
const std::string &load_driver();
// The driver after load_driver.
const driver &cuda();

} // namespace gpu
