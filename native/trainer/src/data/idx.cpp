// MNIST's file format (yann.lecun.com/exdb/mnist): magic 00 00 08 <dimensions>, sizes big-endian, then bytes.
#include "../fault.h"
#include "dataset.h"
#include "file_bytes.h"
#include <algorithm>

namespace {

struct idx_file {
  std::string path;
  std::vector<int64_t> sizes; // one per dimension
  std::vector<uint8_t> bytes; // what follows the header
};

std::string hexadecimal(const std::vector<uint8_t> &bytes) {
  static const char HEX[] = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < std::min<size_t>(4, bytes.size()); i++) ((out += HEX[bytes[i] >> 4]) += HEX[bytes[i] & 15]) += ' ';
  return out.empty() ? "nothing" : out.substr(0, out.size() - 1);
}

idx_file read_idx(const std::string &folder, const std::string &name, size_t dimensions) {
  const std::string plain = folder + "/" + name;
  const std::string path = file_exists(plain) ? plain : plain + ".gz";
  if (!file_exists(path)) throw data_fault("expected " + plain + " or " + plain + ".gz, found neither; point at a folder with the four MNIST files");
  const size_t header = 4 + 4 * dimensions;
  const std::vector<uint8_t> head = file_bytes(path, {.most_bytes = int64_t(header)});
  if (head.size() < 4 || head[0] != 0 || head[1] != 0 || head[2] != 8 || head[3] != dimensions)
    throw data_fault("expected " + path + " to begin with 00 00 08 0" + std::to_string(dimensions) + ", got " + hexadecimal(head) + ": not this kind of IDX file");
  if (head.size() < header) throw data_fault(path + " is cut short: its header has " + std::to_string(head.size()) + " of " + std::to_string(header) + " bytes");
  idx_file file{path, {}, {}};
  int64_t total = 1;
  for (size_t d = 0; d < dimensions; d++) {
    const uint8_t *b = &head[4 + 4 * d];
    file.sizes.push_back(int64_t(b[0]) << 24 | b[1] << 16 | b[2] << 8 | b[3]);
    if (file.sizes[d] > 0 && total > INT64_MAX / 4 / file.sizes[d]) throw data_fault(path + " claims an impossible size");
    total *= file.sizes[d];
  }
  const auto check_size = [&](int64_t found) {
    if (found != total)
      throw data_fault(path + (found < total ? " is cut short: " : " is too long: ") + "its header gives " + std::to_string(total) + " bytes, it has " +
                       std::to_string(found) + (found > total && plain_size(path) < 0 ? " or more" : ""));
  };
  // What the header gives is compared before anything is read for it, and nothing beyond it is unpacked.
  if (const int64_t size = plain_size(path); size >= 0) check_size(size - int64_t(header));
  file.bytes = file_bytes(path, {.most_bytes = int64_t(header) + total + 1});
  check_size(int64_t(file.bytes.size() - header));
  file.bytes.erase(file.bytes.begin(), file.bytes.begin() + int64_t(header));
  return file;
}

struct idx_pair {
  example_set set;
  int64_t height, width;
};

// All images with their labels.
idx_pair read_pair(const std::string &folder, const std::string &prefix) {
  idx_file images = read_idx(folder, prefix + "-images-idx3-ubyte", 3);
  const idx_file labels = read_idx(folder, prefix + "-labels-idx1-ubyte", 1);
  if (images.sizes[0] != labels.sizes[0])
    throw data_fault("expected as many labels as images, got " + std::to_string(labels.sizes[0]) + " in " + labels.path + " and " +
                     std::to_string(images.sizes[0]) + " in " + images.path);
  idx_pair pair{{}, images.sizes[1], images.sizes[2]};
  pair.set.count = images.sizes[0];
  pair.set.features = pair.height * pair.width;
  if (pair.set.features < 1) throw data_fault("expected pixels in " + images.path + ", its images have none");
  pair.set.pixels = std::move(images.bytes);
  pair.set.labels.assign(labels.bytes.begin(), labels.bytes.end());
  return pair;
}

} // namespace

dataset load_idx(const data_config &config) {
  idx_pair train = read_pair(config.path, "train"), test = read_pair(config.path, "t10k");
  const auto size_of = [](const idx_pair &pair) { return std::to_string(pair.height) + " x " + std::to_string(pair.width); };
  if (train.height != test.height || train.width != test.width)
    throw data_fault("expected images of one size in " + config.path + ", those to train on have " + size_of(train) + " pixels, those to test on " +
                     size_of(test));
  dataset data;
  data.channels = 1;
  data.height = train.height;
  data.width = train.width;
  data.train = std::move(train.set);
  data.test = std::move(test.set);
  // Before the limit: a class that appears only in later examples still counts.
  for (const int32_t label : data.train.labels) data.classes = std::max<int64_t>(data.classes, label + 1);
  for (int64_t i = 0; i < data.test.count; i++)
    if (data.test.labels[size_t(i)] >= data.classes)
      throw data_fault("label " + std::to_string(data.test.labels[size_t(i)]) + " of test example " + std::to_string(i) + " in " + config.path +
                       " is out of range: the training labels end at " + std::to_string(data.classes - 1));
  if (config.train_limit > 0 && config.train_limit < data.train.count) {
    data.train.count = config.train_limit;
    data.train.pixels.resize(size_t(data.train.count * data.train.features));
    data.train.labels.resize(size_t(data.train.count));
  }
  return data;
}
