// The functions of the driver that the trainer calls, with host memory for device memory and the emulator for the GPU.
#include "standin_faults.h"
#include "standin_stream.h"
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

using namespace standin;
using emulator::kernel;
using address = unsigned long long;
using graph_of_work = std::vector<piece_of_work>;

#define EXPORT extern "C" __attribute__((visibility("default"))) int
// No call but those about errors succeeds after a fault.
#define REFUSE_AFTER_FAULT                                                                                                          \
  if (queue.failed) return queue.failed

namespace {

constexpr int SHARED_WITHOUT_ASKING = 49152, SHARED_LIMIT = 101376;
constexpr int CONTEXT = 1, STREAM = 2, MODULE = 3; // what handles point to is nobody's business
int handles[4];

bool initialised = false, context_set = false;
std::map<address, size_t> memory; // pieces by their beginning
std::map<char *, size_t> pinned_memory;
size_t allocated = 0;
std::map<const kernel *, int> shared_allowed;

int capability() { return int(setting("STANDIN_CAPABILITY", 90)); }
size_t memory_bytes() { return size_t(setting("STANDIN_MEMORY_MB", 1000)) * 1000000; }

bool inside(address at, size_t bytes) {
  auto piece = memory.upper_bound(at);
  if (piece == memory.begin()) return false;
  --piece;
  return at + bytes <= piece->first + piece->second;
}
bool is_pinned(const void *at) {
  auto piece = pinned_memory.upper_bound((char *)at);
  if (piece == pinned_memory.begin()) return false;
  --piece;
  return (char *)at < piece->first + piece->second;
}

} // namespace

EXPORT cuInit(unsigned) {
  if (broken("no_device")) return NO_DEVICE;
  initialised = true;
  return SUCCESS;
}
EXPORT cuDriverGetVersion(int *version) { return *version = broken("old_driver") ? 11020 : 13000, SUCCESS; }
EXPORT cuGetErrorName(int code, const char **name) { return (*name = name_of(code)) ? SUCCESS : INVALID_VALUE; }
EXPORT cuGetErrorString(int code, const char **text) { return (*text = text_of(code)) ? SUCCESS : INVALID_VALUE; }
EXPORT cuDeviceGetCount(int *count) { return *count = int(setting("STANDIN_DEVICES", 1)), initialised ? SUCCESS : INVALID_CONTEXT; }
EXPORT cuDeviceGet(int *device, int number) { return *device = number, SUCCESS; }
EXPORT cuDeviceGetName(char *name, int length, int) { return std::strncpy(name, "Stand-in GPU", size_t(length)), SUCCESS; }
EXPORT cuDeviceGetAttribute(int *value, int attribute, int) {
  switch (attribute) {
  case 16: return *value = int(setting("STANDIN_MULTIPROCESSORS", 4)), SUCCESS;
  case 75: return *value = capability() / 10, SUCCESS;
  case 76: return *value = capability() % 10, SUCCESS;
  case 97: return *value = SHARED_LIMIT, SUCCESS;
  }
  return INVALID_VALUE;
}
EXPORT cuDeviceTotalMem_v2(size_t *bytes, int) { return *bytes = memory_bytes(), SUCCESS; }
EXPORT cuDeviceGetUuid(unsigned char *uuid, int) {
  for (int i = 0; i < 16; i++) uuid[i] = (unsigned char)(i * 17);
  return SUCCESS;
}
EXPORT cuDevicePrimaryCtxSetFlags_v2(int, unsigned) { return SUCCESS; }
EXPORT cuDevicePrimaryCtxRetain(void **context, int) { return *context = &handles[CONTEXT], SUCCESS; }
EXPORT cuCtxSetCurrent(void *context) { return context_set = context == &handles[CONTEXT], context_set ? SUCCESS : INVALID_CONTEXT; }

EXPORT cuModuleLoadDataEx(void **module, const void *image, unsigned count, int *options, void **values) {
  if (!context_set) return INVALID_CONTEXT;
  if (std::strncmp((const char *)image, ".version ", 9) != 0) return INVALID_VALUE;
  if (broken("jit")) {
    char *log = nullptr;
    size_t bytes = 0;
    for (unsigned i = 0; i < count; i++) {
      if (options[i] == 5) log = (char *)values[i];
      if (options[i] == 6) bytes = (size_t)values[i];
    }
    if (log) std::strncpy(log, "ptxas fatal : the stand-in\ndoes not like it", bytes);
    return INVALID_PTX;
  }
  return *module = &handles[MODULE], SUCCESS;
}
EXPORT cuModuleGetFunction(void **function, void *module, const char *name) {
  if (module != &handles[MODULE]) return INVALID_VALUE;
  return (*function = (void *)emulator::find_kernel(name)) ? SUCCESS : NOT_FOUND;
}
EXPORT cuFuncSetAttribute(void *function, int attribute, int value) {
  if (attribute != 8 || value > SHARED_LIMIT) return INVALID_VALUE;
  return shared_allowed[(const kernel *)function] = value, SUCCESS;
}

