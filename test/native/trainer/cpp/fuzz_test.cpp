// Seeded damage to valid input of every parser: each round ends in data that keeps its promises or in a fault with one line.
// TRAINER_FUZZ_ROUNDS and TRAINER_FUZZ_SEED make it longer and other; the sanitizers find what a check does not.
#include "check.h"
#include "config.h"
#include "data/csv_table.h"
#include "data/dataset.h"
#include "data/picture.h"
#include "json_line.h"
#include "pictures.h"
#include "random.h"
#include "temp_folder.h"
#include <cstdlib>

using std::string;

static uint64_t setting(const char *name, uint64_t fallback) {
  const char *text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : fallback;
}

// One to four changes: bytes turned, taken out, doubled, put in, or the end cut off.
static string damaged(string text, random_stream &random, const std::vector<string> &pieces) {
  for (uint64_t changes = 1 + random.below(4); changes > 0; changes--) {
    const size_t at = size_t(random.below(text.size() + 1)), length = size_t(random.below(1 + random.below(24)));
    switch (random.below(6)) {
    case 0: text.insert(at, pieces[size_t(random.below(pieces.size()))]); break;
    case 1: text.erase(at, length); break;
    case 2: text.insert(at, text.substr(size_t(random.below(text.size() + 1)), length)); break;
    case 3: text.resize(random.below(8) ? text.size() : at); break;
    default:
      if (at < text.size()) text[at] = char(random.below(4) ? text[at] ^ (1 << random.below(8)) : random.below(256));
    }
  }
  return text;
}

// Runs `use` on damaged input, round after round; says how many were taken and how many refused.
template <class function> static void fuzz(const char *name, uint64_t rounds, const std::vector<string> &seeds, const std::vector<string> &pieces, function use) {
  random_stream random(setting("TRAINER_FUZZ_SEED", 1), 77);
  uint64_t taken = 0, refused = 0;
  for (const string &seed : seeds) use(seed, random); // what is damaged below is right before
  rounds = setting("TRAINER_FUZZ_ROUNDS", rounds);
  for (uint64_t i = 0; i < rounds; i++) {
    const string input = damaged(seeds[size_t(random.below(seeds.size()))], random, pieces);
    try {
      use(input, random);
      taken++;
    } catch (const fault &expected) {
      refused++;
      const string words = json_string(expected.what());
      CHECK(words.size() > 10 && words.size() < 4000);
    } catch (const std::exception &other) {
      check(false, string(name) + ", round " + std::to_string(i) + ": " + other.what(), __FILE__, __LINE__);
    }
  }
  std::printf("     %s: %llu taken, %llu refused\n", name, (unsigned long long)taken, (unsigned long long)refused);
  CHECK(taken + refused == rounds && refused > 0);
}

TEST("fuzz: commands and configurations") {
  const string common = R"("backend":"cpu","precision":"fp32","batch_size":8,"neurons":16,"layers":1,"epochs":2,"optimiser":"sgd","learning_rate":0.1,"seed":3,)";
  const std::vector<string> seeds = {
      "{" + common + R"("data":{"kind":"synthetic","samples":10,"features":2,"classes":2,"seed":7,"validation":0.25}})",
      "{" + common + R"("hidden":[16,8],"channels":[4],"dropout":0.5,"gemm":"own","data":{"kind":"images","path":"/\u00e9\ud83d\ude00\n","grey":true}})",
      "{" + common + R"("momentum":-0.0e-3,"data":{"kind":"csv","path":"C:\\t.csv","label":"\"y\"","train_limit":1000000000}})"};
  const std::vector<string> pieces = {"{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud800", "1e308", "-", "null", "true", string("\0", 1), "\xFF\xC3", string(40, '[')};
  fuzz("config", 20000, seeds, pieces, [](const string &text, random_stream &) {
    const trainer_config config = read_config(parse_json(text));
    CHECK(config.batch_size > 0 && config.learning_rate > 0 && config.data.validation <= 0.5 && !config.channels.empty());
  });
}

static void check_set(const dataset &data, const example_set &set) {
  CHECK(set.labels.size() == size_t(set.count) && (set.values.size() == size_t(set.count * set.features) || set.pixels.size() == size_t(set.count * set.features)));
  for (const int32_t label : set.labels) CHECK(label >= 0 && label < data.classes);
  for (const float value : set.values) CHECK(!std::isnan(value));
}

TEST("fuzz: tables") {
  const temp_folder folder;
  string rows = "\xEF\xBB\xBF" "a,\"b \"\"c\"\"\",y\r\n", plain = "y;x\n";
  for (int i = 0; i < 40; i++) {
    rows += std::to_string(i * 0.5) + ",\"-" + std::to_string(i) + "e2\"," + (i % 3 ? "yes" : "no") + "\r\n";
    plain += std::to_string(i % 4) + ";" + std::to_string(i * i) + "\n";
  }
  const std::vector<string> pieces = {",", "\"", "\"\"", "\n", "\r\n", ";", "nan", "1e999", "-", string("\0", 1), "\xFF\xFE", "\xC3", "y", string(200, ',')};
  fuzz("csv", 700, {rows, plain}, pieces, [&](const string &text, random_stream &random) {
    data_config config;
    config.kind = "csv";
    config.path = folder.file("t.csv", text);
    config.label = "y";
    config.train_limit = int64_t(random.below(6));
    config.validation = double(random.below(6)) / 10;
    const dataset data = load_dataset(config, random.next());
    for (const example_set *set : {&data.train, &data.validation, &data.test}) check_set(data, *set);
  });
}

TEST("fuzz: IDX") {
  const string pixels = string("\0\0\x08\x03\0\0\0\x05\0\0\0\x02\0\0\0\x03", 16) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234", labels = string("\0\0\x08\x01\0\0\0\x05\0\1\2\1\0", 13);
  const char *names[] = {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};
  fuzz("idx", 400, {pixels, labels}, {string("\0", 1), "\xFF\xFF\xFF\xFF", "\x7F", string(9, 'x')}, [&](const string &bytes, random_stream &random) {
    const temp_folder folder;
    for (int i = 0; i < 4; i++) folder.file(names[i], i % 2 ? labels : pixels);
    const bool of_labels = bytes.size() < 30;
    folder.file(names[2 * random.below(2) + of_labels], bytes);
    data_config config;
    config.kind = "idx";
    config.path = folder.path;
    config.validation = double(random.below(6)) / 10;
    const dataset data = load_dataset(config, 1);
    CHECK(data.channels * data.height * data.width == data.train.features);
    for (const example_set *set : {&data.train, &data.validation, &data.test}) check_set(data, *set);
  });
}

TEST("fuzz: pictures") {
  std::vector<string> seeds;
  for (const auto &known : KNOWN_PICTURES) seeds.emplace_back(known.file.begin(), known.file.end());
  fuzz("pictures", 3000, seeds, {string("\0", 1), "\xFF", "\xFF\xD9", "\xFF\xDA", "\x7F\xFF", "IDAT", "IEND", "9999"}, [](const string &bytes, random_stream &random) {
    const bool grey = random.below(2);
    const picture decoded = decode_picture({bytes.begin(), bytes.end()}, grey, "p.png");
    CHECK(decoded.channels == (grey ? 1 : 3) && decoded.pixels.size() == size_t(decoded.width * decoded.height * decoded.channels));
    std::vector<uint8_t> out(size_t(decoded.channels * 25));
    scale_picture(decoded, 5, out.data());
  });
}
