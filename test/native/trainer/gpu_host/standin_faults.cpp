// Reads the environment and names codes.
#include "standin_faults.h"
#include <cstdlib>

namespace standin {

const char *name_of(int code) {
  switch (code) {
  case SUCCESS: return "CUDA_SUCCESS";
  case INVALID_VALUE: return "CUDA_ERROR_INVALID_VALUE";
  case OUT_OF_MEMORY: return "CUDA_ERROR_OUT_OF_MEMORY";
  case NO_DEVICE: return "CUDA_ERROR_NO_DEVICE";
  case INVALID_CONTEXT: return "CUDA_ERROR_INVALID_CONTEXT";
  case INVALID_PTX: return "CUDA_ERROR_INVALID_PTX";
  case NOT_FOUND: return "CUDA_ERROR_NOT_FOUND";
  case LAUNCH_FAILED: return "CUDA_ERROR_LAUNCH_FAILED";
  case CAPTURE_UNSUPPORTED: return "CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED";
  }
  return nullptr;
}

const char *text_of(int code) {
  if (code == LAUNCH_FAILED) return "unspecified launch failure";
  if (code == NO_DEVICE) return "no CUDA-capable device is detected";
  return name_of(code);
}

bool broken(const std::string &what) {
  const char *fault = std::getenv("STANDIN_FAULT");
  return fault && what == fault;
}

long long setting(const char *variable, long long otherwise) {
  const char *text = std::getenv(variable);
  return text ? std::atoll(text) : otherwise;
}

} // namespace standin
