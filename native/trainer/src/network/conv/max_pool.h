// The maximum of each 2x2 pixels, and its gradient. Windows begin at the first line and column; the last line or column of
// an odd height or width is dropped.
#pragma once
#include <cstdint>

// The pixel of the four, counted line by line, that receives the gradient. None: ReLU was zero on all of them.
constexpr uint8_t SHUT = 4;

// One window of `channels` numbers a pixel; below: distance from a line to the next. The first of equals counts, a NaN stays NaN.
inline void pool_window(const float *__restrict corner, long below, long right, long channels, float *__restrict out, uint8_t *__restrict choice,
                        bool relu) {
  for (long c = 0; c < channels; c++) {
    float best = corner[c];
    int which = 0;
    const float others[] = {corner[right + c], corner[below + c], corner[below + right + c]};
    for (int i = 0; i < 3; i++) {
      const bool better = others[i] > best || others[i] != others[i];
      best = better ? others[i] : best;
      which = better ? i + 1 : which;
    }
    out[c] = best;
    choice[c] = uint8_t(relu && best <= 0 ? SHUT : which);
  }
}

// The numbers at the chosen pixels of another picture of the same shape.
inline void take_chosen(const float *__restrict corner, long below, long right, long channels, const uint8_t *__restrict choice, float *__restrict out) {
  for (long c = 0; c < channels; c++) out[c] = corner[choice[c] / 2 * below + choice[c] % 2 * right + c];
}

// Gives the gradient to the chosen pixel and zero to the others.
inline void unpool_window(const float *__restrict gradient, const uint8_t *__restrict choice, long channels, float *__restrict corner, long below,
                          long right) {
  for (int i = 0; i < 4; i++) {
    float *__restrict pixel = corner + (i / 2) * below + (i % 2) * right;
    for (long c = 0; c < channels; c++) {
      const float given = gradient[c]; // always read: a loop without branches is vectorised
      pixel[c] = choice[c] == i ? given : 0;
    }
  }
}
