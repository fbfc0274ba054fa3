// The instructions' work once all lanes of a warp have arrived.
#include "tensor_instructions.h"
#include <bit>
#include <cmath>
#include <cstring>
#include <deque>
#include <vector>

namespace emulator {
namespace {

struct copy {
  void *to;
  const void *from; // or null: zeros
};
struct copies_of_thread {
  std::vector<copy> open;
  std::deque<std::vector<copy>> committed;
};
std::vector<copies_of_thread> copies;

void carry_out(const copy &of) {
  if (of.from) memcpy(of.to, of.from, 16);
  else memset(of.to, 0, 16);
}

void check_aligned(const void *at, const char *what) {
  if (reinterpret_cast<uintptr_t>(at) % 16 != 0) fault(what);
}

} // namespace

bool copies_at_once = false;

void begin_copies(unsigned threads) { copies.assign(threads, {}); }

void end_copies() {
  for (const auto &of : copies)
    for (const auto &group : of.committed)
      if (!group.empty()) fault("expected every asynchronous copy to be waited for before the block ends");
}

void copy_async_16(void *to, const void *from, bool inside) {
  check_aligned(to, "expected the target of a 16-byte copy at a multiple of 16");
  check_aligned(from, "expected the source of a 16-byte copy at a multiple of 16");
  if (copies_at_once) return carry_out({to, inside ? from : nullptr});
  memset(to, 0xff, 16);
  copies[now.thread.x].open.push_back({to, inside ? from : nullptr});
}

void commit_copies() {
  auto &mine = copies[now.thread.x];
  mine.committed.push_back(std::move(mine.open));
  mine.open.clear();
}

void wait_for_groups(size_t pending) {
  auto &groups = copies[now.thread.x].committed;
  for (; groups.size() > pending; groups.pop_front())
    for (const copy &of : groups.front()) carry_out(of);
}

int64_t bank_conflicts = 0;

namespace {

struct load_operands {
  uint32_t *to;
  const void *row;
};

// Element (row, column) of matrix m: rows of 8 numbers, addressed by lane 8 m + row.
template <bool transposed> void load(void *operands[LANES]) {
  const auto row_of = [&](int lane) { return static_cast<const uint16_t *>(static_cast<load_operands *>(operands[lane])->row); };
  for (int m = 0; m < 4; m++) {
    unsigned banks = 0;
    for (int r = 0; r < 8; r++) banks |= 1u << reinterpret_cast<uintptr_t>(row_of(8 * m + r)) / 16 % 8;
    bank_conflicts += banks != 0xff;
    for (int lane = 0; lane < LANES; lane++) {
      uint32_t both = 0;
      for (int half = 0; half < 2; half++) {
        const int own = lane / 4, pair = lane % 4 * 2 + half;
        both |= uint32_t(transposed ? row_of(8 * m + pair)[own] : row_of(8 * m + own)[pair]) << 16 * half;
      }
      static_cast<load_operands *>(operands[lane])->to[m] = both;
    }
  }
}

void multiply_tf32_lanes(void *operands[LANES]) {
  const auto as_tf32 = [](uint32_t bits) { return std::bit_cast<float>(bits & 0xffffe000u); }; // the rest is not looked at
  mma_matrices matrices;
  // Register r of a holds row lane / 4 (+ 8 if r is odd), column lane % 4 (+ 4 if r >= 2); of b column lane / 4, row lane % 4 + 4 r.
  for (int lane = 0; lane < LANES; lane++) {
    const auto *of = static_cast<mma_operands *>(operands[lane]);
    for (int r = 0; r < 4; r++) matrices.a[lane / 4 + r % 2 * 8][lane % 4 + r / 2 * 4] = as_tf32(of->a[r]);
    for (int r = 0; r < 2; r++) matrices.b[lane % 4 + r * 4][lane / 4] = as_tf32(of->b[r]);
  }
  add_product(operands, matrices, 8);
}

} // namespace

void load_matrices(uint32_t (&to)[4], const void *row) {
  check_aligned(row, "expected the rows of ldmatrix at multiples of 16");
  load_operands mine{to, row};
  meet(load<false>, &mine);
}
void load_matrices_transposed(uint32_t (&to)[4], const void *row) {
  check_aligned(row, "expected the rows of ldmatrix at multiples of 16");
  load_operands mine{to, row};
  meet(load<true>, &mine);
}

// By far the most frequent loop, over numbers of its own only: the sanitizers leave it alone.
#if defined(__SANITIZE_ADDRESS__)
__attribute__((no_sanitize("address", "undefined"), optimize("O3")))
#endif
static void multiply(const mma_matrices &from, float (&product)[16][8], int depth) {
  for (int row = 0; row < 16; row++)
    for (int k = 0; k < depth; k++)
      for (int column = 0; column < 8; column++) product[row][column] += from.a[row][k] * from.b[k][column];
}

// Sums: register r holds row lane / 4 (+ 8 if r >= 2), column lane % 4 * 2 (+ 1 if r is odd).
void add_product(void *operands[LANES], mma_matrices &matrices, int depth) {
  float product[16][8];
  const auto each_sum = [&](auto body) {
    for (int lane = 0; lane < LANES; lane++)
      for (int r = 0; r < 4; r++) body(static_cast<mma_operands *>(operands[lane])->sum[r], product[lane / 4 + r / 2 * 8][lane % 4 * 2 + r % 2]);
  };
  each_sum([](float sum, float &place) { place = sum; });
  multiply(matrices, product, depth);
  each_sum([](float &sum, float place) { sum = place; });
}

void multiply_tf32(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
  mma_operands mine{sum, a, {b0, b1}};
  meet(multiply_tf32_lanes, &mine);
}

uint32_t round_to_tf32(uint32_t bits) {
  if (!std::isfinite(std::bit_cast<float>(bits))) return bits;
  return (bits + 0x1000u) & 0xffffe000u;
}

} // namespace emulator
