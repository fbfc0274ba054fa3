// The convolutional network in double with plain loops over [channel][line][column]: convolution, ReLU, maximum, dense layers,
// loss and gradient. With `rounding` the operands of every product are rounded to bf16 first, as the bf16 network does.
#pragma once
#include "network/conv/cnn.h"
#include "reference_end.h"
#include <algorithm>
#include <cmath>

struct reference_cnn {
  using matrix = std::vector<std::vector<double>>;
  struct picture {
    long channels, height, width;
    std::vector<double> values;
    picture(long channels, long height, long width)
        : channels(channels), height(height), width(width), values(size_t(channels * height * width)) {}
    double &at(long c, long y, long x) { return values[size_t((c * height + y) * width + x)]; }
    // Zero outside.
    double around(long c, long y, long x) const {
      return y < 0 || x < 0 || y >= height || x >= width ? 0 : values[size_t((c * height + y) * width + x)];
    }
  };

  cnn_options options;
  std::vector<matrix> weights; // [layer][input, the last is the bias][output]: the convolutions, then the dense layers
  bool rounding;
  reference_end end;

  reference_cnn(const cnn_options &options, network &from) : options(options), rounding(options.dense.bf16), end(options.dense) {
    std::vector<std::pair<int64_t, int64_t>> sizes;
    int64_t channels = options.channels, height = options.height, width = options.width;
    for (const int64_t filters : options.filters) {
      sizes.push_back({9 * channels, filters});
      channels = filters, height /= 2, width /= 2;
    }
    int64_t inputs = channels * height * width;
    for (size_t i = 1; i < options.dense.widths.size(); i++) {
      sizes.push_back({inputs, options.dense.widths[i]});
      inputs = options.dense.widths[i];
    }
    for (size_t l = 0; l < sizes.size(); l++) {
      matrix &w = weights.emplace_back(size_t(sizes[l].first + 1), std::vector<double>(size_t(sizes[l].second)));
      for (size_t i = 0; i < w.size(); i++)
        for (size_t o = 0; o < w[i].size(); o++) w[i][o] = double(from.weight(l, int64_t(i), int64_t(o)));
    }
  }

  double operand(double x) const {
    if (!rounding || x == 0) return x;
    int exponent;
    std::frexp(x, &exponent);
    const double unit = std::ldexp(1.0, exponent - 8);
    return std::nearbyint(x / unit) * unit;
  }

  picture convolve(const picture &in, const matrix &w) const {
    picture out(long(w[0].size()), in.height, in.width);
    for (long f = 0; f < out.channels; f++)
      for (long y = 0; y < in.height; y++)
        for (long x = 0; x < in.width; x++) {
          double sum = w.back()[size_t(f)];
          for (long tap = 0; tap < 9; tap++)
            for (long c = 0; c < in.channels; c++)
              sum += operand(in.around(c, y + tap / 3 - 1, x + tap % 3 - 1)) * operand(w[size_t(tap * in.channels + c)][size_t(f)]);
          out.at(f, y, x) = sum;
        }
    return out;
  }

  picture activated(picture of) const {
    for (double &v : of.values) v = end.activated(v);
    return of;
  }

  // Calls visit(channel, line, column, line and column of the largest before the maximum).
  template <class callable> static void pooled(const picture &before, callable visit) {
    for (long c = 0; c < before.channels; c++)
      for (long y = 0; y < before.height / 2; y++)
        for (long x = 0; x < before.width / 2; x++) {
          long best_y = 2 * y, best_x = 2 * x;
          for (long i = 1; i < 4; i++)
            if (before.around(c, 2 * y + i / 2, 2 * x + i % 2) > before.around(c, best_y, best_x)) best_y = 2 * y + i / 2, best_x = 2 * x + i % 2;
          visit(c, y, x, best_y, best_x);
        }
  }

