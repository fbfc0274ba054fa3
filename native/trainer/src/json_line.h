// Writes one JSON object on one line, member by member.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

// The text as a JSON string with its quotes; bytes that are not UTF-8 become the replacement character.
std::string json_string(std::string_view text);

class json_line {
  std::string body_;
  json_line &member(std::string_view name, const std::string &value);

public:
  json_line &text(std::string_view name, std::string_view value) { return member(name, json_string(value)); }
  json_line &integer(std::string_view name, int64_t value) { return member(name, std::to_string(value)); }
  json_line &boolean(std::string_view name, bool value) { return member(name, value ? "true" : "false"); }
  json_line &null(std::string_view name) { return member(name, "null"); }
  // JSON that is ready: an array, an object.
  json_line &ready(std::string_view name, const std::string &json) { return member(name, json); }
  // Shortest digits that give the same double back. Throws for what is not finite: JSON has no word for it.
  json_line &number(std::string_view name, double value);
  std::string str() const { return "{" + body_ + "}"; }
};
