// The trainer's own kernels as provider of products.
#include "../../fault.h"
#include "../memory.h"
#include "products.h"
#include "tile_choice.h"

namespace gpu {
namespace {

constexpr const char *NAMES[] = {"forward", "input_gradient", "weight_gradient"};

class own final : public products {
  session &gpu_;
  const precision format_;
  const device_memory partials_; // [splits][m][n] of the product at hand

public:
  own(session &gpu, const precision &format) : gpu_(gpu), format_(format), partials_(gpu, MOST_PARTIALS * int64_t(sizeof(float))) {}

  void enqueue(product which, const device_abi::gemm_args &product_args) override {
    device_abi::gemm_args args = product_args;
    const tile_choice choice = choose_tile(gpu_.device(), format_, which, {args.m, args.n, args.k});
    args.k_per_split = choice.k_per_split;
    if (choice.splits > 1) args.out_fp32 = partials_.as<float>();
    gpu_.launch(std::string(NAMES[int(which)]) + "_" + format_.name + "_" + choice.tile->name,
                {blocks_of(args.m, choice.tile->bm), blocks_of(args.n, choice.tile->bn), choice.splits}, choice.tile->threads, args, choice.shared_bytes);
    if (choice.splits == 1) return;
    const int64_t count = int64_t(args.m) * args.ldc;
    gpu_.launch("reduce_partials", {blocks_of(count, device_abi::REDUCE_PER_BLOCK)}, device_abi::REDUCE_THREADS,
                device_abi::reduce_args{partials_.as<float>(), product_args.out_fp32, count, choice.splits});
  }
  std::string name() const override { return "own"; }
};

} // namespace

std::unique_ptr<products> own_products(session &gpu, const precision &format) { return std::make_unique<own>(gpu, format); }

} // namespace gpu
