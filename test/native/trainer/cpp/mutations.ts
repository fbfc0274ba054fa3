// Faults to plant in the processor's networks and kernels, each of which the trainer's C++ tests must find: one exact piece of source
// and what takes its place.
import type { Mutation } from '../planted.ts';

export const CPU_MUTATIONS: readonly Mutation[] = [
  // Activations.
  { file: 'kernels/gelu.h', from: '{density, x < 0 ? tail : 1 - tail}', to: '{density, 1 - tail}' },
  { file: 'kernels/gelu.h', from: '-1.821255978f', to: '-1.8213f' },
  { file: 'kernels/gelu.h', from: 'x < -87 ? -87 : x', to: 'x' },
  { file: 'kernels/gelu.h', from: 'at.below + z * at.density', to: 'at.below' },
  { file: 'kernels/elementwise.h', from: 'sum < 0 ? 0 : sum', to: 'sum > 0 ? sum : 0' },
  { file: 'network/layer_end.h', from: 'bias + column, !gelu_', to: 'bias, !gelu_' },
  { file: 'network/layer_end.h', from: 'bias + column, !gelu_', to: 'bias + column, true' },
  // Dropout.
  { file: 'kernels/dropout.h', from: 'place + r * pitch + 1', to: 'place + r * pitch' },
  { file: 'kernels/dropout.h', from: '>= threshold ? scale', to: '>= threshold ? 1.0f' },
  { file: 'network/dropout.h', from: 'uint64_t(batch + 1)', to: 'uint64_t(1)' },
  { file: 'network/dropout.h', from: 'FOR_DROPOUT + layer', to: 'FOR_DROPOUT' },
  { file: 'network/layer_end.h', from: 'begin_evaluation() { draw_ = {}; }', to: 'begin_evaluation() {}' },
  { file: 'network/layer_end.h', from: '    drop(kernels, gradient, ldg, rows, columns, at);\n', to: '' },
  {
    file: 'network/conv/cnn.cpp',
    from: 'mlp<word>>(options_, kernels, pool, options.filters.size())',
    to: 'mlp<word>>(options_, kernels, pool, 1)',
  },
  // Optimisers.
  { file: 'kernels/layerwise.h', from: '+ LAMB_EPSILON) + decay * w[i]', to: '+ LAMB_EPSILON)' },
  { file: 'kernels/layerwise.h', from: '* root_scale + LAMB_EPSILON', to: '+ LAMB_EPSILON' },
  { file: 'kernels/layerwise.h', from: 'for (; i < n; i++) sums[0]', to: 'for (; i + 1 < n; i++) sums[0]' },
  { file: 'network/layerwise.h', from: 'step + decay_ * weights', to: 'step' },
  { file: 'network/layerwise.h', from: 'if (!(weights > 0 && step > 0)) return 1;', to: '' },
  { file: 'network/layerwise.h', from: 'weights += other.weights;', to: 'weights = other.weights;' },
  { file: 'network/conv/cnn.cpp', from: 'sizes[l * TAPS + tap]', to: 'sizes[tap]' },
  {
    file: 'network/apply.h',
    from: 'layerwise optimiser(kernels, options, steps, 0)',
    to: 'layerwise optimiser(kernels, options, steps, 1)',
  },
  {
    file: 'network/apply.h',
    from: 'const float kept = 1 - options.learning_rate * decay;',
    to: 'const float kept = 1 - decay;',
  },
  {
    file: 'kernels/elementwise.h',
    from: 'ADAM_BETA2 * v[i] + (1 - ADAM_BETA2) * g[i] * g[i]',
    to: 'ADAM_BETA2 * v[i] + (1 - ADAM_BETA2) * g[i]',
  },
  // Products and their operands.
  {
    file: 'kernels/micro_kernel.h',
    from: 'accumulate = p.accumulate || k0 > 0;',
    to: 'accumulate = p.accumulate;',
  },
  {
    file: 'kernels/elementwise.h',
    from: '(bits + 0x7FFF + (bits >> 16 & 1)) >> 16',
    to: '(bits + 0x8000) >> 16',
  },
  {
    file: 'network/mlp_update.cpp',
    from: 'for (long t = 1; t < tiles(rows, ROW_TILE); t++)',
    to: 'for (long t = 1; t + 1 < tiles(rows, ROW_TILE); t++)',
  },
  {
    file: 'network/mlp_update.cpp',
    from: '    apply_optimiser(kernels_, options_, steps_, parameter::weights',
    to: '    if (l == 0) apply_optimiser(kernels_, options_, steps_, parameter::weights',
  },
  {
    file: 'network/mlp.cpp',
    from: 'delta.row_gap, transposed, ROW_TILE, p > 0}',
    to: 'delta.row_gap, transposed, ROW_TILE, false}',
  },
  // Convolutions.
  { file: 'network/conv/max_pool.h', from: 'others[i] > best ||', to: 'others[i] >= best ||' },
  { file: 'network/conv/max_pool.h', from: 'relu && best <= 0 ? SHUT', to: 'relu && best < 0 ? SHUT' },
  {
    file: 'network/conv/max_pool.h',
    from: 'choice[c] / 2 * below + choice[c] % 2 * right + c',
    to: 'choice[c] % 2 * right + c',
  },
  { file: 'network/conv/conv_block.cpp', from: 'opposite = TAPS - 1 - tap', to: 'opposite = tap' },
  { file: 'network/conv/conv_block.cpp', from: 'before + y * numbers, numbers', to: 'before, numbers' },
  {
    file: 'network/conv/cnn.cpp',
    from: 'for (long share = 1; share < shares; share++)',
    to: 'for (long share = 1; share + 1 < shares; share++)',
  },
];
