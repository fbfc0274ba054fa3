// The shapes in which each product is compiled; the host tries those that fit and keeps the fastest.
#pragma once

namespace device_abi {

struct gemm_tile {
  const char *name;      // the end of the kernel's name
  int bm, bn, bk;        // block of the result, and how much of the summed dimension is loaded at once
  int warp_m, warp_n;    // what a warp owns of it; fp32: what a thread owns
  int stages;            // loads under way, from sm_80 on; before, 2
  int threads;
  int shared_bytes;      // dynamic, from sm_80 on; above 49152 the function's maximum has to be raised first
  int shared_bytes_sm75; // two stages, for 64 kB is all there is; 0: this tile does not fit there and its kernels are empty
};

// Tiles in shared memory have rows longer than what is loaded, so that reads across rows hit different banks.
constexpr int row_padding(int bytes_per_number, bool rows_along_k) { return bytes_per_number == 2 || rows_along_k ? 8 : 4; }
constexpr int tile_numbers(int width, int bk, int bytes_per_number, bool rows_along_k) {
  return rows_along_k ? bk * (width + row_padding(bytes_per_number, true)) : width * (bk + row_padding(bytes_per_number, false));
}
// Enough for any of the three products.
constexpr int stage_bytes(int bm, int bn, int bk, int bytes_per_number) {
  int most = 0;
  for (const int layout : {0, 1, 2}) { // forward, input_gradient, weight_gradient
    const int numbers = tile_numbers(bm, bk, bytes_per_number, layout == 2) + tile_numbers(bn, bk, bytes_per_number, layout != 1);
    most = numbers * bytes_per_number > most ? numbers * bytes_per_number : most;
  }
  return most;
}
// A warp's slab of finished rows, on the way out.
constexpr int slab_rows(int warp_m) { return warp_m < 32 ? warp_m : 32; }
constexpr int slab_bytes(int warps, int warp_m, int warp_n) { return warps * slab_rows(warp_m) * (warp_n + 8) * 4; }
constexpr int larger(int a, int b) { return a > b ? a : b; }

constexpr gemm_tile tensor_tile(const char *name, int bm, int bn, int bk, int warp_m, int warp_n, int stages, int bytes_per_number) {
  const int warps = bm / warp_m * (bn / warp_n), stage = stage_bytes(bm, bn, bk, bytes_per_number), slab = slab_bytes(warps, warp_m, warp_n);
  const int two_stages = larger(2 * stage, slab);
  return {name, bm, bn, bk, warp_m, warp_n, stages, 32 * warps, larger(stages * stage, slab), two_stages <= 65536 ? two_stages : 0};
}

// Precision fp32: needs no tensor cores, and no dynamic shared memory.
constexpr int fp32_tile_count = 3;
constexpr gemm_tile fp32_tiles[fp32_tile_count] = {{"128x128", 128, 128, 8, 8, 8, 2, 256, 0, 0},
                                                   {"64x64", 64, 64, 16, 4, 4, 2, 256, 0, 0},
                                                   {"32x32", 32, 32, 32, 2, 2, 2, 256, 0, 0}};
// fp16 from sm_75 on, bf16 from sm_80 on.
constexpr int half_tile_count = 4;
constexpr gemm_tile half_tiles[half_tile_count] = {
    tensor_tile("128x256", 128, 256, 32, 64, 64, 3, 2), tensor_tile("128x128", 128, 128, 32, 64, 32, 4, 2),
    tensor_tile("64x64", 64, 64, 32, 32, 32, 4, 2), tensor_tile("32x64", 32, 64, 64, 16, 32, 3, 2)};
// From sm_80 on.
constexpr int tf32_tile_count = 3;
constexpr gemm_tile tf32_tiles[tf32_tile_count] = {tensor_tile("128x128", 128, 128, 16, 64, 32, 4, 4),
                                                   tensor_tile("64x64", 64, 64, 16, 32, 32, 4, 4),
                                                   tensor_tile("32x64", 32, 64, 32, 16, 32, 3, 4)};

} // namespace device_abi
