// Folders of pictures: listed, split, decoded by all usable cores, scaled to one size. Loading is not measured.
#include "../fault.h"
#include "../machine.h"
#include "../random.h"
#include "class_folders.h"
#include "dataset.h"
#include "file_bytes.h"
#include "picture.h"
#include "words.h"
#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace {

// No camera writes more; larger files are read one at a time from a few MB on.
constexpr int64_t MOST_FILE_BYTES = 100 << 20, LARGE_FILE_BYTES = 8 << 20;

std::mutex reading_large;

void read_picture(const std::string &path, const data_config &config, uint8_t *out) {
  const int64_t size = plain_size(path);
  if (size > MOST_FILE_BYTES) throw data_fault("expected a picture of at most 100 MB in " + path + ", the file has " + std::to_string(size >> 20) + " MB");
  std::unique_lock alone(reading_large, std::defer_lock);
  if (size > LARGE_FILE_BYTES) alone.lock();
  scale_picture(decode_picture(file_bytes(path), config.grey, path), config.image_size, out);
}

// Decodes all files. If several cannot be read, the error names the first in the list, whichever thread failed first.
example_set decode_all(const std::vector<picture_file> &files, const data_config &config) {
  const int64_t channels = config.grey ? 1 : 3, size = config.image_size;
  example_set set;
  set.count = int64_t(files.size());
  set.features = channels * size * size;
  set.pixels.resize(size_t(set.count * set.features));
  for (const auto &file : files) set.labels.push_back(file.label);
  std::atomic<int64_t> next{0};
  std::mutex failing;
  int64_t failed_at = set.count;
  std::exception_ptr failure;
  const auto work = [&] {
    for (int64_t i; (i = next.fetch_add(1)) < set.count;) {
      try {
        read_picture(files[size_t(i)].path, config, &set.pixels[size_t(i * set.features)]);
      } catch (...) {
        const std::lock_guard lock(failing);
        if (i < failed_at) {
          failed_at = i;
          failure = std::current_exception();
        }
        next = set.count; // files already assigned are still read: one of them may be the first in the list to fail
      }
    }
  };
  std::vector<std::thread> helpers;
  for (int i = 1; i < usable_cores() && i < set.count; i++) helpers.emplace_back(work);
  work();
  for (auto &helper : helpers) helper.join();
  if (failure) std::rethrow_exception(failure);
  return set;
}

} // namespace

dataset load_images(const data_config &config, uint64_t seed) {
  if (!can_decode_pictures())
    throw data_fault("this trainer was built without stb_image and reads no pictures; install libstb-dev and build again, or use idx or csv");
  class_folders folders = list_class_folders(config.path);
  // Shuffled even when the test has its own folder, so that train_limit takes examples of all classes.
  random_stream(seed, FOR_SPLIT).shuffle(folders.train);
  if (folders.test.empty()) {
    const int64_t train = int64_t(folders.train.size()) - test_share(int64_t(folders.train.size()));
    folders.test.assign(folders.train.begin() + train, folders.train.end());
    folders.train.resize(size_t(train));
  }
  if (config.train_limit > 0 && config.train_limit < int64_t(folders.train.size())) folders.train.resize(size_t(config.train_limit));
  dataset data;
  data.classes = int64_t(folders.names.size());
  data.channels = config.grey ? 1 : 3;
  data.height = data.width = config.image_size;
  const double pictures = double(folders.train.size() + folders.test.size());
  need_memory(pictures * double(data.channels * data.height * data.width), std::to_string(int64_t(pictures)) + " pictures of " + std::to_string(config.image_size) + " pixels");
  data.train = decode_all(folders.train, config);
  data.test = decode_all(folders.test, config);
  return data;
}
