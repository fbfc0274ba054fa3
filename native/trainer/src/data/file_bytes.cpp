// Reads plain files through stdio and .gz through zlib, where CMake found it.
#include "file_bytes.h"
#include "../fault.h"
#include "path_text.h"
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#ifdef HAVE_ZLIB
#include <zlib.h>
#endif

namespace {

constexpr size_t CHUNK = 1 << 20;

[[noreturn]] void refuse(const std::string &path, const std::string &why) { throw data_fault("cannot read " + path + ": " + why); }

// `read_some(buffer, size)` gives bytes read, 0 at the end.
template <class reader> std::vector<uint8_t> read_all(reader read_some) {
  std::vector<uint8_t> bytes;
  size_t used = 0;
  for (;;) {
    if (bytes.size() < used + CHUNK) bytes.resize(2 * used + CHUNK);
    const size_t n = read_some(bytes.data() + used, CHUNK);
    if (n == 0) break;
    used += n;
  }
  bytes.resize(used);
  return bytes;
}

// Windows opens non-ASCII names only in their wide form.
FILE *open_file(const std::string &path) {
#ifdef _WIN32
  return _wfopen(path_of(path).c_str(), L"rb");
#else
  return std::fopen(path.c_str(), "rb");
#endif
}

std::vector<uint8_t> plain_bytes(const std::string &path) {
  const std::unique_ptr<FILE, int (*)(FILE *)> file(open_file(path), std::fclose);
  if (!file) refuse(path, std::strerror(errno));
  return read_all([&](uint8_t *to, size_t size) {
    const size_t n = std::fread(to, 1, size, file.get());
    if (n == 0 && std::ferror(file.get())) refuse(path, std::strerror(errno));
    return n;
  });
}

#ifdef HAVE_ZLIB
gzFile open_packed(const std::string &path) {
#ifdef _WIN32
  return gzopen_w(path_of(path).c_str(), "rb");
#else
  return gzopen(path.c_str(), "rb");
#endif
}
#endif

std::vector<uint8_t> packed_bytes(const std::string &path) {
#ifdef HAVE_ZLIB
  if (!file_exists(path)) refuse(path, "no such file");
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(open_packed(path), gzclose);
  if (!file) refuse(path, std::strerror(errno));
  return read_all([&](uint8_t *to, size_t size) {
    const int n = gzread(file.get(), to, unsigned(size));
    int status = Z_OK;
    const char *why = gzerror(file.get(), &status);
    if (n < 0 || (status != Z_OK && status != Z_STREAM_END)) refuse(path, std::string("damaged or cut short (") + why + ")");
    return size_t(n);
  });
#else
  refuse(path, "this trainer was built without zlib; unpack it with gunzip, or install zlib1g-dev and build again");
#endif
}

} // namespace

bool file_exists(const std::string &path) {
  std::error_code error;
  const auto kind = std::filesystem::status(path_of(path), error).type();
  return kind != std::filesystem::file_type::not_found && kind != std::filesystem::file_type::none && kind != std::filesystem::file_type::directory;
}

std::vector<uint8_t> file_bytes(const std::string &path) {
  const bool packed = path.size() > 3 && path.compare(path.size() - 3, 3, ".gz") == 0;
  return packed ? packed_bytes(path) : plain_bytes(path);
}
