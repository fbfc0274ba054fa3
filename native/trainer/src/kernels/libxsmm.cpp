// libxsmm is column-major: our row-major c = a b is its c' = b' a', so its m is our n and its first operand our b.
#include "libxsmm.h"
#include "../fault.h"
#include <atomic>
#include <cstring>
#ifdef HAVE_LIBXSMM
#include <libxsmm.h>

static void (*own_gemm)(const product<float> &);
static std::atomic<uint64_t> refusals{0};

static int target_of(const kernel_table &base) {
  if (!std::strcmp(base.isa, "avx2")) return LIBXSMM_X86_AVX2;
  return std::strncmp(base.isa, "avx512", 6) ? 0 : LIBXSMM_X86_AVX512_CORE;
}

// The library looks shapes up in its own table and caches the latest for each thread.
static libxsmm_smmfunction code_for(const product<float> &p) {
  const libxsmm_blasint lda = int(p.ldb), ldb = int(p.lda), ldc = int(p.ldc);
  const float alpha = 1, beta = p.accumulate;
  const int flags = p.a_transposed ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE;
  return libxsmm_smmdispatch(int(p.n), int(p.m), int(p.k), &lda, &ldb, &ldc, &alpha, &beta, &flags, nullptr);
}

static void gemm(const product<float> &p) {
  if (const libxsmm_smmfunction code = code_for(p)) return code(p.b, p.a, p.c);
  refusals.fetch_add(1, std::memory_order_relaxed);
  own_gemm(p);
}

std::string libxsmm_name(const kernel_table &base) {
  return target_of(base) ? "libxsmm " + std::to_string(LIBXSMM_VERSION_MAJOR) + "." + std::to_string(LIBXSMM_VERSION_MINOR) : "";
}

uint64_t libxsmm_refusals() { return refusals; }

kernel_table libxsmm_kernels(const kernel_table &base) {
  const int target = target_of(base);
  if (!target) throw device_fault(std::string("libxsmm's products need AVX2 or AVX-512, the kernels in use are ") + base.isa + "; take gemm own");
  libxsmm_finalize(); // forgets code for another instruction set
  libxsmm_init();
  libxsmm_set_target_archid(target);
  if (!code_for({16, 16, 16, nullptr, 16, false, nullptr, 16, nullptr, 16, false}))
    throw device_fault("libxsmm cannot write code here: the system refuses memory that is writable and executable; take gemm own");
  own_gemm = base.gemm_fp32;
  kernel_table table = base;
  table.gemm_fp32 = gemm;
  table.gemm_bf16 = nullptr;
  return table;
}

#else

std::string libxsmm_name(const kernel_table &) { return ""; }
uint64_t libxsmm_refusals() { return 0; }
kernel_table libxsmm_kernels(const kernel_table &) { throw device_fault("this build of the trainer has no libxsmm; take gemm own"); }

#endif