EXPORT cuMemGetInfo_v2(size_t *free, size_t *total) { return *total = memory_bytes(), *free = *total - allocated, SUCCESS; }
EXPORT cuMemAlloc_v2(address *at, size_t bytes) {
  REFUSE_AFTER_FAULT;
  if (!context_set || queue.capturing) return INVALID_CONTEXT;
  if (allocated + bytes > memory_bytes()) return OUT_OF_MEMORY;
  void *piece = nullptr;
  if (posix_memalign(&piece, 256, bytes) != 0) return OUT_OF_MEMORY;
  std::memset(piece, 0xff, bytes); // not-a-numbers: nobody may rely on zeros
  memory[*at = (address)piece] = bytes;
  allocated += bytes;
  return SUCCESS;
}
EXPORT cuMemFree_v2(address at) {
  const auto piece = memory.find(at);
  if (piece == memory.end()) return INVALID_VALUE;
  queue.run_all();
  allocated -= piece->second;
  memory.erase(piece);
  std::free((void *)at);
  return SUCCESS;
}
EXPORT cuMemHostAlloc(void **at, size_t bytes, unsigned) {
  *at = std::malloc(bytes);
  pinned_memory[(char *)*at] = bytes;
  return SUCCESS;
}
EXPORT cuMemFreeHost(void *at) {
  if (pinned_memory.erase((char *)at) == 0) return INVALID_VALUE;
  queue.run_all();
  std::free(at);
  return SUCCESS;
}

// Pinned memory is read when the copy's turn comes, other memory at once.
EXPORT cuMemcpyHtoDAsync_v2(address to, const void *from, size_t bytes, void *) {
  REFUSE_AFTER_FAULT;
  if (queue.capturing) return CAPTURE_UNSUPPORTED;
  if (!inside(to, bytes)) return INVALID_VALUE;
  if (is_pinned(from)) queue.add([=] { return std::memcpy((void *)to, from, bytes), SUCCESS; });
  else queue.add([=, kept = std::string((const char *)from, bytes)] { return std::memcpy((void *)to, kept.data(), bytes), SUCCESS; });
  return SUCCESS;
}
EXPORT cuMemcpyDtoHAsync_v2(void *to, address from, size_t bytes, void *) {
  REFUSE_AFTER_FAULT;
  if (queue.capturing) return CAPTURE_UNSUPPORTED;
  if (!inside(from, bytes)) return INVALID_VALUE;
  queue.add([=] { return std::memcpy(to, (void *)from, bytes), SUCCESS; });
  return SUCCESS;
}
EXPORT cuMemsetD8Async(address to, unsigned char value, size_t bytes, void *) {
  REFUSE_AFTER_FAULT;
  if (queue.capturing) return CAPTURE_UNSUPPORTED;
  if (!inside(to, bytes)) return INVALID_VALUE;
  queue.add([=] { return std::memset((void *)to, value, bytes), SUCCESS; });
  return SUCCESS;
}

EXPORT cuStreamCreate(void **made, unsigned) { return *made = &handles[STREAM], SUCCESS; }
EXPORT cuStreamSynchronize(void *) { return queue.capturing ? int(CAPTURE_UNSUPPORTED) : queue.run_all(); }
EXPORT cuEventCreate(void **event, unsigned) { return *event = new int64_t(0), SUCCESS; }
EXPORT cuEventDestroy_v2(void *event) { return delete (int64_t *)event, SUCCESS; }
EXPORT cuEventRecord(void *event, void *) { return *(int64_t *)event = queue.queued, SUCCESS; }
EXPORT cuEventSynchronize(void *event) { return queue.capturing ? int(CAPTURE_UNSUPPORTED) : queue.run_until(*(int64_t *)event); }

EXPORT cuLaunchKernel(void *function, unsigned x, unsigned y, unsigned z, unsigned threads, unsigned threads_y, unsigned threads_z, unsigned shared,
                      void *stream, void **parameters, void **extra) {
  REFUSE_AFTER_FAULT;
  const kernel *of = (const kernel *)function;
  if (stream != &handles[STREAM] || extra || threads_y != 1 || threads_z != 1) return INVALID_VALUE;
  const auto allowed = shared_allowed.find(of);
  if (int(shared) > (allowed == shared_allowed.end() ? SHARED_WITHOUT_ASKING : allowed->second)) return INVALID_VALUE;
  const unsigned char *args = (const unsigned char *)parameters[0];
  recorded_launch launch{of, {{x, y, z}, threads, shared}, {args, args + of->args_bytes}};
  queue.add([launch = std::move(launch)] { return run(launch); });
  return SUCCESS;
}

EXPORT cuStreamBeginCapture_v2(void *, int) {
  if (queue.capturing) return CAPTURE_UNSUPPORTED;
  queue.captured.clear();
  return queue.capturing = true, SUCCESS;
}
EXPORT cuStreamEndCapture(void *, void **graph) {
  if (!queue.capturing) return CAPTURE_UNSUPPORTED;
  queue.capturing = false;
  return *graph = new graph_of_work(std::move(queue.captured)), SUCCESS;
}
EXPORT cuGraphInstantiateWithFlags(void **instance, void *graph, unsigned long long) {
  return *instance = new graph_of_work(*(graph_of_work *)graph), SUCCESS;
}
EXPORT cuGraphDestroy(void *graph) { return delete (graph_of_work *)graph, SUCCESS; }
EXPORT cuGraphExecDestroy(void *instance) {
  queue.run_all();
  return delete (graph_of_work *)instance, SUCCESS;
}
EXPORT cuGraphUpload(void *instance, void *) { return instance && !queue.capturing ? int(SUCCESS) : int(INVALID_VALUE); }
EXPORT cuGraphLaunch(void *instance, void *) {
  REFUSE_AFTER_FAULT;
  if (queue.capturing) return CAPTURE_UNSUPPORTED;
  for (const piece_of_work &one : *(graph_of_work *)instance) queue.add(one);
  return SUCCESS;
}
