// Folders of pictures: decoded and scaled as Pillow does, labelled by folder, and refused with the file's name.
#include "check.h"
#include "data/dataset.h"
#include "data/picture.h"
#include "pictures.h"
#include "temp_folder.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <set>

using std::string;

static string bytes_of(const char *name) {
  for (const auto &known : KNOWN_PICTURES)
    if (!std::strcmp(known.name, name)) return {known.file.begin(), known.file.end()};
  throw std::logic_error(name);
}

TEST("pictures: every format gives Pillow's pixels") {
  for (const auto &known : KNOWN_PICTURES) {
    const picture decoded = decode_picture({known.file.begin(), known.file.end()}, known.grey, known.name);
    std::vector<uint8_t> pixels(known.pixels.size());
    CHECK(decoded.channels * known.size * known.size == int64_t(pixels.size()));
    scale_picture(decoded, known.size, pixels.data());
    int worst = 0;
    for (size_t i = 0; i < pixels.size(); i++) worst = std::max(worst, std::abs(int(pixels[i]) - int(known.pixels[i])));
    check(worst <= known.tolerance, string(known.name) + " is off by " + std::to_string(worst), __FILE__, __LINE__);
  }
}

TEST("pictures: a file that is cut at any byte is refused") {
  for (const char *name : {"png_rgb_smaller", "png_palette", "jpeg", "jpeg_progressive", "jpeg_grey", "bmp", "ppm"}) {
    const string whole = bytes_of(name);
    for (size_t length = 0; length < whole.size(); length++) {
      const std::vector<uint8_t> cut(whole.begin(), whole.begin() + int64_t(length));
      CHECK_FAULT(6, "cut.bin", decode_picture(cut, false, "cut.bin"));
    }
  }
}

TEST("pictures: a JPEG that lacks a table is refused, not decoded by what the memory holds") {
  for (const auto &[marker, lacking] : {std::pair{"\xFF\xC4", "no Huffman table"}, std::pair{"\xFF\xDB", "no quantisation table"}})
    for (const char *kind : {"jpeg", "jpeg_progressive"}) {
      string jpeg = bytes_of(kind);
      const size_t table = jpeg.find(marker);
      jpeg.replace(table, 2, "\xFF\xFE"); // a comment
      CHECK_FAULT(6, lacking, decode_picture({jpeg.begin(), jpeg.end()}, false, "p.jpg"));
    }
}

TEST("pictures: a Huffman table of more than 256 codes is refused, and so is a bomb") {
  string jpeg = bytes_of("jpeg");
  const size_t table = jpeg.find("\xFF\xC4");
  jpeg.replace(table + 5, 16, string(16, '\x20'));
  CHECK_FAULT(6, "bad size list", decode_picture({jpeg.begin(), jpeg.end()}, false, "p.jpg"));
  const string bomb = "P6\n5000 5000\n255\n";
  CHECK_FAULT(6, "claims 5000 x 5000 pixels in 17 bytes", decode_picture({bomb.begin(), bomb.end()}, false, "p.ppm"));
  const string deep = "P5\n2 1\n65535\nabcd";
  CHECK_FAULT(6, "the PNM has 16; save it as PNG", decode_picture({deep.begin(), deep.end()}, false, "p.pgm"));
  const string huge = "P6\n20000 20000\n255\n" + string(50000, 'x');
  CHECK_FAULT(6, "at most 40 million pixels", decode_picture({huge.begin(), huge.end()}, false, "p.ppm"));
}

struct picture_folder : temp_folder {
  void solid(const string &name, int red, int green, int blue) const { file(name, string("P6\n1 1\n255\n") + char(red) + char(green) + char(blue)); }
  dataset load(uint64_t seed = 1, int64_t limit = 0, double validation = 0, bool grey = false) const {
    data_config config;
    config.kind = "images";
    config.path = path;
    config.image_size = 4;
    config.grey = grey;
    config.train_limit = limit;
    config.validation = validation;
    return load_dataset(config, seed);
  }
};

// Ten pictures a class; red says the class, green which of them.
static void ten_each(const picture_folder &folder, const string &part = "") {
  for (int i = 0; i < 10; i++) {
    folder.solid(part + "ape/" + std::to_string(i) + ".ppm", 0, i, 0);
    folder.solid(part + "Zebra/" + std::to_string(i) + ".ppm", 100, i, 0);
    folder.solid(part + "b\xC3\xA4r/" + std::to_string(i) + ".ppm", 200, i, 0);
  }
}

