// Scaling by a triangle filter as wide as the pixels it makes: bilinear when a picture grows, a weighted mean when it
// shrinks, so that every pixel counts. Weights are integers, so that every machine gives the same bytes.
#include "picture.h"
#include <algorithm>
#include <cmath>

namespace {

constexpr int WEIGHT_BITS = 22;

// The sources of one pixel of the result: a run of source pixels, with weights that sum to 2^22.
struct run_of_pixels {
  int64_t first = 0;
  std::vector<int64_t> weights;
};

std::vector<run_of_pixels> triangle_filter(int64_t from, int64_t to) {
  const double ratio = double(from) / double(to), reach = std::max(1.0, ratio);
  std::vector<run_of_pixels> runs(static_cast<size_t>(to));
  for (int64_t i = 0; i < to; i++) {
    const double centre = (double(i) + 0.5) * ratio;
    const int64_t first = std::max<int64_t>(0, int64_t(std::floor(centre - reach + 0.5)));
    const int64_t end = std::min<int64_t>(from, int64_t(std::floor(centre + reach + 0.5)));
    std::vector<double> heights;
    double sum = 0;
    for (int64_t x = first; x < end; x++) {
      heights.push_back(std::max(0.0, 1 - std::fabs((double(x) + 0.5 - centre) / reach)));
      sum += heights.back();
    }
    runs[size_t(i)].first = first;
    for (const double height : heights) runs[size_t(i)].weights.push_back(std::lround(height / sum * (1 << WEIGHT_BITS)));
  }
  return runs;
}

// The weighted mean of a run that begins at `from`, with one number every `stride` bytes.
uint8_t mean_of(const run_of_pixels &run, const uint8_t *from, int64_t stride) {
  int64_t sum = int64_t(1) << (WEIGHT_BITS - 1); // rounds to nearest
  for (size_t k = 0; k < run.weights.size(); k++) sum += run.weights[k] * from[int64_t(k) * stride];
  return uint8_t(std::clamp<int64_t>(sum >> WEIGHT_BITS, 0, 255));
}

} // namespace

void scale_picture(const picture &from, int64_t size, uint8_t *out) {
  const int64_t channels = from.channels;
  const auto columns = triangle_filter(from.width, size), rows = triangle_filter(from.height, size);
  std::vector<uint8_t> narrow(size_t(channels * from.height * size)); // [channels][from.height][size]
  for (int64_t c = 0; c < channels; c++)
    for (int64_t y = 0; y < from.height; y++)
      for (int64_t x = 0; x < size; x++)
        narrow[size_t((c * from.height + y) * size + x)] =
            mean_of(columns[size_t(x)], &from.pixels[size_t((y * from.width + columns[size_t(x)].first) * channels + c)], channels);
  for (int64_t c = 0; c < channels; c++)
    for (int64_t y = 0; y < size; y++)
      for (int64_t x = 0; x < size; x++)
        out[(c * size + y) * size + x] =
            mean_of(rows[size_t(y)], &narrow[size_t((c * from.height + rows[size_t(y)].first) * size + x)], size);
}
