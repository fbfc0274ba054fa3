// One pass over the text, a state for "inside quotes".
#include "csv_text.h"
#include "../fault.h"

namespace {

char separator_of(std::string_view header) {
  for (const char c : {',', ';', '\t'})
    if (header.find(c) != std::string_view::npos) return c;
  return ',';
}

} // namespace

std::vector<csv_row> csv_rows(std::string_view text, const std::string &path) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  const char separator = separator_of(text.substr(0, text.find('\n')));
  std::vector<csv_row> rows;
  int64_t line = 1;
  for (size_t at = 0; at < text.size();) {
    csv_row row{line, {}};
    for (bool in_row = true; in_row;) {
      std::string cell;
      if (at < text.size() && text[at] == '"') {
        for (at++;; at++) {
          if (at >= text.size()) throw data_fault(path + " line " + std::to_string(row.line) + ": a quote is never closed");
          if (text[at] == '\n') line++;
          if (text[at] != '"') cell += text[at];
          else if (at + 1 < text.size() && text[at + 1] == '"') cell += text[at++];
          else break;
        }
        at++;
      }
      while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r') cell += text[at++];
      row.cells.push_back(std::move(cell));
      in_row = at < text.size() && text[at] == separator;
      if (in_row) at++;
    }
    if (at < text.size() && text[at] == '\r') at++;
    if (at < text.size() && text[at] == '\n') at++;
    line++;
    if (row.cells.size() > 1 || !row.cells[0].empty()) rows.push_back(std::move(row));
  }
  return rows;
}
