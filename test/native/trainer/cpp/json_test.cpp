// The parser of commands, the writer of messages and the checks of a configuration.
#include "check.h"
#include "config.h"
#include "json_line.h"

TEST("json: values of every kind") {
  const json_value v = parse_json(R"( {"a":[1,-0.5e2,0],"b":{"c":null},"d":true,"e":"x\u00e9\ud83d\ude00\n\/","f":false,"g":[],"h":{}} )");
  CHECK(v.members.size() == 7);
  CHECK(v.find("a")->items[1].number == -50);
  CHECK(v.find("b")->find("c")->type == json_value::kind::null);
  CHECK(v.find("d")->boolean && !v.find("f")->boolean);
  CHECK(v.find("e")->text == "x\xC3\xA9\xF0\x9F\x98\x80\n/");
  CHECK(v.find("g")->items.empty() && v.find("h")->type == json_value::kind::object);
  CHECK(v.find("nothing") == nullptr);
}

TEST("json: what is not JSON is refused with its place") {
  for (const char *text : {"", "{", "{\"a\"}", "{\"a\":1,}", "[1,]", "[1 2]", "01", "1.", ".5", "+1", "1e", "-", "nul", "tru", "NaN", "Infinity", "1e999",
                           "\"", "\"\\x\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"", "{} {}", "{1:2}",
                           "{\"a\":1,\"a\":2}", "'a'", "\"\\"})
    CHECK_FAULT(2, "at byte", parse_json(text));
  CHECK_FAULT(2, "32 levels", parse_json(std::string(40, '[') + std::string(40, ']')));
  CHECK_FAULT(2, "no key twice", parse_json("{\"a\":1,\"a\":2}"));
}

TEST("json: writing escapes, digits and broken UTF-8") {
  CHECK(json_string("a\"b\\c\nd\x01\x7f") == "\"a\\\"b\\\\c\\nd\\u0001\x7f\"");
  CHECK(json_string("\xC3\xA9") == "\"\xC3\xA9\"");
  CHECK(json_string("\xFFx\xC3") == "\"\xEF\xBF\xBDx\xEF\xBF\xBD\"");
  CHECK(json_line().number("x", 0.1).integer("n", -7).boolean("b", true).null("z").str() == R"({"x":0.1,"n":-7,"b":true,"z":null})");
  for (const double x : {1e300, 5e-324, 0.30000000000000004, 12345678901234567.0})
    CHECK(parse_json(json_line().number("x", x).str()).find("x")->number == x);
  bool thrown = false;
  try {
    json_line().number("x", NAN);
  } catch (const std::logic_error &) {
    thrown = true;
  }
  CHECK(thrown);
}

static const std::string GOOD =
    R"({"backend":"cpu","precision":"fp32","batch_size":8,"neurons":16,"layers":1,"epochs":2,"optimiser":"sgd","learning_rate":0.1,"seed":3,)"
    R"("data":{"kind":"synthetic","samples":10,"features":2,"classes":2}})";

static std::string with(const std::string &from, const std::string &to) {
  std::string text = GOOD;
  return text.replace(text.find(from), from.size(), to);
}

TEST("config: defaults are those of the protocol") {
  const trainer_config config = read_config(parse_json(GOOD));
  CHECK(config.momentum == 0.9 && config.threads == 0 && config.warmup_steps == 20 && config.data.seed == 1);
  CHECK(config.batch_size == 8 && config.neurons == 16 && config.epochs == 2 && config.seed == 3 && config.learning_rate == 0.1);
}

TEST("config: every wrong field is named") {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"\"batch_size\":8", "\"batch_size\":0"},   {"\"batch_size\":8", "\"batch_size\":1.5"},   {"\"batch_size\":8", "\"batch_size\":\"8\""},
      {"\"epochs\":2,", ""},                      {"\"seed\":3", "\"seed\":-1"},                {"\"seed\":3", "\"seed\":9007199254740993"},
      {"\"precision\":\"fp32\"", "\"precision\":\"fp64\""}, {"\"optimiser\":\"sgd\"", "\"optimiser\":\"lion\""},
      {"\"samples\":10", "\"samples\":1"},        {"\"kind\":\"synthetic\"", "\"kind\":\"parquet\""}};
  for (const auto &change : wrong)
    CHECK_FAULT(2, change.first.substr(1, change.first.find('"', 1) - 1), read_config(parse_json(with(change.first, change.second))));
  CHECK_FAULT(2, "learning_rate to be above 0", read_config(parse_json(with("0.1", "0"))));
  CHECK_FAULT(2, "learning_rate to be a number", read_config(parse_json(with("0.1", "null"))));
  CHECK_FAULT(2, "unknown field config.colour", read_config(parse_json(with("\"seed\":3", "\"seed\":3,\"colour\":1"))));
  CHECK_FAULT(2, "unknown field data.path", read_config(parse_json(with("\"samples\":10", "\"samples\":10,\"path\":\"x\""))));
  CHECK_FAULT(2, "data to be an object", read_config(parse_json(R"({"backend":"cpu","precision":"fp32","optimiser":"sgd","batch_size":1,"neurons":1,)"
                                                               R"("layers":1,"epochs":1,"learning_rate":1,"seed":1,"data":3})")));
}
