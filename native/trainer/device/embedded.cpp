// Files become part of the program through the assembler; PTX is text, so that it lies there packed where zlib can unpack it.
#include "embedded.h"
#ifdef PACKED_PTX
#include <stdexcept>
#include <string>
#include <zlib.h>
#endif

#ifdef _WIN32 // COFF knows no stack of sections
#define BEGIN_SECTION ".section .rdata,\"dr\"\n"
#define END_SECTION ".text\n"
#else
#define BEGIN_SECTION ".pushsection .rodata\n"
#define END_SECTION ".popsection\n"
#endif
#define EMBED(symbol, file)                                                                                                         \
  asm(BEGIN_SECTION ".balign 64\n.globl " #symbol "\n" #symbol ":\n.incbin \"" file "\"\n.byte 0\n.globl " #symbol "_end\n" #symbol    \
                    "_end:\n" END_SECTION);                                                                                         \
  extern "C" const char symbol[], symbol##_end[]

EMBED(wattproof_ptx_sm75, DEVICE_CODE_FOLDER "/kernels_sm75.ptx" PTX_SUFFIX);
EMBED(wattproof_ptx_sm80, DEVICE_CODE_FOLDER "/kernels_sm80.ptx" PTX_SUFFIX);
#ifdef HAVE_FATBIN
EMBED(wattproof_fatbin, DEVICE_CODE_FOLDER "/kernels.fatbin");
#endif

namespace device_abi {

const void *embedded_fatbin() {
#ifdef HAVE_FATBIN
  return wattproof_fatbin;
#else
  return nullptr;
#endif
}

#ifdef PACKED_PTX
static std::string unpacked(const char *from, const char *end) {
  z_stream stream{};
  stream.next_in = (Bytef *)from;
  stream.avail_in = uInt(end - from);
  std::string text;
  int state = inflateInit2(&stream, 15 + 16); // gzip
  while (state == Z_OK) {
    char part[65536];
    stream.next_out = (Bytef *)part;
    stream.avail_out = sizeof part;
    state = inflate(&stream, Z_NO_FLUSH);
    text.append(part, sizeof part - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END) throw std::runtime_error("the PTX in this program cannot be unpacked");
  return text;
}
#define TEXT_OF(symbol) [] { static const std::string text = unpacked(symbol, symbol##_end); return text.c_str(); }()
#else
#define TEXT_OF(symbol) symbol
#endif

const char *embedded_ptx(int compute_capability) {
  return compute_capability >= 80 ? TEXT_OF(wattproof_ptx_sm80) : compute_capability >= 75 ? TEXT_OF(wattproof_ptx_sm75) : nullptr;
}

} // namespace device_abi
