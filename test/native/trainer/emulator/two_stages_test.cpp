// The products as compiled for sm_75: two stages, and copies that are done at once instead of under way.
#include "gemm_case.h"
#include "multiply.h"
#include "tensor_instructions.h"

namespace {
constexpr gemm_tile like = half_tiles[2];
template <device::product which> using two_stages = device::gemm_tensor<device::fp16, which, like.bm, like.bn, like.bk, like.warp_m, like.warp_n, 2>;
} // namespace

KERNEL(forward_fp16_two_stages, gemm_args, like.threads, two_stages<device::product::forward>::run(args))
KERNEL(input_gradient_fp16_two_stages, gemm_args, like.threads, two_stages<device::product::input_gradient>::run(args))
KERNEL(weight_gradient_fp16_two_stages, gemm_args, like.threads, two_stages<device::product::weight_gradient>::run(args))

TEST("products of sm_75: two stages") {
  gemm_tile tile = like;
  tile.name = "two_stages";
  tile.shared_bytes = like.shared_bytes_sm75;
  for (const bool at_once : {false, true}) {
    emulator::copies_at_once = at_once;
    in_every_order([&] {
      for (const product which : {product::forward, product::input_gradient, product::weight_gradient})
        for (const layer_shape &shape : {layer_shape{1, 1, 1}, {131, 100, 100}}) gemm_case{PRECISIONS[2], tile, which, shape}.run();
    });
  }
  emulator::copies_at_once = false;
}

TEST("tiles of sm_75 fit in its 64 kB, those of later devices in 99 kB") {
  for (const precision_case &precision : PRECISIONS)
    for (int t = 0; t < precision.tile_count; t++)
      CHECK(precision.tiles[t].shared_bytes <= 99 * 1024 && precision.tiles[t].shared_bytes_sm75 <= 64 * 1024);
}
