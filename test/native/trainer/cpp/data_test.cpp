// Loaders: what they read, and what they refuse with which words.
#include "check.h"
#include "data/csv_text.h"
#include "data/validation.h"
#include "temp_folder.h"
#include <algorithm>
#include <set>

using std::string;

static string big_endian(uint32_t n) { return {char(n >> 24), char(n >> 16), char(n >> 8), char(n)}; }
static string images(uint32_t count, const string &pixels, uint32_t height = 1, uint32_t width = 2) {
  return string("\0\0\x08\x03", 4) + big_endian(count) + big_endian(height) + big_endian(width) + pixels;
}
static string labels(const string &bytes) { return string("\0\0\x08\x01", 4) + big_endian(uint32_t(bytes.size())) + bytes; }

struct idx_folder : temp_folder {
  idx_folder() {
    file("train-images-idx3-ubyte", images(3, string("\x00\xff\x33\x01\x02\x03", 6)));
    file("train-labels-idx1-ubyte", labels(string("\x00\x01\x02", 3)));
    file("t10k-images-idx3-ubyte", images(1, "\x10\x20"));
    file("t10k-labels-idx1-ubyte", labels("\x01"));
  }
  dataset load(int64_t train_limit = 0) const {
    data_config config;
    config.kind = "idx";
    config.path = path;
    config.train_limit = train_limit;
    return load_dataset(config, 1);
  }
};

TEST("idx: pixels from 0 to 1, labels, limit") {
  const idx_folder folder;
  const dataset data = folder.load();
  CHECK(data.classes == 3 && data.train.count == 3 && data.test.count == 1 && data.train.features == 2);
  CHECK(data.channels == 1 && data.height == 1 && data.width == 2 && data.validation.count == 0);
  float row[2];
  data.train.row(0, row);
  CHECK(row[0] == 0 && row[1] == 1);
  data.train.row(1, row);
  CHECK_NEAR(row[0], 0.2, 1e-7);
  CHECK(data.train.labels == std::vector<int32_t>({0, 1, 2}));
  CHECK(folder.load(2).train.count == 2 && folder.load(2).classes == 3 && folder.load(2).train.labels.size() == 2);
}

TEST("idx: damaged files are refused by name") {
  const idx_folder folder;
  const auto refused = [&](const string &name, const string &bytes, const string &words) {
    const string good = name.find("images") != string::npos ? images(3, string("\x00\xff\x33\x01\x02\x03", 6)) : labels(string("\x00\x01\x02", 3));
    folder.file(name, bytes);
    CHECK_FAULT(6, words, folder.load());
    CHECK_FAULT(6, name, folder.load());
    folder.file(name, good);
  };
  refused("train-images-idx3-ubyte", "PNG\r\n", "got 50 4e 47 0d");
  refused("train-images-idx3-ubyte", "", "got nothing");
  refused("train-images-idx3-ubyte", labels("abc"), "begin with 00 00 08 03");
  refused("train-images-idx3-ubyte", string("\0\0\x08\x03\0\0", 6), "header has 6 of 16 bytes");
  refused("train-images-idx3-ubyte", images(3, "12345"), "cut short: its header gives 6 bytes, it has 5");
  refused("train-images-idx3-ubyte", images(3, "1234567"), "too long");
  refused("train-images-idx3-ubyte", images(0xffffffff, "1", 0xffffffff, 0xffffffff), "impossible");
  refused("train-labels-idx1-ubyte", labels("\x01\x02"), "as many labels as images, got 2");
  CHECK(folder.load().train.count == 3);
  folder.file("t10k-labels-idx1-ubyte", labels("\x07"));
  CHECK_FAULT(6, "label 7 of test example 0", folder.load());
  folder.file("t10k-images-idx3-ubyte", images(1, "123", 1, 3));
  CHECK_FAULT(6, "images of one size", folder.load());
  folder.file("t10k-images-idx3-ubyte", images(1, "12", 2, 1));
  CHECK_FAULT(6, "train on have 1 x 2 pixels, those to test on 2 x 1", folder.load());
  std::filesystem::remove(folder.path + "/t10k-images-idx3-ubyte");
  CHECK_FAULT(6, "found neither", folder.load());
}

