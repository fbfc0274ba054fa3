// A folder of files that goes with the object.
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

struct temp_folder {
  std::string path;
  temp_folder() {
    std::string made = (std::filesystem::temp_directory_path() / "wattproof-trainer-XXXXXX").string();
    path = mkdtemp(made.data());
  }
  ~temp_folder() { std::filesystem::remove_all(path); }
  temp_folder(const temp_folder &) = delete;
  std::string file(const std::string &name, const std::string &bytes) const {
    std::ofstream(path + "/" + name, std::ios::binary) << bytes;
    return path + "/" + name;
  }
};
