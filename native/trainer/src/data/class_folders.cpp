// Lists names only; no picture is opened here.
#include "class_folders.h"
#include "../fault.h"
#include "path_text.h"
#include "words.h"
#include <algorithm>

namespace fs = std::filesystem;

namespace {

struct entry {
  std::string name;
  bool is_folder;
};

// Files that a desktop creates in folders and hides.
bool is_hidden(const std::string &name) { return name[0] == '.' || name == "Thumbs.db" || name == "desktop.ini"; }

// Sorted by name, without hidden files.
std::vector<entry> entries_of(const std::string &folder) {
  std::vector<entry> out;
  std::error_code error;
  for (fs::directory_iterator at(path_of(folder), error), end; !error && at != end; at.increment(error)) {
    const std::string name = text_of(at->path().filename());
    std::error_code unknown; // a broken link counts as a file, and is refused when read
    if (!is_hidden(name)) out.push_back({name, at->is_directory(unknown)});
  }
  if (error) throw data_fault("cannot read the folder " + folder + ": " + error.message());
  std::sort(out.begin(), out.end(), [](const entry &a, const entry &b) { return a.name < b.name; });
  return out;
}

std::vector<std::string> folders_in(const std::string &folder) {
  std::vector<std::string> names;
  for (const entry &one : entries_of(folder))
    if (one.is_folder) names.push_back(one.name);
  return names;
}

std::vector<picture_file> files_of(const std::string &folder, const std::vector<std::string> &classes) {
  std::vector<picture_file> files;
  for (size_t label = 0; label < classes.size(); label++) {
    const std::string place = folder + "/" + classes[label];
    const size_t before = files.size();
    for (const entry &one : entries_of(place)) {
      if (one.is_folder)
        throw data_fault("expected pictures in " + place + ", found the folder " + one.name + "; use train/<class>/* and test/<class>/*, or <class>/* alone");
      files.push_back({place + "/" + one.name, int32_t(label)});
    }
    if (files.size() == before) throw data_fault("expected pictures in " + place + ", the class is empty; add some or remove the folder");
  }
  return files;
}

// Throws when a class of `names` is not in `others`.
void all_in(const std::vector<std::string> &names, const std::vector<std::string> &others, const std::string &there, const std::string &missing) {
  for (const auto &name : names)
    if (!std::binary_search(others.begin(), others.end(), name))
      throw data_fault("expected the same classes in train and test: " + shown(name) + " is in " + there + ", not in " + missing);
}

} // namespace

class_folders list_class_folders(const std::string &folder) {
  const std::vector<std::string> tops = folders_in(folder);
  const bool has_train = std::binary_search(tops.begin(), tops.end(), "train"), has_test = std::binary_search(tops.begin(), tops.end(), "test");
  if (tops.size() == 1 && (has_train || has_test))
    throw data_fault("expected train and test in " + folder + ", or a folder for each class; found " + tops[0] + " alone");
  class_folders out;
  if (!(has_train && has_test)) {
    out.names = tops;
    out.train = files_of(folder, out.names);
  } else {
    const std::string train = folder + "/train", test = folder + "/test";
    out.names = folders_in(train);
    const std::vector<std::string> tested = folders_in(test);
    all_in(out.names, tested, train, test);
    all_in(tested, out.names, test, train);
    out.train = files_of(train, out.names);
    out.test = files_of(test, out.names);
  }
  if (out.names.size() < 2)
    throw data_fault("expected a folder for each of at least two classes in " + folder + ", found " + (out.names.empty() ? "none" : "one: " + out.names[0]));
  return out;
}
