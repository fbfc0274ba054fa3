// Tiles and splits for GPUs of every size: always a kernel that exists there, and always all of the summed dimension.
#include "../cpp/check.h"
#include "gpu/products/tile_choice.h"
#include <string>

namespace gpu {
namespace {

gpu_device device(int capability, int multiprocessors, int shared_bytes) {
  return {0, "a GPU", "", capability, 0, multiprocessors, shared_bytes};
}

const gpu_device DEVICES[] = {device(75, 14, 65536), device(80, 108, 166912), device(86, 20, 101376), device(90, 132, 232448), device(120, 170, 101376)};
const product_shape SHAPES[] = {{1, 16, 16},      {32, 512, 784},   {512, 784, 32},  {16, 16, 100000},
                                {784, 512, 4096}, {8192, 8192, 64}, {100000, 32, 144}, {144, 32, 100000}};

} // namespace

TEST("a tile exists on its GPU and fits into its shared memory") {
  for (const gpu_device &of : DEVICES)
    for (const char *name : {"fp32", "tf32", "fp16_mixed", "bf16_mixed"}) {
      const precision format = precision_of(name);
      if (of.capability < 80 && std::string(name) != "fp32" && std::string(name) != "fp16_mixed") continue;
      for (const product_shape shape : SHAPES)
        for (const product which : {product::forward, product::input_gradient, product::weight_gradient}) {
          const tile_choice choice = choose_tile(of, format, which, shape);
          CHECK(choice.shared_bytes <= of.shared_bytes);
          CHECK(choice.shared_bytes == (of.capability < 80 ? choice.tile->shared_bytes_sm75 : choice.tile->shared_bytes));
          if (std::string(name) != "fp32") CHECK(choice.shared_bytes > 0);
          CHECK(which == product::weight_gradient || choice.splits == 1);
          CHECK(choice.splits == 1 || choice.k_per_split % 64 == 0);
          CHECK(int64_t(choice.splits) * choice.k_per_split >= shape.k);
          CHECK(int64_t(choice.splits - 1) * choice.k_per_split < shape.k);
          CHECK(choice.splits == 1 || choice.splits * shape.m * shape.n <= MOST_PARTIALS);
        }
    }
}

TEST("long sums of small results are split on a large GPU, large results are not") {
  const precision format = precision_of("fp32");
  CHECK(choose_tile(DEVICES[3], format, product::weight_gradient, {144, 32, 100000}).splits > 8);
  CHECK(choose_tile(DEVICES[3], format, product::weight_gradient, {8192, 8192, 128}).splits == 1);
}

TEST("small products take small tiles and large ones large tiles") {
  const precision format = precision_of("bf16_mixed");
  CHECK(choose_tile(DEVICES[3], format, product::forward, {32, 512, 784}).tile->bm == 32);
  CHECK(choose_tile(DEVICES[3], format, product::forward, {8192, 8192, 8192}).tile->bm == 128);
}

} // namespace gpu
