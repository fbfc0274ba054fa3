// A folder of files that goes with the object.
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

struct temp_folder {
  std::string path;
  temp_folder() {
    std::random_device random;
    do path = (std::filesystem::temp_directory_path() / ("wattproof-trainer-" + std::to_string(random()))).generic_string();
    while (!std::filesystem::create_directory(path));
  }
  ~temp_folder() { std::filesystem::remove_all(path); }
  temp_folder(const temp_folder &) = delete;
  std::string file(const std::string &name, const std::string &bytes) const {
    std::ofstream(path + "/" + name, std::ios::binary) << bytes;
    return path + "/" + name;
  }
};
