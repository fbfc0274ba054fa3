// A folder of files that goes with the object.
#pragma once
#include "data/path_text.h"
#include <cstdint>
#include <fstream>
#include <random>
#include <string>
#include <vector>

struct temp_folder {
  std::string path; // UTF-8
  temp_folder() {
    namespace fs = std::filesystem;
    std::random_device random;
    do path = text_of(fs::temp_directory_path() / ("wattproof-trainer-" + std::to_string(random()) + std::to_string(random())));
    while (!fs::create_directory(path_of(path)));
  }
  ~temp_folder() { std::filesystem::remove_all(path_of(path)); }
  temp_folder(const temp_folder &) = delete;
  // Folders on the way are made.
  std::string file(const std::string &name, const std::string &bytes) const {
    const auto place = path_of(path + "/" + name);
    std::filesystem::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << bytes;
    return path + "/" + name;
  }
};