TEST("idx: one class alone is refused") {
  const idx_folder folder;
  folder.file("train-labels-idx1-ubyte", labels(string("\0\0\0", 3)));
  folder.file("t10k-labels-idx1-ubyte", labels(string("\0", 1)));
  CHECK_FAULT(6, "at least two classes", folder.load());
}

static dataset load_text(const string &text, const string &label = "y", uint64_t seed = 1, int64_t limit = 0) {
  const temp_folder folder;
  data_config config;
  config.kind = "csv";
  config.path = folder.file("t.csv", text);
  config.label = label;
  config.train_limit = limit;
  return load_dataset(config, seed);
}

static string many_rows() {
  string text = "a,y,b\n";
  for (int i = 0; i < 100; i++) text += std::to_string(i) + (i % 3 ? ",yes," : ",no,") + std::to_string(i * i * 0.25) + "\n";
  return text;
}

TEST("csv: standardised by the training rows, split by the seed, labels by name") {
  const dataset data = load_text(many_rows());
  CHECK(data.train.count == 80 && data.test.count == 20 && data.classes == 2 && data.train.features == 2);
  for (int j = 0; j < 2; j++) {
    double sum = 0, squares = 0;
    for (int i = 0; i < 80; i++) {
      const double x = data.train.values[size_t(2 * i + j)];
      sum += x;
      squares += x * x;
    }
    CHECK_NEAR(sum / 80, 0, 1e-6);
    CHECK_NEAR(squares / 80, 1, 1e-5);
  }
  // "no" comes before "yes": class 0 is every third row.
  CHECK(std::count(data.train.labels.begin(), data.train.labels.end(), 0) + std::count(data.test.labels.begin(), data.test.labels.end(), 0) == 34);
  CHECK(load_text(many_rows()).train.values == data.train.values);
  CHECK(load_text(many_rows(), "y", 2).train.values != data.train.values);
  CHECK(load_text(many_rows(), "y", 1, 10).train.count == 10);
}

TEST("csv: numbers as labels go by value; a constant column becomes zeros") {
  const dataset data = load_text("y,c,x\n10,5,1\n9,5,2\n10,5,3\n9,5,4\n100,5,5\n");
  CHECK(data.classes == 3);
  std::multiset<int32_t> all(data.train.labels.begin(), data.train.labels.end());
  all.insert(data.test.labels.begin(), data.test.labels.end());
  CHECK(all == std::multiset<int32_t>({0, 0, 1, 1, 2}));
  for (size_t i = 0; i < data.train.values.size(); i += 2) CHECK(data.train.values[i] == 0);
}

static std::vector<csv_row> csv_rows(const string &text) {
  csv_reader reader(text, "t.csv");
  std::vector<csv_row> rows;
  for (csv_row row; reader.next(row);) rows.push_back(row);
  return rows;
}

TEST("csv: quotes, line ends, other separators, blank lines") {
  const auto rows = csv_rows("\xEF\xBB\xBF\"a,\"\"b\",y\r\n\"1\n2\",x\r\n\r\n3,\"z\"");
  CHECK(rows.size() == 3 && rows[0].cells[0] == "a,\"b" && rows[1].cells[0] == "1\n2" && rows[2].cells[1] == "z");
  CHECK(rows[1].line == 2 && rows[2].line == 5);
  CHECK(csv_rows("a;y\n1,5;x\n")[1].cells == std::vector<string>({"1,5", "x"}));
  CHECK(csv_rows("\"a,b\";y\n1,5;x\n")[1].cells == std::vector<string>({"1,5", "x"}));
  CHECK(csv_rows("a\ty\n1\t\n")[1].cells == std::vector<string>({"1", ""}));
  CHECK_FAULT(6, "line 2: a quote is never closed", csv_rows("a,y\n\"1,2\n3,4\n"));
}

