// Words that loaders share in what they refuse.
#pragma once
#include <string>
#include <string_view>
#include <vector>

// Text of a file as a message quotes it: at most 60 bytes, no control characters.
std::string shown(std::string_view text);
// "a, b, c"; of long lists the first twenty.
std::string listed(const std::vector<std::string> &names);
// Throws memory_fault when more bytes are needed than can be had; `what` says of what.
void need_memory(double bytes, const std::string &what);
