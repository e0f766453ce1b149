#pragma once
#include <stddef.h>

/// The vector widths that multiply-adds are measured at.
enum machine_width { machine_avx2 = 0, machine_avx512 = 1 };

/// Multiply-adds in registers, as many at once as hide their latency. `floats` receives sums, so that none is left out.
/// Returns how many floating-point operations were done; 0 where the CPU lacks the width.
double machine_multiply_adds(enum machine_width width, size_t rounds, float floats[64]);

/// a = b + 3 c over n floats: 12 n bytes by the usual count (16 n cross the bus where a is read before it is written).
void machine_triad(size_t n, float *a, const float *b, const float *c);
