// Who runs the matrix products of a network: the trainer's own kernels, or a library of the user's.
#pragma once
#include "../precision.h"
#include "../session.h"
#include <memory>

namespace gpu {

enum class product { forward, input_gradient, weight_gradient };

class products {
public:
  virtual ~products() = default;
  // Puts one product of device/abi.h, with all that belongs to it, on the queue. k_per_split is the provider's to fill in;
  // out_fp32 of a weight gradient receives the whole sum.
  virtual void enqueue(product which, const device_abi::gemm_args &args) = 0;
  virtual std::string name() const = 0; // for the result, with its version
};

std::unique_ptr<products> own_products(session &gpu, const precision &format);
// Throws device_fault: there is no cuBLASLt. Nobody else steps in for it.
std::unique_ptr<products> cublaslt_products(session &gpu, const precision &format);

} // namespace gpu
