// One pass over the text, a state for "inside quotes".
#include "csv_text.h"
#include "../fault.h"

static char separator_of(std::string_view text) {
  bool quoted = false, semicolon = false, tab = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ',') return c;
    if (c == '\n' || c == '\r') break;
    semicolon |= c == ';';
    tab |= c == '\t';
  }
  return semicolon ? ';' : tab ? '\t' : ',';
}

csv_reader::csv_reader(std::string_view text, std::string path) : text_(text), path_(std::move(path)) {
  if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))
    throw data_fault("expected UTF-8 in " + path_ + ", got UTF-16; save the table as CSV in UTF-8");
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  separator_ = separator_of(text_);
}

void csv_reader::read_cell(std::string &cell, int64_t row_line) {
  cell.clear();
  if (at_ < text_.size() && text_[at_] == '"') {
    for (at_++;; at_++) {
      if (at_ >= text_.size()) throw data_fault(path_ + " line " + std::to_string(row_line) + ": a quote is never closed");
      if (text_[at_] == '\n') line_++;
      if (text_[at_] != '"') cell += text_[at_];
      else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') cell += text_[at_++];
      else break;
    }
    at_++;
  }
  const size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') at_++;
  cell.append(text_, begin, at_ - begin);
}

bool csv_reader::next(csv_row &row) {
  while (at_ < text_.size()) {
    row.line = line_;
    size_t count = 0;
    for (bool in_row = true; in_row; count++) {
      if (row.cells.size() <= count) row.cells.emplace_back();
      read_cell(row.cells[count], row.line);
      in_row = at_ < text_.size() && text_[at_] == separator_;
      if (in_row) at_++;
    }
    row.cells.resize(count);
    if (at_ < text_.size() && text_[at_] == '\r') at_++;
    if (at_ < text_.size() && text_[at_] == '\n') at_++;
    line_++;
    if (count > 1 || !row.cells[0].empty()) return true;
  }
  return false;
}
