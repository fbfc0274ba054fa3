// A file's bytes, unpacked when its name ends in .gz. Only regular files are opened: a pipe or a device may never end.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

struct read_limits {
  int64_t most_bytes = INT64_MAX;   // reading stops here
  int64_t longest_line = INT64_MAX; // a longer one throws data_fault before the rest is read
};

// Throws data_fault: absent, unreadable, no regular file, mostly holes, damaged, packed far tighter than data are, or packed
// while this build has no zlib. Throws memory_fault for a file larger than the free memory.
std::vector<uint8_t> file_bytes(const std::string &path, const read_limits &limits = {});
bool file_exists(const std::string &path);
// Size of a file that is not packed; -1 for a packed one. Throws like file_bytes.
int64_t plain_size(const std::string &path);
