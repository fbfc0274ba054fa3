// The products of a layer: every tile of every precision, over shapes that fill no tile and shapes that need several.
#include "gemm_case.h"
#include "tensor_instructions.h"

static const layer_shape SHAPES[] = {{1, 1, 1}, {33, 70, 10}, {17, 129, 65}, {131, 40, 150}};

template <class function> static void for_each_kernel(function body) {
  for (const precision_case &precision : PRECISIONS)
    for (int t = 0; t < precision.tile_count; t++)
      for (const product which : {product::forward, product::input_gradient, product::weight_gradient}) body(precision, precision.tiles[t], which);
}

TEST("products: every kernel over odd shapes") {
  for_each_kernel([](const precision_case &precision, const gemm_tile &tile, product which) {
    for (const layer_shape &shape : SHAPES) gemm_case{precision, tile, which, shape}.run();
  });
}

TEST("products: more than one tile in every direction, and a tile of k more than there are stages") {
  for_each_kernel([](const precision_case &precision, const gemm_tile &tile, product which) {
    const int more = 4 * tile.bk + 3; // of the summed dimension
    if (which == product::forward) gemm_case{precision, tile, which, {tile.bm + 1, more, tile.bn + 1}}.run();
    if (which == product::input_gradient) gemm_case{precision, tile, which, {tile.bm + 1, tile.bn + 1, more}}.run();
    if (which == product::weight_gradient) gemm_case{precision, tile, which, {more, tile.bm + 1, tile.bn + 1}}.run();
  });
}

TEST("products: the order of threads does not matter") {
  in_every_order([] {
    for_each_kernel([](const precision_case &precision, const gemm_tile &tile, product which) {
      const int many = 4 * tile.bk + 1, few = 33;
      const bool sums_in = which == product::forward, sums_rows = which == product::weight_gradient;
      gemm_case{precision, tile, which, {sums_rows ? many : few, sums_in ? many : few, sums_in || sums_rows ? few : many}}.run();
    });
  });
}

TEST("products: bias, activations and dropout at the end") {
  for (const precision_case &precision : PRECISIONS)
    for (const product which : {product::forward, product::input_gradient})
      for (const int32_t activation : {ACTIVATION_RELU, ACTIVATION_GELU})
        for (const double dropout : {0.0, 0.3})
          for (int t = 0; t < precision.tile_count; t++) gemm_case{precision, precision.tiles[t], which, {35, 20, 37}, activation, dropout}.run();
}

TEST("products: logits leave in fp32") {
  for (const precision_case &precision : PRECISIONS)
    gemm_case{precision, precision.tiles[precision.tile_count - 1], product::forward, {35, 20, 10}, ACTIVATION_NONE, 0, true}.run();
}

TEST("products: split weight gradients add up, also when the last split is short or the rows are few") {
  for (const precision_case &precision : PRECISIONS)
    for (int t = 1; t < precision.tile_count; t++)
      for (const int rows : {1, 64, 129, 200}) gemm_case{precision, precision.tiles[t], product::weight_gradient, {rows, 20, 37}, ACTIVATION_NONE, 0, false, 64}.run();
}

TEST("products: a split past the last row is zero") {
  // k_per_split that does not divide evenly may leave a block nothing to do.
  const gemm_tile &tile = half_tiles[half_tile_count - 1];
  numbers x(FORMAT_FP16, 70 * 16, 1), out(FORMAT_FP32, 3 * 16 * 16, 777);
  gemm_args args{};
  args.a = args.b = x.get();
  args.out_fp32 = out.fp32();
  args.m = args.n = args.lda = args.ldb = args.ldc = 16;
  args.k = 70, args.k_per_split = 64;
  launch(std::string("weight_gradient_fp16_") + tile.name, {1, 1, 3}, unsigned(tile.threads), args, unsigned(tile.shared_bytes));
  CHECK_NEAR(out[0], 64, 0);
  CHECK_NEAR(out[256], 6, 0);
  CHECK_NEAR(out[512], 0, 0);
}

TEST("products: matrices are read from shared memory without bank conflicts") {
  emulator::bank_conflicts = 0;
  for_each_kernel([](const precision_case &precision, const gemm_tile &tile, product which) { gemm_case{precision, tile, which, {70, 70, 70}}.run(); });
  CHECK_NEAR(double(emulator::bank_conflicts), 0, 0);
}

TEST("products: not-a-number in an operand reaches the result, through ReLU too") {
  for (const precision_case &precision : PRECISIONS) {
    const gemm_tile &tile = precision.tiles[precision.tile_count - 1];
    numbers a(precision.format, 16, 1), b(precision.format, 16 * 16, 1), out(precision.format, 16, 777);
    a.set(3, NAN);
    gemm_args args{};
    args.a = a.get(), args.b = b.get(), args.out = out.get();
    args.activation = ACTIVATION_RELU;
    args.m = 1, args.n = args.k = args.lda = args.ldb = args.ldc = 16;
    launch(std::string("forward_") + precision.name + "_" + tile.name, {1, 1, 1}, unsigned(tile.threads), args, unsigned(tile.shared_bytes));
    CHECK(std::isnan(out[5]));
  }
}