static string many_columns() {
  string text = "c0";
  for (int i = 1; i < 41; i++) text += ",c" + std::to_string(i);
  return text + "\n";
}

TEST("csv: a bad cell is named by line and column") {
  CHECK_FAULT(6, "line 3, column \"a\": expected a finite number, got \"NaN\"", load_text("a,y\n1,x\nNaN,z\n"));
  CHECK_FAULT(6, "got \"inf\"", load_text("a,y\n1,x\ninf,z\n"));
  CHECK_FAULT(6, "line 2, column \"a\": expected a finite number, got \"\"", load_text("a,y\n,x\n1,z\n"));
  CHECK_FAULT(6, "got \"1.5e\"", load_text("a,y\n1.5e,x\n1,z\n"));
  CHECK_FAULT(6, "got \"0x10\"", load_text("a,y\n0x10,x\n1,z\n"));
  CHECK_FAULT(6, "line 3: expected 2 cells as in the header, got 3", load_text("a,y\n1,x\n1,2,3\n"));
  CHECK_FAULT(6, "line 3, column \"y\": expected a label", load_text("a,y\n1,x\n1,\n"));
  CHECK_FAULT(6, "column named \"z\" in ", load_text("a,y\n1,x\n2,w\n", "z"));
  CHECK_FAULT(6, "it has a, y; name the class column", load_text("a,y\n1,x\n2,w\n", "z"));
  CHECK_FAULT(6, "c19 and 21 more; name", load_text(many_columns(), "z"));
  CHECK_FAULT(6, "got \"1 2\"", load_text("a,y\n\"1\n2\",x\n1,w\n"));
  CHECK_FAULT(6, "x\xC3\xA9...\"", load_text("a,y\n" + string(57, 'x') + "x\xC3\xA9\xC3\xA9\xC3\xA9,x\n1,w\n"));
  CHECK_FAULT(6, "got UTF-16", load_text(string("\xFF\xFE" "a\0,\0y\0", 8)));
  CHECK_FAULT(6, "at least one column besides", load_text("y\nx\nz\n"));
  CHECK_FAULT(6, "at least two classes in column \"y\"", load_text("a,y\n1,x\n2,x\n3,x\n"));
  CHECK_FAULT(6, "header and at least two rows", load_text("a,y\n1,x\n"));
  CHECK_FAULT(6, "header and at least two rows", load_text("a,y\n"));
  CHECK_FAULT(6, "the file is empty", load_text(""));
  CHECK_FAULT(6, "the file is empty", load_text("\xEF\xBB\xBF\r\n\r\n"));
  data_config config;
  config.kind = "csv";
  config.path = "/nowhere/t.csv";
  CHECK_FAULT(6, "cannot read /nowhere/t.csv: No such file", load_dataset(config, 1));
  config.path = "/";
  CHECK_FAULT(6, "cannot read /", load_dataset(config, 1));
}

TEST("validation: a share of the training examples, drawn by the seed, and the test stays as it is") {
  data_config config;
  config.kind = "synthetic";
  config.samples = 1000;
  config.features = 3;
  config.classes = 4;
  const dataset whole = load_dataset(config, 1);
  config.validation = 0.25;
  const dataset data = load_dataset(config, 1);
  CHECK(data.train.count == 600 && data.validation.count == 200 && data.test.values == whole.test.values);
  CHECK(data.train.labels.size() == 600 && data.validation.values.size() == 600 && data.validation.features == 3);
  // Each example of the whole is in one of the two, with its label and in its order.
  int64_t kept = 0, aside = 0;
  for (int64_t i = 0; i < 800; i++) {
    float row[3], candidate[3];
    whole.train.row(i, row);
    const bool in_train = kept < 600 && (data.train.row(kept, candidate), std::equal(row, row + 3, candidate));
    if (!in_train && aside < 200) data.validation.row(aside, candidate);
    CHECK(std::equal(row, row + 3, candidate));
    CHECK(whole.train.labels[size_t(i)] == (in_train ? data.train.labels[size_t(kept)] : data.validation.labels[size_t(aside)]));
    (in_train ? kept : aside)++;
  }
  CHECK(kept == 600 && aside == 200);
  CHECK(load_dataset(config, 1).validation.values == data.validation.values);
  CHECK(load_dataset(config, 2).validation.values != data.validation.values);
  CHECK(validation_rows(1000, 0.001, 5).size() == 1 && validation_rows(10, 0.001, 5).size() == 1 && validation_rows(10, 0, 5).empty());
}

