// Products by cuBLASLt, and what the trainer's own kernels do at their ends in launches of their own. cuBLASLt keeps columns one
// after the other, so that it sees every matrix transposed: out' = b' a'.
#include "../../fault.h"
#include "cublaslt.h"
#include "../memory.h"
#include "products.h"
#include <map>
#include <tuple>

namespace gpu {
namespace {

using device_abi::gemm_args;

constexpr size_t WORKSPACE_BYTES = 32 << 20; // what NVIDIA advises for its largest GPUs
constexpr const char *STATUS_ADVICE = "; take gemm own, or another version of cuBLAS";

void check(const char *call, int status) {
  if (status != 0) throw device_fault(std::string(call) + ": cuBLAS status " + std::to_string(status) + STATUS_ADVICE);
}

// Prepared once for each shape.
struct plan {
  void *product = nullptr, *a = nullptr, *b = nullptr, *out = nullptr;
  cublaslt_heuristic chosen{};
};

class library_products final : public products {
  using shape = std::tuple<product, bool, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t>;
  session &gpu_;
  const precision format_;
  const cublaslt library_;
  const device_memory workspace_;
  void *handle_ = nullptr, *preference_ = nullptr;
  std::map<shape, plan> plans_;

  int stored_type() const {
    return format_.number == device_abi::FORMAT_FP16 ? CUDA_R_16F : format_.number == device_abi::FORMAT_BF16 ? CUDA_R_16BF : CUDA_R_32F;
  }

  plan make_plan(product which, const gemm_args &args) const {
    plan made;
    check("cublasLtMatmulDescCreate",
          library_.create_product(&made.product, std::string(format_.name) == "tf32" ? COMPUTE_32F_FAST_TF32 : COMPUTE_32F, CUDA_R_32F));
    // Its first operand is our b, its second our a.
    const int32_t b_transposed = which == product::input_gradient, a_transposed = which == product::weight_gradient;
    check("cublasLtMatmulDescSetAttribute", library_.set_product(made.product, PRODUCT_TRANSPOSE_A, &b_transposed, sizeof b_transposed));
    check("cublasLtMatmulDescSetAttribute", library_.set_product(made.product, PRODUCT_TRANSPOSE_B, &a_transposed, sizeof a_transposed));
    const auto matrix = [&](void **to, int type, int64_t rows, int64_t columns, int64_t ld) {
      check("cublasLtMatrixLayoutCreate", library_.create_matrix(to, type, uint64_t(rows), uint64_t(columns), ld));
    };
    matrix(&made.a, stored_type(), b_transposed ? args.k : args.n, b_transposed ? args.n : args.k, args.ldb);
    matrix(&made.b, stored_type(), a_transposed ? args.m : args.k, a_transposed ? args.k : args.m, args.lda);
    matrix(&made.out, args.out_fp32 ? CUDA_R_32F : stored_type(), args.n, args.m, args.ldc);
    int found = 0;
    check("cublasLtMatmulAlgoGetHeuristic", library_.find_algorithm(handle_, made.product, made.a, made.b, made.out, made.out, preference_, 1,
                                                                    &made.chosen, &found));
    if (found < 1) throw device_fault("cuBLAS knows no way to multiply in " + std::string(format_.name) + " on " + gpu_.device().name + STATUS_ADVICE);
    return made;
  }

  void end(product which, const gemm_args &args) {
    const bool forward = which == product::forward;
    if (which == product::weight_gradient) return;
    if (!forward && args.activation == device_abi::ACTIVATION_NONE && args.dropout_threshold == 0) return;
    const device_abi::activation_args ends{args.out_fp32 ? args.out_fp32 : args.out, forward ? args.bias : nullptr, args.saved, args.save, args.state,
                                           args.dropout_key, args.dropout_threshold, args.dropout_scale, args.activation, args.m, args.n};
    gpu_.launch(std::string(forward ? "activate_" : "activation_gradient_") + (args.out_fp32 ? "fp32" : format_.format),
                {blocks_of(int64_t(args.m) * args.n, device_abi::ACTIVATION_PER_BLOCK)}, device_abi::ACTIVATION_THREADS, ends);
  }

public:
  library_products(session &gpu, const precision &format)
      : gpu_(gpu), format_(format), library_(load_cublaslt()), workspace_(gpu, int64_t(WORKSPACE_BYTES)) {
    check("cublasLtCreate", library_.create(&handle_));
    check("cublasLtMatmulPreferenceCreate", library_.create_preference(&preference_));
    check("cublasLtMatmulPreferenceSetAttribute",
          library_.set_preference(preference_, PREFERENCE_WORKSPACE_BYTES, &WORKSPACE_BYTES, sizeof WORKSPACE_BYTES));
  }

  void enqueue(product which, const gemm_args &args) override {
    const shape key{which, args.out_fp32 != nullptr, args.m, args.n, args.k, args.lda, args.ldb, args.ldc};
    if (!plans_.count(key)) plans_[key] = make_plan(which, args);
    const plan &of = plans_[key];
    const float one = 1, zero = 0;
    void *out = args.out_fp32 ? args.out_fp32 : args.out;
    check("cublasLtMatmul", library_.multiply(handle_, of.product, &one, args.b, of.a, args.a, of.b, &zero, out, of.out, out, of.out,
                                              &of.chosen.algorithm, workspace_.as<char>(), WORKSPACE_BYTES, gpu_.queue()));
    end(which, args);
  }
  std::string name() const override { return library_.name; }
};

} // namespace

std::unique_ptr<products> cublaslt_products(session &gpu, const precision &format) { return std::make_unique<library_products>(gpu, format); }

} // namespace gpu
