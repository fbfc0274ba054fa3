// The functions of cuBLASLt that the trainer calls, as docs.nvidia.com/cuda/cublas has them, from the user's own installation.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace gpu {

struct cublaslt_algorithm {
  uint64_t data[8];
};
struct cublaslt_heuristic {
  cublaslt_algorithm algorithm;
  size_t workspace_bytes;
  int status;
  float waves;
  int reserved[4];
};

struct cublaslt {
  int (*create)(void **handle);
  size_t (*version)();
  int (*create_product)(void **product, int compute_type, int scale_type);
  int (*set_product)(void *product, int attribute, const void *value, size_t bytes);
  int (*create_matrix)(void **matrix, int type, uint64_t rows, uint64_t columns, int64_t ld); // columns one after the other
  int (*create_preference)(void **preference);
  int (*set_preference)(void *preference, int attribute, const void *value, size_t bytes);
  int (*find_algorithm)(void *handle, void *product, void *a, void *b, void *c, void *d, void *preference, int wanted, cublaslt_heuristic *found,
                        int *count);
  int (*multiply)(void *handle, void *product, const void *alpha, const void *a, void *a_matrix, const void *b, void *b_matrix, const void *beta,
                  const void *c, void *c_matrix, void *d, void *d_matrix, const cublaslt_algorithm *algorithm, void *workspace,
                  size_t workspace_bytes, void *stream);
  std::string name; // with version, for the result
};

// Values of its enumerations.
constexpr int CUDA_R_32F = 0, CUDA_R_16F = 2, CUDA_R_16BF = 14;
constexpr int COMPUTE_32F = 68, COMPUTE_32F_FAST_TF32 = 77;
constexpr int PRODUCT_TRANSPOSE_A = 3, PRODUCT_TRANSPOSE_B = 4, PREFERENCE_WORKSPACE_BYTES = 1;

// Throws device_fault with every place that was tried.
cublaslt load_cublaslt();

} // namespace gpu
