// Files become part of the program through the assembler.
#include "embedded.h"

#define EMBED(symbol, file)                                                                                                         \
  asm(".pushsection .rodata\n.balign 64\n.globl " #symbol "\n" #symbol ":\n.incbin \"" file "\"\n.byte 0\n.popsection\n");          \
  extern "C" const char symbol[]

EMBED(wattproof_ptx_sm75, DEVICE_CODE_FOLDER "/kernels_sm75.ptx");
EMBED(wattproof_ptx_sm80, DEVICE_CODE_FOLDER "/kernels_sm80.ptx");
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

const char *embedded_ptx(int compute_capability) {
  return compute_capability >= 80 ? wattproof_ptx_sm80 : compute_capability >= 75 ? wattproof_ptx_sm75 : nullptr;
}

} // namespace device_abi
