// Reads the JSON of one command: strict RFC 8259, no duplicate keys, bounded depth.
#pragma once
#include <string>
#include <string_view>
#include <vector>

struct json_member;

struct json_value {
  enum class kind { null, boolean, number, string, array, object };
  kind type = kind::null;
  bool boolean = false;
  double number = 0;
  std::string text;
  std::vector<json_value> items;
  std::vector<json_member> members;

  // The member with this name, or nullptr.
  const json_value *find(std::string_view name) const;
};

struct json_member {
  std::string name;
  json_value value;
};

// Throws config_fault with the byte of the error.
json_value parse_json(std::string_view text);
