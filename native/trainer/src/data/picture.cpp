// Decoding by stb_image (public domain or MIT), compiled in: no library is needed where the trainer runs.
#include "picture.h"
#include "../fault.h"
#include "picture_memory.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

#ifdef HAVE_STB_IMAGE
// GIF, PSD, HDR, PIC and TGA are excluded: data sets do not use them, and each is one more parser of untrusted bytes.
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#define STBI_ONLY_PNM
#define STBI_NO_STDIO
#define STBI_MALLOC(size) picture_memory::allocate(size) // a missing table is one of zeros, which patched-stb.cmake's checks see
#define STBI_REALLOC(old, size) picture_memory::enlarge(old, size)
#define STBI_FREE(old) picture_memory::release(old)
#define STBI_MAX_DIMENSIONS 32768
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#include <stb_image.h>

namespace {

constexpr int64_t MOST_PIXELS = 40000000;
// Bytes a pixel that a decoder holds at most: four channels of 16 bits, as unpacked and as decoded.
constexpr int64_t BYTES_A_PIXEL = 17, SMALL_TABLES = 8 << 20;
constexpr int64_t MOST_PIXELS_A_BYTE = 10000; // deflate packs 8256 pixels of one bit into a byte, JPEG far fewer

// The decoder's view of a file. After the end it reads zeros, so a request for more shows that the file was cut short.
struct byte_source {
  const uint8_t *bytes;
  int64_t size, at = 0;
  bool wanted_more = false;
  const char *read_ahead = nullptr; // the decoder's own buffer, filled first: there it requests no exact number

  static int read(void *self, char *to, int wanted) {
    auto &source = *(byte_source *)self;
    if (!source.read_ahead) source.read_ahead = to;
    const int64_t n = std::min<int64_t>(wanted, source.size - source.at);
    if (n <= 0 || (n < wanted && to != source.read_ahead)) source.wanted_more = true;
    if (n <= 0) return 0;
    std::memcpy(to, source.bytes + source.at, size_t(n));
    source.at += n;
    return int(n);
  }
  static void skip(void *self, int wanted) {
    auto &source = *(byte_source *)self;
    if (wanted > source.size - source.at) source.wanted_more = true;
    source.at = std::clamp<int64_t>(source.at + wanted, 0, source.size);
  }
  static int at_end(void *self) { return ((byte_source *)self)->at >= ((byte_source *)self)->size; }
};

constexpr stbi_io_callbacks CALLBACKS = {byte_source::read, byte_source::skip, byte_source::at_end};

} // namespace

bool can_decode_pictures() { return true; }

picture decode_picture(const std::vector<uint8_t> &bytes, bool grey, const std::string &path) {
  if (bytes.empty()) throw data_fault("expected a picture in " + path + ", the file is empty");
  int width = 0, height = 0, channels = 0;
  const picture_memory::allowance for_head(SMALL_TABLES + 2 * int64_t(bytes.size()));
  byte_source head{bytes.data(), int64_t(bytes.size())};
  if (!stbi_info_from_callbacks(&CALLBACKS, &head, &width, &height, &channels))
    throw data_fault("expected a PNG, JPEG, BMP or PNM picture in " + path + ", got " +
                     (head.wanted_more ? "one that is cut short in its header, or none" : "something else"));
  byte_source deep{bytes.data(), int64_t(bytes.size())};
  if (bytes[0] == 'P' && stbi_is_16_bit_from_callbacks(&CALLBACKS, &deep)) // stb_image reads past the end of what it makes of these
    throw data_fault("expected 8 bits a channel in " + path + ", the PNM has 16; save it as PNG");
  if (width < 1 || height < 1) throw data_fault("expected a picture in " + path + ", it has " + std::to_string(width) + " x " + std::to_string(height) + " pixels");
  if (int64_t(width) * height > MOST_PIXELS)
    throw data_fault("expected at most 40 million pixels in " + path + ", it has " + std::to_string(width) + " x " + std::to_string(height));
  if (int64_t(width) * height / MOST_PIXELS_A_BYTE > int64_t(bytes.size()))
    throw data_fault(path + " claims " + std::to_string(width) + " x " + std::to_string(height) + " pixels in " + std::to_string(bytes.size()) +
                     " bytes; copy the file again or remove it");
  const int64_t room = SMALL_TABLES + 2 * int64_t(bytes.size()) + BYTES_A_PIXEL * width * height;
  const picture_memory::share shared(room); // lives until the decoder's memory is free again
  const picture_memory::allowance for_pixels(room);
  byte_source source{bytes.data(), int64_t(bytes.size())};
  const int wanted = grey ? 1 : 3;
  const std::unique_ptr<stbi_uc, void (*)(void *)> decoded(stbi_load_from_callbacks(&CALLBACKS, &source, &width, &height, &channels, wanted), stbi_image_free);
  if (source.wanted_more) throw data_fault(path + " is cut short: its picture continues after the last byte; copy the file again or remove it");
  if (!decoded && picture_memory::was_exceeded())
    throw data_fault("cannot read the picture " + path + ": it unpacks to more than its " + std::to_string(width) + " x " + std::to_string(height) + " pixels; remove it");
  if (!decoded) throw data_fault("cannot read the picture " + path + ": " + stbi_failure_reason() + "; copy the file again or remove it");
  picture out{height, width, wanted, {}};
  out.pixels.assign(decoded.get(), decoded.get() + int64_t(width) * height * wanted);
  return out;
}

#else

bool can_decode_pictures() { return false; }

picture decode_picture(const std::vector<uint8_t> &, bool, const std::string &path) {
  throw data_fault("cannot read the picture " + path + ": this trainer was built without stb_image");
}

#endif
