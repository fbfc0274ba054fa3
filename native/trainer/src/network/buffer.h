// Zeroed numbers on huge pages where the kernel grants them, aligned for the widest vectors.
#pragma once
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>
#ifdef __linux__
#include <sys/mman.h>
#elif defined(_WIN32)
#include <malloc.h>
#endif

template <class number> class buffer {
  number *data_ = nullptr;
  size_t size_ = 0;

#ifdef _WIN32 // its C library has no aligned_alloc
  static void *allocate(size_t align, size_t bytes) { return _aligned_malloc(bytes, align); }
  static void release(void *data) { _aligned_free(data); }
#else
  static void *allocate(size_t align, size_t bytes) { return std::aligned_alloc(align, bytes); }
  static void release(void *data) { std::free(data); }
#endif

public:
  buffer() = default;
  // Throws bad_alloc.
  explicit buffer(long size) : size_(size_t(size)) {
    constexpr size_t PAGE = 2 << 20, LINE = 64;
    const size_t align = size_ * sizeof(number) >= PAGE ? PAGE : LINE;
    const size_t bytes = (size_ * sizeof(number) + align - 1) / align * align;
    if (size < 0) throw std::bad_alloc();
    if (bytes == 0) return;
    data_ = static_cast<number *>(allocate(align, bytes));
    if (!data_) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    if (align == PAGE) madvise(data_, bytes, MADV_HUGEPAGE);
#endif
    std::memset(static_cast<void *>(data_), 0, bytes);
  }
  buffer(buffer &&other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  buffer &operator=(buffer &&other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~buffer() { release(data_); }

  number *get() const { return data_; }
  number &operator[](long i) const { return data_[i]; }
  size_t size() const { return size_; }
  void clear() { std::memset(static_cast<void *>(data_), 0, size_ * sizeof(number)); }
};
