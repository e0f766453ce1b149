#include "CMachine.h"
#include <immintrin.h>

enum { chains = 12 };

__attribute__((target("avx2,fma"))) static void avx2(size_t rounds, float *floats) {
  __m256 sum[chains], a = _mm256_set1_ps(0.999f), b = _mm256_set1_ps(0.001f);
  for (int k = 0; k < chains; k++) sum[k] = _mm256_set1_ps((float)k);
  for (size_t i = 0; i < rounds; i++) {
#pragma clang loop unroll(full)
    for (int k = 0; k < chains; k++) sum[k] = _mm256_fmadd_ps(sum[k], a, b);
    __asm__ volatile("" : "+x"(a), "+x"(b));
  }
  for (int k = 1; k < chains; k++) sum[0] = _mm256_add_ps(sum[0], sum[k]);
  _mm256_storeu_ps(floats, sum[0]);
}

__attribute__((target("avx512f"))) static void avx512(size_t rounds, float *floats) {
  __m512 sum[chains], a = _mm512_set1_ps(0.999f), b = _mm512_set1_ps(0.001f);
  for (int k = 0; k < chains; k++) sum[k] = _mm512_set1_ps((float)k);
  for (size_t i = 0; i < rounds; i++) {
#pragma clang loop unroll(full)
    for (int k = 0; k < chains; k++) sum[k] = _mm512_fmadd_ps(sum[k], a, b);
    __asm__ volatile("" : "+v"(a), "+v"(b));
  }
  for (int k = 1; k < chains; k++) sum[0] = _mm512_add_ps(sum[0], sum[k]);
  _mm512_storeu_ps(floats, sum[0]);
}

double machine_multiply_adds(enum machine_width width, size_t rounds, float floats[64]) {
  switch (width) {
  case machine_avx2:
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 0;
    avx2(rounds, floats);
    return 2.0 * 8 * chains * (double)rounds;
  case machine_avx512:
    if (!__builtin_cpu_supports("avx512f")) return 0;
    avx512(rounds, floats);
    return 2.0 * 16 * chains * (double)rounds;
  }
  return 0;
}

void machine_triad(size_t n, float *restrict a, const float *restrict b, const float *restrict c) {
  for (size_t i = 0; i < n; i++) a[i] = b[i] + 3 * c[i];
}
