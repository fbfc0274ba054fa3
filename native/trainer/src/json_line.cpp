// Escapes and formats the trainer's output as JSON.
#include "json_line.h"
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace {

// Length of the UTF-8 sequence at the start of text; 0 when invalid.
size_t utf8_length(std::string_view text) {
  const unsigned char lead = (unsigned char)text[0];
  const size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (size_t i = 1; i < length; i++)
    if (((unsigned char)text[i] & 0xC0) != 0x80) return 0;
  return length;
}

} // namespace

std::string json_string(std::string_view text) {
  static const char HEX[] = "0123456789abcdef";
  std::string out = "\"";
  while (!text.empty()) {
    const size_t length = utf8_length(text);
    const char c = text[0];
    if (length == 0) out += "\xEF\xBF\xBD";
    else if (c == '"' || c == '\\') (out += '\\') += c;
    else if (c == '\n') out += "\\n";
    else if ((unsigned char)c < 0x20) ((out += "\\u00") += HEX[c >> 4]) += HEX[c & 15];
    else out += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out + '"';
}

json_line &json_line::member(std::string_view name, const std::string &value) {
  if (!body_.empty()) body_ += ',';
  (body_ += json_string(name)) += ':';
  body_ += value;
  return *this;
}

json_line &json_line::number(std::string_view name, double value) {
  if (!std::isfinite(value)) throw std::logic_error("a message field is not finite: " + std::string(name));
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  return member(name, std::string(digits, end.ptr));
}