TEST("images: class folders alone are split by the seed; labels are the sorted names; channels come first") {
  const picture_folder folder;
  ten_each(folder);
  folder.file("LICENSE", "beside the classes");
  folder.file("ape/.DS_Store", "hidden");
  folder.file("ape/Thumbs.db", "hidden");
  folder.file(".git/config", "hidden");
  const dataset data = folder.load();
  CHECK(data.classes == 3 && data.channels == 3 && data.height == 4 && data.width == 4 && data.train.features == 48);
  CHECK(data.train.count == 24 && data.test.count == 6);
  std::set<std::pair<int, int>> seen;
  for (const example_set *set : {&data.train, &data.test})
    for (int64_t i = 0; i < set->count; i++) {
      const uint8_t *row = &set->pixels[size_t(i * 48)];
      const int label = set->labels[size_t(i)];
      CHECK(row[0] == (label == 0 ? 100 : label == 1 ? 0 : 200)); // Zebra, ape, baer by their bytes
      CHECK(std::all_of(row, row + 16, [&](uint8_t red) { return red == row[0]; }) && row[32] == 0);
      seen.emplace(label, row[16]);
    }
  CHECK(seen.size() == 30); // each picture once
  CHECK(folder.load().test.pixels == data.test.pixels);
  CHECK(folder.load(2).test.pixels != data.test.pixels);
  CHECK(folder.load(1, 5).train.count == 5 && folder.load(1, 5).classes == 3 && folder.load(1, 5).test.count == 6);
  CHECK(folder.load(1, 0, 0, true).train.features == 16 && folder.load(1, 0, 0, true).channels == 1);
}

TEST("images: train and test folders, and a validation share of the training pictures") {
  const picture_folder folder;
  ten_each(folder, "train/");
  folder.solid("test/ape/t.ppm", 0, 50, 0);
  folder.solid("test/Zebra/t.ppm", 100, 50, 0);
  folder.solid("test/b\xC3\xA4r/t.ppm", 200, 50, 0);
  const dataset data = folder.load(3, 0, 0.3);
  CHECK(data.train.count == 21 && data.validation.count == 9 && data.test.count == 3);
  CHECK(data.test.labels == std::vector<int32_t>({0, 1, 2}) && data.test.pixels[16] == 50);
  std::set<std::pair<int, int>> seen;
  for (const example_set *set : {&data.train, &data.validation})
    for (int64_t i = 0; i < set->count; i++) seen.emplace(set->labels[size_t(i)], set->pixels[size_t(i * 48 + 16)]);
  CHECK(seen.size() == 30);
}

TEST("images: what cannot be learnt from is refused by name") {
  const auto refused = [](const string &words, const std::vector<std::pair<string, string>> &files) {
    const picture_folder folder;
    ten_each(folder);
    for (const auto &[name, bytes] : files) folder.file(name, bytes);
    CHECK_FAULT(6, words, folder.load());
    CHECK_FAULT(6, folder.path, folder.load());
  };
  const string png = bytes_of("png_rgb_smaller");
  refused("ape/a.png, the file is empty", {{"ape/a.png", ""}});
  refused("PNM picture in", {{"ape/notes.txt", "not a picture, but a text of some length that goes on and on and on and on and on and on and on and on and on and on and on and on"}});
  refused("ape/a.png is cut short", {{"ape/a.png", png.substr(0, png.size() / 2)}});
  refused("found the folder deeper", {{"ape/deeper/a.png", png}});
  refused("the class is empty", {{"empty/.hidden", ""}});
  const auto laid_out = [](const string &words, const std::vector<string> &names) {
    const picture_folder folder;
    for (const string &name : names) folder.solid(name, 1, 2, 3);
    CHECK_FAULT(6, words, folder.load());
  };
  laid_out("at least two classes", {"ape/1.ppm", "ape/2.ppm"});
  laid_out("found none", {"LICENSE"});
  laid_out("found train alone", {"train/ape/1.ppm", "train/bear/1.ppm"});
  laid_out("train/cat, the class is empty", {"train/ape/1.ppm", "train/cat/.x", "test/ape/1.ppm", "test/cat/1.ppm"});
  laid_out("bear is in ", {"train/ape/1.ppm", "train/bear/1.ppm", "test/ape/1.ppm", "test/cat/1.ppm"});
  laid_out("cat is in ", {"train/ape/1.ppm", "train/bear/1.ppm", "test/ape/1.ppm", "test/bear/1.ppm", "test/cat/1.ppm"});
  data_config absent;
  absent.kind = "images";
  absent.path = "/nowhere";
  CHECK_FAULT(6, "cannot read the folder /nowhere", load_dataset(absent, 1));
}

TEST("images: of several damaged pictures the first of the list is named, whichever thread met it") {
  const picture_folder folder;
  ten_each(folder, "train/");
  ten_each(folder, "test/");
  for (const char *name : {"test/ape/0.ppm", "test/ape/4.ppm", "test/b\xC3\xA4r/7.ppm"}) folder.file(name, "P6\n1 1\n255\n");
  for (int i = 0; i < 20; i++) CHECK_FAULT(6, "test/ape/0.ppm", folder.load());
}

TEST("images: a set that does not fit into memory is refused before it is read") {
  const picture_folder folder;
  ten_each(folder);
  data_config config;
  config.kind = "images";
  config.path = folder.path;
  config.image_size = int64_t(1) << 24;
  CHECK_FAULT(4, "30 pictures of 16777216 pixels needs about", load_dataset(config, 1));
}
