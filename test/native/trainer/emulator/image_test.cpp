// Convolution and pooling against loops over pixels in double.
#include "kernel_case.h"

namespace {

struct image_shape {
  int images, height, width, channels, kernel;
};
const image_shape SHAPES[] = {{1, 1, 1, 1, 3}, {3, 5, 7, 3, 3}, {2, 28, 28, 1, 3}, {2, 6, 4, 20, 3}, {2, 9, 8, 2, 5}};

// Index of element (image, y, x, channel).
struct image_layout {
  int64_t image_pitch;
  int pixel_pitch, channel_pitch;
  int64_t place(const image_shape &of, int i, int y, int x, int c) const { return i * image_pitch + (int64_t(y) * of.width + x) * pixel_pitch + int64_t(c) * channel_pitch; }
};

conv_args arguments(const image_shape &of, const image_layout &layout, void *in, void *out) {
  return {in, out, layout.image_pitch, of.images, of.height, of.width, of.channels, of.kernel, of.kernel / 2, layout.pixel_pitch, layout.channel_pitch,
          int(padded_width(of.kernel * of.kernel * of.channels))};
}

// Calls body(image, y, x, tap, from y, from x) for every tap that lies inside.
template <class function> void for_each_tap(const image_shape &of, function body) {
  for (int i = 0; i < of.images; i++)
    for (int y = 0; y < of.height; y++)
      for (int x = 0; x < of.width; x++)
        for (int tap = 0; tap < of.kernel * of.kernel; tap++) {
          const int from_y = y + tap / of.kernel - of.kernel / 2, from_x = x + tap % of.kernel - of.kernel / 2;
          if (from_y >= 0 && from_y < of.height && from_x >= 0 && from_x < of.width) body(i, y, x, tap, from_y, from_x);
        }
}

} // namespace

TEST("im2col: images as stored by pixel, by channel, and padded") {
  for (const number_format format : FORMATS)
    for (const image_shape &of : SHAPES) {
      const int pixels = of.height * of.width, padded = int(padded_width(of.channels));
      const image_layout layouts[] = {{padded_width(pixels * of.channels), of.channels, 1}, {padded_width(pixels * of.channels), 1, pixels}, {int64_t(pixels) * padded, padded, 1}};
      for (const image_layout &layout : layouts) {
        numbers image(format, of.images * layout.image_pitch);
        image.fill_rows(image.size(), image.size(), 41);
        const int64_t ld = padded_width(of.kernel * of.kernel * of.channels), count = of.images * pixels * ld;
        numbers columns(format, count, 777), expected(format, count, 0);
        launch(std::string("im2col_") + FORMAT_NAMES[format], {blocks(count, IMAGE_THREADS), 1, 1}, IMAGE_THREADS, arguments(of, layout, image.get(), columns.get()));
        for_each_tap(of, [&](int i, int y, int x, int tap, int from_y, int from_x) {
          for (int c = 0; c < of.channels; c++)
            expected.set(((int64_t(i) * of.height + y) * of.width + x) * ld + tap * of.channels + c, image[layout.place(of, i, from_y, from_x, c)]);
        });
        int wrong = 0;
        for (int64_t i = 0; i < count; i++) wrong += columns[i] != expected[i];
        CHECK_NEAR(wrong, 0, 0);
      }
    }
}

TEST("col2im: every pixel gets back what its columns learned") {
  for (const number_format format : FORMATS)
    for (const image_shape &of : SHAPES) {
      const int pixels = of.height * of.width, padded = int(padded_width(of.channels));
      const image_layout layout{int64_t(pixels) * padded, padded, 1};
      const int64_t ld = padded_width(of.kernel * of.kernel * of.channels), count = of.images * layout.image_pitch;
      numbers columns(format, of.images * pixels * ld), image(format, count, 777);
      columns.fill_rows(of.kernel * of.kernel * of.channels, ld, 43);
      launch(std::string("col2im_") + FORMAT_NAMES[format], {blocks(count, IMAGE_THREADS), 1, 1}, IMAGE_THREADS, arguments(of, layout, columns.get(), image.get()));
      std::vector<double> expected(size_t(count), 0);
      for_each_tap(of, [&](int i, int y, int x, int tap, int from_y, int from_x) {
        for (int c = 0; c < of.channels; c++)
          expected[size_t(layout.place(of, i, from_y, from_x, c))] += columns[((int64_t(i) * of.height + y) * of.width + x) * ld + tap * of.channels + c];
      });
      int wrong = 0;
      for (int64_t i = 0; i < count; i++) wrong += !(std::fabs(image[i] - expected[size_t(i)]) <= ROUNDING[format] * std::fabs(expected[size_t(i)]) + 1e-5);
      CHECK_NEAR(wrong, 0, 0);
    }
}

TEST("maxpool and its gradient: odd edges, equal numbers, activations") {
  for (const number_format format : FORMATS)
    for (const image_shape &of : SHAPES)
      for (const int32_t activation : {ACTIVATION_NONE, ACTIVATION_RELU, ACTIVATION_GELU}) {
        const int channels = int(padded_width(of.channels)), height = of.height / 2, width = of.width / 2;
        const int64_t count = int64_t(of.images) * of.height * of.width * channels, pooled_count = int64_t(of.images) * height * width * channels;
        numbers before(format, count), saved(format, count), pooled(format, pooled_count, 777), back(format, pooled_count), out(format, count, 777);
        saved.fill_rows(channels, channels, 47);
        back.fill_rows(channels, channels, 53);
        for (int64_t i = 0; i < count; i++) before.set(i, activated(activation, std::round(saved[i] * 2) / 2)); // many are equal
        pool_args args{before.get(), pooled.get(), nullptr, nullptr, activation, of.images, of.height, of.width, channels};
        if (pooled_count) launch(std::string("maxpool_") + FORMAT_NAMES[format], {blocks(pooled_count, IMAGE_THREADS), 1, 1}, IMAGE_THREADS, args);
        args = {back.get(), out.get(), before.get(), activation == ACTIVATION_NONE ? nullptr : saved.get(), activation, of.images, of.height, of.width, channels};
        launch(std::string("maxpool_gradient_") + FORMAT_NAMES[format], {blocks(count, IMAGE_THREADS), 1, 1}, IMAGE_THREADS, args);

        std::vector<double> expected(size_t(count), 0);
        int wrong = 0;
        for (int64_t p = 0; p < pooled_count; p++) {
          const int64_t c = p % channels, x = p / channels % width, y = p / channels / width % height, i = p / channels / width / height;
          int64_t best = -1;
          for (const int64_t dy : {0, 1})
            for (const int64_t dx : {0, 1}) {
              const int64_t place = ((i * of.height + 2 * y + dy) * of.width + 2 * x + dx) * channels + c;
              if (best < 0 || before[place] > before[best]) best = place;
            }
          wrong += pooled[p] != before[best];
          expected[size_t(best)] = back[p] * slope(activation, saved[best]);
        }
        for (int64_t i = 0; i < count; i++) wrong += !(std::fabs(out[i] - expected[size_t(i)]) <= (ROUNDING[format] + 1e-6) * std::fabs(expected[size_t(i)]) + 1e-6);
        CHECK_NEAR(wrong, 0, 0);
      }
}
