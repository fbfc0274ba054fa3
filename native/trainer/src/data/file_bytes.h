// A file's bytes, unpacked when its name ends in .gz.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

// Throws data_fault: absent, unreadable, damaged, or packed while this build has no zlib.
std::vector<uint8_t> file_bytes(const std::string &path);
bool file_exists(const std::string &path);
