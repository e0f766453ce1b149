// The windows of a padded image laid side by side, and back: what makes a dense convolution a matrix product.
#include "CKernels.h"
#include <string.h>

// All of a window's sizes are constants after inlining where images have one channel or three and the window is 3 x 3.
static inline __attribute__((always_inline)) void patches(size_t length, size_t k, size_t s, size_t d, size_t pieces,
                                                          const float *image, size_t width, size_t ld, size_t rows,
                                                          size_t columns, float *out) {
  for (size_t y = 0; y < rows; y++) for (size_t x = 0; x < columns; x++)
    for (size_t ky = 0; ky < k; ky++) {
      const float *from = image + ((y * s + ky * d) * width + x * s) * ld;
      for (size_t piece = 0; piece < pieces; piece++, from += d * ld, out += length)
        for (size_t i = 0; i < length; i++) out[i] = from[i];
    }
}

void kernel_patches(int k, int stride, int dilation, const float *image, size_t width, size_t ld, size_t channels, size_t rows,
                    size_t columns, float *out) {
  const size_t s = (size_t)stride, d = (size_t)dilation, together = d == 1 && ld == channels ? (size_t)k : 1;
  const size_t pieces = (size_t)k / together, length = together * channels;
  if (together == 3 && channels == 1) return patches(3, 3, s, 1, 1, image, width, 1, rows, columns, out);
  if (together == 3 && channels == 3) return patches(9, 3, s, 1, 1, image, width, 3, rows, columns, out);
  patches(length, (size_t)k, s, d, pieces, image, width, ld, rows, columns, out);
}

void kernel_unpatches(int k, int stride, int dilation, const float *patches, size_t width, size_t ld, size_t channels,
                      size_t rows, size_t columns, float *image) {
  const size_t s = (size_t)stride, d = (size_t)dilation;
  for (size_t y = 0; y < rows; y++) for (size_t x = 0; x < columns; x++)
    for (size_t ky = 0; ky < (size_t)k; ky++) for (size_t kx = 0; kx < (size_t)k; kx++, patches += channels) {
      float *to = image + ((y * s + ky * d) * width + x * s + kx * d) * ld;
      for (size_t c = 0; c < channels; c++) to[c] += patches[c];
    }
}
