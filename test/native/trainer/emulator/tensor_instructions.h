// ldmatrix, mma.sync and cp.async, with registers spread over the lanes as the PTX ISA documents it.
#pragma once
#include "collective.h"
#include <cstdint>

namespace emulator {

// cp.async: the bytes come when they are waited for, not before; until then the target is poisoned.
// With copies_at_once they come at the order, as before sm_80.
extern bool copies_at_once;
void begin_copies(unsigned threads);
void end_copies();
void copy_async_16(void *to, const void *from, bool inside);
void commit_copies();
void wait_for_groups(size_t pending);
template <int pending> void wait_for_copies() { wait_for_groups(pending); }

// Number of times that the eight rows of a matrix were not in different banks: costs time, not correctness.
extern int64_t bank_conflicts;
void load_matrices(uint32_t (&to)[4], const void *row);
void load_matrices_transposed(uint32_t (&to)[4], const void *row);

// One lane's registers of a product sum [16][8] += a [16][depth] b [depth][8].
struct mma_operands {
  float *sum;
  const uint32_t *a;
  uint32_t b[2];
};
struct mma_matrices {
  float a[16][16], b[16][8];
};
void add_product(void *operands[LANES], mma_matrices &matrices, int depth);

// m16n8k16: register r of a holds row lane / 4 (+ 8 if r is odd), columns lane % 4 * 2 (+ 8 if r >= 2) and the next;
// register r of b holds column lane / 4, rows lane % 4 * 2 (+ 8 if r = 1) and the next.
template <class decoder> void multiply_16bit(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1, decoder) {
  mma_operands mine{sum, a, {b0, b1}};
  meet(
      [](void *operands[LANES]) {
        mma_matrices matrices;
        for (int lane = 0; lane < LANES; lane++) {
          const auto *of = static_cast<mma_operands *>(operands[lane]);
          const int group = lane / 4, pair = lane % 4 * 2;
          for (int half = 0; half < 2; half++) {
            for (int r = 0; r < 4; r++) matrices.a[group + r % 2 * 8][pair + r / 2 * 8 + half] = decoder()(uint16_t(of->a[r] >> 16 * half));
            for (int r = 0; r < 2; r++) matrices.b[pair + r * 8 + half][group] = decoder()(uint16_t(of->b[r] >> 16 * half));
          }
        }
        add_product(operands, matrices, 16);
      },
      &mine);
}

void multiply_tf32(float (&sum)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1);
// To nearest, ties away from zero: cvt.rna.
uint32_t round_to_tf32(uint32_t bits);

} // namespace emulator
