// The content of a folder of pictures: classes are folders, sorted by name, and contain the files.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

struct picture_file {
  std::string path;
  int32_t label;
};

struct class_folders {
  std::vector<std::string> names;        // sorted by their bytes; the place of a name is its label
  std::vector<picture_file> train, test; // by class, then by name; test is empty when the folder has no test part
};

// Reads train/<class>/* and test/<class>/*, or <class>/* alone. Hidden files are skipped.
// Throws data_fault: no folder, no class, a class without files, classes that differ between train and test.
class_folders list_class_folders(const std::string &folder);
