// The operands of the three products of a layer, in the layout the kernels read. In fp32 most are the plain matrices
// themselves; in bf16 each is a copy, in pairs along the dimension that its product sums over.
//   forward   Y  = X W      sums over inputs:  X.rows [batch][in],      W.forward [in][panel]
//   backward  dX = W dY^T   sums over outputs: W.backward [in][out],    dY.transposed [out][batch]  (dX comes transposed)
//   update    dW = X^T dY   sums over the batch: X.columns [batch][in], dY.columns [batch][out]
#pragma once
#include "../kernels/kernels.h"
#include "layer.h"

// Numbers along the summed dimension in one word.
template <class word> constexpr long PER_WORD = 1;
template <> inline constexpr long PER_WORD<bf16_pair> = 2;
template <class word> constexpr long words(long numbers) { return (numbers + PER_WORD<word> - 1) / PER_WORD<word>; }

template <class word> struct packed_rows;
template <class word> struct packed_weights;
template <class word> struct packed_gradient;

template <> struct packed_rows<float> {
  const float *rows, *columns; // both the plain matrix [max_rows][width]
  packed_rows(const float *plain, long /*max_rows*/, long /*width*/) : rows(plain), columns(plain) {}
  void pack(const kernel_table &, const float *, long, long, long, long, long) {}
};

template <> struct packed_rows<bf16_pair> {
  buffer<bf16_pair> rows_memory, columns_memory;
  const bf16_pair *rows;    // [max_rows][width / 2]
  const bf16_pair *columns; // [max_rows / 2][width]
  packed_rows(const float *, long max_rows, long width)
      : rows_memory(max_rows * width / 2), columns_memory(words<bf16_pair>(max_rows) * width), rows(rows_memory.get()), columns(columns_memory.get()) {}
  // Packs the block of plain [max_rows][width] at (row, column); row and column are even.
  void pack(const kernel_table &kernels, const float *plain, long width, long row, long row_count, long column, long column_count) {
    const float *block = plain + row * width + column;
    kernels.pair_columns(block, width, row_count, column_count, rows_memory.get() + (row * width + column) / 2, width / 2);
    kernels.pair_rows(block, width, row_count, column_count, columns_memory.get() + row / 2 * width + column, width);
  }
};

template <> struct packed_weights<float> {
  const float *forward, *backward; // both the weights themselves
  explicit packed_weights(const layer &of) : forward(of.weights.get()), backward(of.weights.get()) {}
  void pack(const kernel_table &, const layer &, long, long, long) {}
};

template <> struct packed_weights<bf16_pair> {
  buffer<bf16_pair> forward_memory, backward_memory;
  const bf16_pair *forward;  // panel p: [in_pad / 2][panel_width], beginning at p * PANEL * in_pad / 2
  const bf16_pair *backward; // panel p: [in_pad][panel_width / 2], beginning there too
  explicit packed_weights(const layer &of)
      : forward_memory(of.in_pad * of.out_pad / 2), backward_memory(of.in_pad * of.out_pad / 2), forward(forward_memory.get()),
        backward(backward_memory.get()) {}
  // Packs rows input .. input+inputs-1 of panel p; input is even.
  void pack(const kernel_table &kernels, const layer &of, long p, long input, long inputs) {
    const long width = of.panel_width(p), panel = p * PANEL * of.in_pad;
    const float *from = of.weights.get() + panel + input * width;
    kernels.pair_rows(from, width, inputs, width, forward_memory.get() + panel / 2 + input / 2 * width, width);
    kernels.pair_columns(from, width, inputs, width, backward_memory.get() + panel / 2 + input * width / 2, width / 2);
  }
};

template <class word> struct packed_gradient {
  buffer<word> columns_memory, transposed_memory;
  const word *columns;    // [words(max_rows)][width]
  const word *transposed; // [words(width)][row_gap]; empty when the input needs no gradient
  long width, row_gap; // between the rows of `columns` and of `transposed`
  packed_gradient(long max_rows, long width, bool needs_transposed)
      : columns_memory(words<word>(max_rows) * width), transposed_memory(needs_transposed ? words<word>(width) * row_stride(max_rows) : 0),
        columns(columns_memory.get()), transposed(transposed_memory.get()), width(width), row_gap(row_stride(max_rows)) {}
  // Stores tile [rows][columns] (rows ld apart; at most ROW_TILE x PANEL) at (row, column); row and column are even.
  void store(const kernel_table &kernels, const float *tile, long ld, long row, long rows, long column, long column_count);
};

template <>
inline void packed_gradient<float>::store(const kernel_table &kernels, const float *tile, long ld, long row, long rows, long column, long column_count) {
  for (long r = 0; r < rows; r++) std::memcpy(&columns_memory[(row + r) * width + column], tile + r * ld, size_t(column_count) * sizeof(float));
  // Transposing moves 32-bit words of any type.
  if (transposed)
    kernels.transpose((const uint32_t *)tile, ld, rows, column_count, (uint32_t *)transposed_memory.get() + column * row_gap + row, row_gap);
}

template <>
inline void packed_gradient<bf16_pair>::store(const kernel_table &kernels, const float *tile, long ld, long row, long rows, long column, long column_count) {
  kernels.pair_rows(tile, ld, rows, column_count, &columns_memory[row / 2 * width + column], width);
  if (!transposed) return;
  alignas(64) bf16_pair pairs[ROW_TILE * PANEL / 2]; // [rows][PANEL / 2]
  kernels.pair_columns(tile, ld, rows, column_count, pairs, PANEL / 2);
  kernels.transpose(pairs, PANEL / 2, rows, column_count / 2, &transposed_memory[column / 2 * row_gap + row], row_gap);
}
