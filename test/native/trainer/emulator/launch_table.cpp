// The list of kernels, and the kernels themselves: the source that nvcc compiles.
#include "launch_table.h"
#include "kernels.cu"
#include <cstring>
#include <vector>

namespace emulator {
namespace {
const kernel *&list() {
  static const kernel *first = nullptr;
  return first;
}
} // namespace

kernel::kernel(const char *name, unsigned max_threads, size_t args_bytes, void (*run)(const void *args))
    : name(name), max_threads(max_threads), args_bytes(args_bytes), run(run), next(list()) {
  list() = this;
}

const kernel *first_kernel() { return list(); }

const kernel *find_kernel(const char *name) {
  for (const kernel *k = list(); k; k = k->next)
    if (strcmp(k->name, name) == 0) return k;
  return nullptr;
}

const char *launch(const kernel &of, const launch_shape &shape, void **parameters) {
  // A real device refuses these.
  if (shape.grid.x == 0 || shape.grid.y == 0 || shape.grid.z == 0 || shape.threads == 0) return "expected a grid and a block with at least one thread";
  if (shape.grid.y > 65535 || shape.grid.z > 65535) return "expected a grid of at most 65535 in y and z";
  if (shape.threads > of.max_threads) return "expected no more threads in a block than the kernel was compiled for";
  if (shape.shared_bytes > 227 * 1024) return "expected no more shared memory than any device has";
  // The driver copies parameters at the launch.
  std::vector<unsigned char> args(of.args_bytes);
  memcpy(args.data(), parameters[0], of.args_bytes);
  run_grid(shape, [&] { of.run(args.data()); });
  return nullptr;
}

} // namespace emulator
