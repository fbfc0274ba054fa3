// Paths are UTF-8 in every message and file; Windows keeps them in UTF-16.
#pragma once
#include "../fault.h"
#include <filesystem>
#include <string>

inline std::filesystem::path path_of(const std::string &utf8) {
  try {
    return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
  } catch (const std::exception &) { // Windows only: elsewhere a path is its bytes
    throw data_fault("expected a path in UTF-8");
  }
}

inline std::string text_of(const std::filesystem::path &path) {
  const std::u8string text = path.generic_u8string();
  return {text.begin(), text.end()};
}
