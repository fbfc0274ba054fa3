// Kernels for any CPU: vectors of 16 bytes, which SSE2 and NEON have and other compilers' targets emulate.
#define VECTOR_BYTES 16
#define SUM_REGISTERS 12
#define STRIP_VECTORS 2
#include "dropout.h"
#include "elementwise.h"
#include "gelu.h"
#include "layerwise.h"
#include "micro_kernel.h"

extern const kernel_table KERNELS_GENERIC;
const kernel_table KERNELS_GENERIC = {"generic",  gemm<multiply_add_fp32>, nullptr, add_bias, mask_transposed, transpose,
                                      column_sum, sgd, adam,       pair_columns,        pair_rows,
                                      gelu,       gelu_gradient, drop, square_sum, lamb_direction};
