// Reads plain files through stdio and .gz through zlib, where CMake found it.
#include "file_bytes.h"
#include "../fault.h"
#include "path_text.h"
#include "words.h"
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#ifndef _WIN32
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif
#ifdef HAVE_ZLIB
#include <zlib.h>
#endif

namespace {

constexpr int64_t CHUNK = 1 << 20;
constexpr int64_t MB = 1 << 20;
// Data pack ten times smaller, a bomb a thousand times. Below the first size nobody minds.
constexpr int64_t FREE_UNPACKED = 64 * MB, MOST_UNPACKED = 512 * MB, MOST_RATIO = 32;
// A file of at least this size whose disk blocks cover less than this share is made of holes.
constexpr int64_t FREE_HOLES = 64 * MB, LEAST_BLOCKS = 64;

[[noreturn]] void refuse(const std::string &path, const std::string &why) { throw data_fault("cannot read " + path + ": " + why); }

bool is_packed(const std::string &path) { return path.size() > 3 && path.compare(path.size() - 3, 3, ".gz") == 0; }

// Throws for anything but a regular file; answers its size.
int64_t regular_size(const std::string &path) {
  std::error_code error;
  const auto kind = std::filesystem::status(path_of(path), error).type();
  if (kind == std::filesystem::file_type::not_found) refuse(path, "No such file or directory");
  if (kind == std::filesystem::file_type::none) refuse(path, error.message());
  if (kind == std::filesystem::file_type::directory) refuse(path, "it is a folder");
  if (kind != std::filesystem::file_type::regular) refuse(path, "expected a regular file, it is a pipe or a device; copy the data to a file");
  const uintmax_t size = std::filesystem::file_size(path_of(path), error);
  if (error) refuse(path, error.message());
  return int64_t(std::min<uintmax_t>(size, INT64_MAX));
}

#ifdef _WIN32
// Windows opens non-ASCII names only in their wide form.
FILE *open_file(const std::string &path) { return _wfopen(path_of(path).c_str(), L"rb"); }
#ifdef HAVE_ZLIB
gzFile open_packed(const std::string &path) { return gzopen_w(path_of(path).c_str(), "rb"); }
#endif
#else
// Does not wait for a writer, should the file have become a pipe since it was looked at.
int open_regular(const std::string &path) {
  const int file = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) refuse(path, std::strerror(errno));
  struct stat facts {};
  const bool is_regular = fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
  const bool has_holes = facts.st_size > FREE_HOLES && facts.st_blocks * 512 < facts.st_size / LEAST_BLOCKS;
  if (is_regular && !has_holes) return file;
  close(file);
  if (!is_regular) refuse(path, "expected a regular file");
  refuse(path, "it claims " + std::to_string(facts.st_size / MB) + " MB and has " + std::to_string(facts.st_blocks * 512 / MB) + " MB on the disk; copy the file again");
}
FILE *open_file(const std::string &path) { return fdopen(open_regular(path), "rb"); }
#ifdef HAVE_ZLIB
gzFile open_packed(const std::string &path) {
  const int file = open_regular(path);
  const gzFile packed = gzdopen(file, "rb");
  if (!packed) close(file);
  return packed;
}
#endif
#endif

// Counts the bytes since the last end of a line.
class line_watch {
  const std::string &path_;
  const int64_t longest_;
  int64_t length_ = 0;

public:
  line_watch(const std::string &path, int64_t longest) : path_(path), longest_(longest) {}

  void look(const uint8_t *bytes, size_t count) {
    size_t tail = 0;
    while (tail < count && bytes[count - 1 - tail] != '\n' && bytes[count - 1 - tail] != '\r') tail++;
    length_ = tail == count ? length_ + int64_t(count) : int64_t(tail);
    if (length_ > longest_)
      throw data_fault("expected lines of at most " + std::to_string(longest_ / MB) + " MB in " + path_ + ", one is longer; is it a table?");
  }
};

// `read_some(buffer, size)` gives bytes read, 0 at the end; `check(used)` may throw.
template <class reader, class checker>
std::vector<uint8_t> read_all(const std::string &path, const read_limits &limits, int64_t expected, reader read_some, checker check) {
  std::vector<uint8_t> bytes;
  bytes.reserve(size_t(std::min(expected, limits.most_bytes)));
  line_watch lines(path, limits.longest_line);
  int64_t used = 0;
  while (used < limits.most_bytes) {
    const int64_t wanted = std::min(CHUNK, limits.most_bytes - used);
    bytes.resize(size_t(used + wanted));
    const size_t n = read_some(&bytes[size_t(used)], size_t(wanted));
    if (n == 0) break;
    lines.look(&bytes[size_t(used)], n);
    used += int64_t(n);
    check(used);
  }
  bytes.resize(size_t(used));
  return bytes;
}

std::vector<uint8_t> plain_bytes(const std::string &path, const read_limits &limits) {
  const int64_t size = regular_size(path);
  const std::unique_ptr<FILE, int (*)(FILE *)> file(open_file(path), std::fclose);
  if (!file) refuse(path, std::strerror(errno));
  need_memory(double(std::min(size, limits.most_bytes)), "the file " + path);
  return read_all(
      path, limits, size,
      [&](uint8_t *to, size_t wanted) {
        const size_t n = std::fread(to, 1, wanted, file.get());
        if (n == 0 && std::ferror(file.get())) refuse(path, std::strerror(errno));
        return n;
      },
      [](int64_t) {});
}

std::vector<uint8_t> packed_bytes(const std::string &path, const read_limits &limits) {
#ifdef HAVE_ZLIB
  if (!file_exists(path)) refuse(path, "no such file");
  const int64_t size = regular_size(path);
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(open_packed(path), gzclose);
  if (!file) refuse(path, std::strerror(errno));
  return read_all(
      path, limits, std::min(size, FREE_UNPACKED),
      [&](uint8_t *to, size_t wanted) {
        const int n = gzread(file.get(), to, unsigned(wanted));
        int status = Z_OK;
        const char *why = gzerror(file.get(), &status);
        if (n < 0 || (status != Z_OK && status != Z_STREAM_END)) refuse(path, std::string("damaged or cut short (") + why + ")");
        return size_t(n);
      },
      [&](int64_t used) {
        const int64_t read = std::max<int64_t>(1, gzoffset(file.get()));
        if (used > MOST_UNPACKED || (used > FREE_UNPACKED && used / MOST_RATIO > read))
          refuse(path, "expected at most " + std::to_string(MOST_UNPACKED / MB) + " MB and " + std::to_string(MOST_RATIO) +
                           " times the packed size, it unpacks to more; unpack it with gunzip if you trust it");
      });
#else
  (void)limits;
  refuse(path, "this trainer was built without zlib; unpack it with gunzip, or install zlib1g-dev and build again");
#endif
}

} // namespace

bool file_exists(const std::string &path) {
  std::error_code error;
  const auto kind = std::filesystem::status(path_of(path), error).type();
  return kind != std::filesystem::file_type::not_found && kind != std::filesystem::file_type::none && kind != std::filesystem::file_type::directory;
}

int64_t plain_size(const std::string &path) { return is_packed(path) ? -1 : regular_size(path); }

std::vector<uint8_t> file_bytes(const std::string &path, const read_limits &limits) {
  return is_packed(path) ? packed_bytes(path, limits) : plain_bytes(path, limits);
}
