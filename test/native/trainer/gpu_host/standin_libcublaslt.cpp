// The functions of cuBLASLt that the trainer calls: plain sums in fp32, columns one after the other, on the stand-in driver's queue.
#include "standin_stream.h"
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>

#define EXPORT extern "C" __attribute__((visibility("default"))) int

namespace {

constexpr int NOT_SUPPORTED = 15, INVALID_VALUE = 7;
constexpr int R_32F = 0, R_16F = 2, R_16BF = 14, COMPUTE_32F = 68, COMPUTE_32F_FAST_TF32 = 77;

struct matrix {
  int type;
  uint64_t rows, columns;
  int64_t ld;

  float read(const void *at, uint64_t row, uint64_t column) const {
    const uint64_t i = column * uint64_t(ld) + row;
    if (type == R_32F) return ((const float *)at)[i];
    const uint16_t bits = ((const uint16_t *)at)[i];
    return type == R_16F ? float(std::bit_cast<_Float16>(bits)) : std::bit_cast<float>(uint32_t(bits) << 16);
  }
  void write(void *at, uint64_t row, uint64_t column, float x) const {
    const uint64_t i = column * uint64_t(ld) + row;
    if (type == R_32F) ((float *)at)[i] = x;
    else if (type == R_16F) ((uint16_t *)at)[i] = std::bit_cast<uint16_t>(_Float16(x));
    else { // to the nearest, ties to even
      const uint32_t bits = std::bit_cast<uint32_t>(x);
      ((uint16_t *)at)[i] = uint16_t((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
    }
  }
};

struct multiplication {
  int compute_type;
  int32_t transposed[2]; // a, b
};

int multiply(const multiplication &how, const matrix &a, const void *from_a, const matrix &b, const void *from_b, const matrix &d, void *to) {
  const uint64_t depth = how.transposed[0] ? a.rows : a.columns;
  for (uint64_t column = 0; column < d.columns; column++)
    for (uint64_t row = 0; row < d.rows; row++) {
      float sum = 0;
      for (uint64_t i = 0; i < depth; i++)
        sum += (how.transposed[0] ? a.read(from_a, i, row) : a.read(from_a, row, i)) *
               (how.transposed[1] ? b.read(from_b, column, i) : b.read(from_b, i, column));
      d.write(to, row, column, sum);
    }
  return 0;
}

// A real library refuses these: shapes that do not fit together, types without a product.
bool fits(const multiplication &how, const matrix &a, const matrix &b, const matrix &d) {
  const uint64_t m = how.transposed[0] ? a.columns : a.rows, k = how.transposed[0] ? a.rows : a.columns;
  const uint64_t n = how.transposed[1] ? b.rows : b.columns, b_k = how.transposed[1] ? b.columns : b.rows;
  const bool types = a.type == b.type && (d.type == a.type || (d.type == R_32F && a.type != R_32F));
  const bool computes = how.compute_type == COMPUTE_32F || (how.compute_type == COMPUTE_32F_FAST_TF32 && a.type == R_32F);
  return m == d.rows && n == d.columns && k == b_k && types && computes && a.ld >= int64_t(a.rows) && b.ld >= int64_t(b.rows) && d.ld >= int64_t(d.rows);
}

int any_handle;

} // namespace

EXPORT cublasLtCreate(void **handle) { return *handle = &any_handle, 0; }
extern "C" __attribute__((visibility("default"))) size_t cublasLtGetVersion() { return 130100; }
EXPORT cublasLtMatmulDescCreate(void **made, int compute_type, int) { return *made = new multiplication{compute_type, {0, 0}}, 0; }
EXPORT cublasLtMatmulDescSetAttribute(void *product, int attribute, const void *value, size_t bytes) {
  if ((attribute != 3 && attribute != 4) || bytes != sizeof(int32_t)) return INVALID_VALUE;
  std::memcpy(&((multiplication *)product)->transposed[attribute - 3], value, bytes);
  return 0;
}
EXPORT cublasLtMatrixLayoutCreate(void **made, int type, uint64_t rows, uint64_t columns, int64_t ld) {
  return *made = new matrix{type, rows, columns, ld}, 0;
}
EXPORT cublasLtMatmulPreferenceCreate(void **preference) { return *preference = &any_handle, 0; }
EXPORT cublasLtMatmulPreferenceSetAttribute(void *, int attribute, const void *, size_t bytes) { return attribute == 1 && bytes == 8 ? 0 : INVALID_VALUE; }
EXPORT cublasLtMatmulAlgoGetHeuristic(void *, void *product, void *a, void *b, void *, void *d, void *, int wanted, void *found, int *count) {
  if (!fits(*(multiplication *)product, *(matrix *)a, *(matrix *)b, *(matrix *)d)) return *count = 0, NOT_SUPPORTED;
  std::memset(found, 0, 96 * size_t(wanted));
  return *count = 1, 0;
}
EXPORT cublasLtMatmul(void *, void *product, const void *alpha, const void *a, void *a_matrix, const void *b, void *b_matrix, const void *beta,
                      const void *, void *, void *d, void *d_matrix, const void *, void *, size_t, void *) {
  if (*(const float *)alpha != 1 || *(const float *)beta != 0) return INVALID_VALUE;
  using enqueue = void(const standin::piece_of_work &);
  static auto *add = (enqueue *)dlsym(dlopen(std::getenv("WATTPROOF_LIBCUDA"), RTLD_NOW), "standin_enqueue");
  (*add)([=, how = *(multiplication *)product, of_a = *(matrix *)a_matrix, of_b = *(matrix *)b_matrix, of_d = *(matrix *)d_matrix] {
    return multiply(how, of_a, a, of_b, b, of_d, d);
  });
  return 0;
}