  // Mean loss over rows order[..] and, where asked for, the gradient in the shape of the weights.
  double loss(const example_set &set, const std::vector<int64_t> &order, std::vector<matrix> *gradient = nullptr) const {
    if (gradient) {
      *gradient = weights;
      for (auto &w : *gradient)
        for (auto &row : w) std::fill(row.begin(), row.end(), 0.0);
    }
    double sum = 0;
    for (size_t row = 0; row < order.size(); row++) sum += picture_loss(set, order[row], int64_t(row), double(order.size()), gradient);
    return sum / double(order.size());
  }

private:
  double picture_loss(const example_set &set, int64_t example, int64_t row, double rows, std::vector<matrix> *gradient) const {
    const size_t blocks = options.filters.size();
    std::vector<float> features(size_t(set.features));
    set.row(example, features.data());
    std::vector<picture> ins{{long(options.channels), long(options.height), long(options.width)}}, outs; // of each block, before the activation
    ins[0].values.assign(features.begin(), features.end());
    for (size_t l = 0; l < blocks; l++) {
      outs.push_back(convolve(ins[l], weights[l]));
      picture next(outs[l].channels, outs[l].height / 2, outs[l].width / 2);
      const picture active = activated(outs[l]);
      pooled(active, [&](long c, long y, long x, long by, long bx) { next.at(c, y, x) = active.around(c, by, bx); });
      ins.push_back(next);
    }
    picture &top = ins.back();
    std::vector<std::vector<double>> x{{}}; // input of each dense layer, then logits
    for (long y = 0; y < top.height; y++)
      for (long column = 0; column < top.width; column++)
        for (long c = 0; c < top.channels; c++) x[0].push_back(top.at(c, y, column));
    std::vector<std::vector<double>> slopes{std::vector<double>(x[0].size(), 1)};
    for (size_t l = blocks; l < weights.size(); l++) {
      std::vector<double> y = weights[l].back();
      for (size_t i = 0; i < x.back().size(); i++)
        for (size_t o = 0; o < y.size(); o++) y[o] += operand(x.back()[i]) * operand(weights[l][i][o]);
      slopes.push_back(y);
      for (size_t o = 0; l + 1 < weights.size() && o < y.size(); o++) {
        const double factor = end.factor(l, row, int64_t(o), int64_t(y.size()));
        slopes.back()[o] = end.slope(y[o]) * factor;
        y[o] = end.activated(y[o]) * factor;
      }
      x.push_back(y);
    }
    const size_t label = size_t(set.labels[size_t(example)]);
    std::vector<double> delta = x.back();
    const double largest = *std::max_element(delta.begin(), delta.end());
    double total = 0;
    for (double &z : delta) total += z = std::exp(z - largest);
    const double loss = largest + std::log(total) - x.back()[label];
    if (!gradient) return loss;
    for (double &z : delta) z /= total * rows;
    delta[label] -= 1 / rows;
    for (size_t l = weights.size(); l-- > blocks;) {
      const std::vector<double> &in = x[l - blocks];
      std::vector<double> below(in.size());
      for (size_t o = 0; o < delta.size(); o++) (*gradient)[l].back()[o] += delta[o];
      for (size_t i = 0; i < in.size(); i++)
        for (size_t o = 0; o < delta.size(); o++) {
          (*gradient)[l][i][o] += operand(in[i]) * operand(delta[o]);
          below[i] += operand(weights[l][i][o]) * operand(delta[o]);
        }
      for (size_t i = 0; i < below.size(); i++) below[i] *= slopes[l - blocks][i];
      delta = below;
    }
    picture of_pooled(top.channels, top.height, top.width);
    for (long c = 0; c < top.channels; c++)
      for (long y = 0; y < top.height; y++)
        for (long column = 0; column < top.width; column++) of_pooled.at(c, y, column) = delta[size_t((y * top.width + column) * top.channels + c)];
    for (size_t l = blocks; l-- > 0;) of_pooled = block_gradient(l, ins[l], outs[l], of_pooled, (*gradient)[l]);
    return loss;
  }

  // From the gradient of the pooled output: adds that of the weights, returns that of the input.
  picture block_gradient(size_t l, const picture &in, picture &out, picture &of_pooled, matrix &gradient) const {
    picture delta(out.channels, out.height, out.width), below(in.channels, in.height, in.width);
    pooled(activated(out), [&](long c, long y, long x, long by, long bx) { delta.at(c, by, bx) = end.slope(out.at(c, by, bx)) * of_pooled.at(c, y, x); });
    for (long f = 0; f < out.channels; f++)
      for (long y = 0; y < out.height; y++)
        for (long x = 0; x < out.width; x++) {
          const double d = delta.at(f, y, x);
          if (d == 0) continue; // three of four: only the maximum is passed on
          gradient.back()[size_t(f)] += d;
          for (long tap = 0; tap < 9; tap++)
            for (long c = 0; c < in.channels; c++) {
              const long from_y = y + tap / 3 - 1, from_x = x + tap % 3 - 1;
              if (from_y < 0 || from_x < 0 || from_y >= in.height || from_x >= in.width) continue;
              const size_t i = size_t(tap * in.channels + c);
              gradient[i][size_t(f)] += operand(in.around(c, from_y, from_x)) * operand(d);
              below.at(c, from_y, from_x) += operand(weights[l][i][size_t(f)]) * operand(d);
            }
        }
    return below;
  }
};
