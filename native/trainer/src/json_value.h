// Reads the JSON of one command: strict RFC 8259, no duplicate keys, bounded depth.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct json_value {
  enum class kind { null, boolean, number, string, array, object };
  kind type = kind::null;
  bool boolean = false;
  double number = 0;
  std::string text;
  std::vector<json_value> items;
  std::vector<std::pair<std::string, json_value>> members;

  // The member of that name, or nullptr.
  const json_value *find(std::string_view name) const;
};

// Throws config_fault with the byte where it went wrong.
json_value parse_json(std::string_view text);