TEST("validation: IDX pixels move with their labels; a table is standardised without its validation rows") {
  const idx_folder folder;
  data_config config;
  config.kind = "idx";
  config.path = folder.path;
  config.validation = 0.4;
  const dataset pixels = load_dataset(config, 1);
  CHECK(pixels.train.count == 2 && pixels.validation.count == 1 && pixels.train.pixels.size() == 4 && pixels.classes == 3);
  CHECK(pixels.validation.pixels[0] == std::vector<uint8_t>({0x00, 0x33, 0x02})[size_t(pixels.validation.labels[0])]);
  const temp_folder place;
  config.kind = "csv";
  config.path = place.file("t.csv", many_rows());
  config.label = "y";
  const dataset table = load_dataset(config, 1);
  CHECK(table.train.count == 48 && table.validation.count == 32 && table.test.count == 20);
  double sum = 0, squares = 0;
  for (int i = 0; i < 48; i++) sum += double(table.train.values[size_t(2 * i)]), squares += std::pow(double(table.train.values[size_t(2 * i)]), 2);
  CHECK_NEAR(sum / 48, 0, 1e-6);
  CHECK_NEAR(squares / 48, 1, 1e-5);
  config.path = place.file("two.csv", "a,y\n1,x\n2,z\n");
  config.validation = 0.5;
  CHECK_FAULT(6, "expected rows to train on", load_dataset(config, 1));
}

TEST("mixture: a set that does not fit into memory is refused beforehand") {
  data_config config;
  config.kind = "synthetic";
  config.samples = 1000000000;
  config.features = 1000000;
  config.classes = 2;
  CHECK_FAULT(4, "1000000000 samples, 1000000 features and 2 classes needs about 4000004016 MB", load_dataset(config, 1));
  config.samples = 10;
  config.classes = 1000000;
  CHECK_FAULT(4, "MB are free", load_dataset(config, 1));
}

TEST("mixture: seeded, balanced, unit noise around centres a fixed distance apart") {
  data_config config;
  config.kind = "synthetic";
  config.samples = 5000;
  config.features = 300;
  config.classes = 4;
  const dataset data = load_dataset(config, 1);
  CHECK(data.train.count == 4000 && data.test.count == 1000 && data.classes == 4);
  CHECK(load_dataset(config, 99).train.values == data.train.values); // its own seed alone
  std::vector<double> mean(4 * 300);
  for (int64_t i = 0; i < 4000; i++)
    for (int64_t j = 0; j < 300; j++) mean[size_t(data.train.labels[size_t(i)] * 300 + j)] += double(data.train.values[size_t(i * 300 + j)]) / 1000;
  double distance = 0, noise = 0;
  for (int64_t j = 0; j < 300; j++) distance += std::pow(mean[size_t(j)] - mean[size_t(300 + j)], 2);
  for (int64_t i = 0; i < 4000; i++)
    for (int64_t j = 0; j < 300; j++) noise += std::pow(double(data.train.values[size_t(i * 300 + j)]) - mean[size_t(data.train.labels[size_t(i)] * 300 + j)], 2);
  CHECK_NEAR(std::sqrt(distance), 5, 0.6);
  CHECK_NEAR(noise / (4000 * 300), 1, 0.01);
  config.seed = 2;
  CHECK(load_dataset(config, 1).train.values != data.train.values);
}
