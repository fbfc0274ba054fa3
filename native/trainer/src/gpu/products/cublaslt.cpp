// Where cuBLASLt may lie, the newest first.
#include "cublaslt.h"
#include "../../fault.h"
#include "../library.h"
#include <cstdlib>
#include <type_traits>
#include <vector>

namespace gpu {
namespace {

constexpr int MAJORS[] = {13, 12, 11};

std::vector<std::string> places_of(int major) {
  const char *home = std::getenv("CUDA_HOME");
#ifdef _WIN32
  const std::string name = "cublasLt64_" + std::to_string(major) + ".dll";
  std::vector<std::string> places{name};
  if (!home) home = std::getenv("CUDA_PATH");
  if (home) places.push_back(std::string(home) + "\\bin\\" + name);
#else
  const std::string name = "libcublasLt.so." + std::to_string(major);
  std::vector<std::string> places{name};
  if (home) places.push_back(std::string(home) + "/lib64/" + name);
  places.push_back("/usr/local/cuda/lib64/" + name);
#endif
  return places;
}

// Empty: it has them all, and is of that major version (0: of any).
std::string bind(void *library, int major, cublaslt &to) {
  std::string missing;
  const auto take = [&](auto &function, const char *name) {
    function = (std::remove_reference_t<decltype(function)>)library_symbol(library, name);
    if (!function && missing.empty()) missing = std::string("it has no ") + name;
  };
  take(to.create, "cublasLtCreate");
  take(to.version, "cublasLtGetVersion");
  take(to.create_product, "cublasLtMatmulDescCreate");
  take(to.set_product, "cublasLtMatmulDescSetAttribute");
  take(to.create_matrix, "cublasLtMatrixLayoutCreate");
  take(to.create_preference, "cublasLtMatmulPreferenceCreate");
  take(to.set_preference, "cublasLtMatmulPreferenceSetAttribute");
  take(to.find_algorithm, "cublasLtMatmulAlgoGetHeuristic");
  take(to.multiply, "cublasLtMatmul");
  if (!missing.empty()) return missing;
  const size_t version = to.version();
  if (major > 0 && version / 10000 != size_t(major)) return "it is of version " + std::to_string(version) + ", not " + std::to_string(major);
  to.name = "cublaslt " + std::to_string(version / 10000) + "." + std::to_string(version % 10000 / 100);
  return "";
}

} // namespace

cublaslt load_cublaslt() {
  std::string refusals;
  const auto try_places = [&](const std::vector<std::string> &places, int major, cublaslt &to) {
    std::string unloadable;
    void *library = open_library(places, unloadable);
    const std::string refusal = library ? bind(library, major, to) : unloadable;
    if (!refusal.empty()) refusals += (refusals.empty() ? "" : "; ") + refusal;
    return refusal.empty();
  };
  cublaslt found{};
  if (const char *set = std::getenv("WATTPROOF_CUBLASLT")) {
    if (try_places({set}, 0, found)) return found;
  } else {
    for (const int major : MAJORS)
      if (try_places(places_of(major), major, found)) return found;
  }
  throw device_fault("config.gemm asks for cublaslt, and none can be used (" + refusals +
                     "); install cuBLAS of the CUDA toolkit, name its library in WATTPROOF_CUBLASLT, or take gemm own");
}

} // namespace gpu
