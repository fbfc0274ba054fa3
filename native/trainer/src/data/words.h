// Words that the loaders share in their error messages.
#pragma once
#include <string>
#include <string_view>
#include <vector>

// Text from a file for a message: at most 60 bytes, no control characters.
std::string shown(std::string_view text);
// "a, b, c"; of long lists the first twenty.
std::string listed(const std::vector<std::string> &names);
// Throws memory_fault when more bytes are needed than available; `what` names the data.
void need_memory(double bytes, const std::string &what);
