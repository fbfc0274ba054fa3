// Shortens text from files for messages, and compares the memory needed with the memory free.
#include "words.h"
#include "../fault.h"
#include "../machine.h"

static constexpr size_t MOST_BYTES = 60, MOST_NAMES = 20;

std::string shown(std::string_view text) {
  size_t length = std::min(text.size(), MOST_BYTES);
  while (length < text.size() && length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--; // never cuts a character in half
  std::string out(text.substr(0, length));
  for (char &c : out)
    if ((unsigned char)c < 0x20 || c == 0x7F) c = ' ';
  return length < text.size() ? out + "..." : out;
}

std::string listed(const std::vector<std::string> &names) {
  std::string out;
  for (size_t i = 0; i < names.size() && i < MOST_NAMES; i++) out += (i > 0 ? ", " : "") + shown(names[i]);
  return names.size() > MOST_NAMES ? out + " and " + std::to_string(names.size() - MOST_NAMES) + " more" : out;
}

void need_memory(double bytes, const std::string &what) {
  const double free = double(available_memory_bytes());
  if (free <= 0 || bytes <= free) return;
  const auto mb = [](double n) { return std::to_string((unsigned long long)(n / 1e6)) + " MB"; };
  throw memory_fault(what + " needs about " + (bytes < 1e18 ? mb(bytes) : "more than 10^12 MB") + ", " + mb(free) + " are free; take fewer examples or features");
}
