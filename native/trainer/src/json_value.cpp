// A recursive-descent parser of RFC 8259, small because commands are small.
#include "json_value.h"
#include "fault.h"
#include <charconv>
#include <cmath>

namespace {

constexpr int MAX_DEPTH = 32;

class parser {
  std::string_view text_;
  size_t at_ = 0;

  [[noreturn]] void refuse(const char *expected) const {
    throw config_fault("expected JSON on stdin: " + std::string(expected) + " at byte " + std::to_string(at_));
  }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) at_++;
  }
  void take(char c, const char *expected) {
    if (peek() != c) refuse(expected);
    at_++;
  }
  bool took_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  unsigned hex4() {
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
      const char c = peek();
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) refuse("four hexadecimal digits");
      value = value * 16 + unsigned(digit);
      at_++;
    }
    return value;
  }

  void append_utf8(std::string &out, unsigned point) {
    if (point < 0x80) out += char(point);
    else if (point < 0x800) (out += char(0xC0 | point >> 6)) += char(0x80 | (point & 63));
    else if (point < 0x10000) ((out += char(0xE0 | point >> 12)) += char(0x80 | (point >> 6 & 63))) += char(0x80 | (point & 63));
    else (((out += char(0xF0 | point >> 18)) += char(0x80 | (point >> 12 & 63))) += char(0x80 | (point >> 6 & 63))) += char(0x80 | (point & 63));
  }

  unsigned escaped_point() {
    const unsigned first = hex4();
    if (first >= 0xDC00 && first < 0xE000) refuse("a high surrogate before a low one");
    if (first < 0xD800 || first >= 0xDC00) return first;
    if (!took_word("\\u")) refuse("a low surrogate");
    const unsigned second = hex4();
    if (second < 0xDC00 || second >= 0xE000) refuse("a low surrogate");
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }

  std::string string() {
    take('"', "a string");
    std::string out;
    for (;;) {
      if (at_ >= text_.size()) refuse("the end of the string");
      const char c = text_[at_++];
      if (c == '"') return out;
      if ((unsigned char)c < 0x20) refuse("no control character in a string");
      if (c != '\\') {
        out += c;
        continue;
      }
      const char escape = peek();
      at_++;
      const size_t plain = std::string_view("\"\\/bfnrt").find(escape);
      if (escape == 'u') append_utf8(out, escaped_point());
      else if (escape != '\0' && plain != std::string_view::npos) out += "\"\\/\b\f\n\r\t"[plain];
      else refuse("a known escape");
    }
  }

  void digits() {
    if (peek() < '0' || peek() > '9') refuse("a digit");
    while (peek() >= '0' && peek() <= '9') at_++;
  }

  double number() {
    const size_t begin = at_;
    if (peek() == '-') at_++;
    if (peek() == '0') at_++;
    else digits();
    if (peek() == '.') {
      at_++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at_++;
      if (peek() == '+' || peek() == '-') at_++;
      digits();
    }
    double value = 0;
    const auto parsed = std::from_chars(text_.data() + begin, text_.data() + at_, value);
    if (parsed.ec != std::errc() || !std::isfinite(value)) refuse("a number a double can hold");
    return value;
  }

  json_value object(int depth) {
    json_value out;
    out.type = json_value::kind::object;
    at_++;
    skip_space();
    if (peek() == '}') return at_++, out;
    for (;;) {
      skip_space();
      std::string name = string();
      if (out.find(name)) refuse("no key twice");
      skip_space();
      take(':', "a colon");
      out.members.push_back({std::move(name), value(depth + 1)});
      skip_space();
      if (peek() == '}') return at_++, out;
      take(',', "a comma or }");
    }
  }

  json_value array(int depth) {
    json_value out;
    out.type = json_value::kind::array;
    at_++;
    skip_space();
    if (peek() == ']') return at_++, out;
    for (;;) {
      out.items.push_back(value(depth + 1));
      skip_space();
      if (peek() == ']') return at_++, out;
      take(',', "a comma or ]");
    }
  }

  json_value value(int depth) {
    if (depth > MAX_DEPTH) refuse("at most 32 levels");
    skip_space();
    json_value out;
    const char c = peek();
    if (c == '{') return object(depth);
    if (c == '[') return array(depth);
    if (c == '"') {
      out.type = json_value::kind::string;
      out.text = string();
    } else if (took_word("true") || took_word("false")) {
      out.type = json_value::kind::boolean;
      out.boolean = c == 't';
    } else if (!took_word("null")) {
      out.type = json_value::kind::number;
      out.number = number();
    }
    return out;
  }

public:
  explicit parser(std::string_view text) : text_(text) {}
  json_value document() {
    json_value out = value(0);
    skip_space();
    if (at_ != text_.size()) refuse("nothing after the value");
    return out;
  }
};

} // namespace

const json_value *json_value::find(std::string_view name) const {
  for (const auto &[key, value] : members)
    if (key == name) return &value;
  return nullptr;
}

json_value parse_json(std::string_view text) { return parser(text).document(); }
