// One picture: from a file's bytes to pixels, and from its own size to the network's.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

struct picture {
  int64_t height = 0, width = 0, channels = 0;
  std::vector<uint8_t> pixels; // [height][width][channels]
};

// False when the trainer was built without a decoder.
bool can_decode_pictures();

// PNG, JPEG, BMP or PNM, as grey (1 channel) or RGB (3); transparency is dropped, 16 bits become 8.
// Throws data_fault with `path`: empty, no picture, damaged, cut short, too large.
picture decode_picture(const std::vector<uint8_t> &bytes, bool grey, const std::string &path);

// Scaled to size x size, [channels][size][size] into `out`.
void scale_picture(const picture &from, int64_t size, uint8_t *out);
