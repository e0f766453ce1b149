// Windows of an image whose border is left out. Every channel is a lane of its own and meets its window in order, so that a
// compiler's vectors change no bits.
#include "CKernels.h"

// Calls body with `from`, the offset of each input position under the window of the output (y, x).
#define WINDOW(y, x, body)                                                                          \
  for (size_t ky = 0; ky < (size_t)k; ky++) for (size_t kx = 0; kx < (size_t)k; kx++) {             \
    size_t iy = (y) * (size_t)stride + ky - (size_t)(k / 2), ix = (x) * (size_t)stride + kx - (size_t)(k / 2); \
    if (iy >= height || ix >= width) continue; /* below zero wraps to a huge number */               \
    size_t from = (iy * width + ix) * channels;                                                     \
    body                                                                                            \
  }

void kernel_max_pool(int k, int stride, const float *image, size_t height, size_t width, size_t channels, size_t rows,
                     size_t columns, float *out) {
  for (size_t y = 0; y < rows; y++) for (size_t x = 0; x < columns; x++, out += channels) {
    for (size_t c = 0; c < channels; c++) out[c] = -__builtin_inff();
    WINDOW(y, x, for (size_t c = 0; c < channels; c++) out[c] = image[from + c] <= out[c] ? out[c] : image[from + c];)
  }
}

void kernel_max_pool_back(int k, int stride, const float *image, size_t height, size_t width, size_t channels, size_t rows,
                          size_t columns, const float *dz, float *dx) {
  for (size_t y = 0; y < rows; y++) for (size_t x = 0; x < columns; x++, dz += channels)
    for (size_t c = 0; c < channels; c++) {
      size_t best = SIZE_MAX;
      WINDOW(y, x, if (best == SIZE_MAX || image[from + c] > image[best]) best = from + c;)
      dx[best] += dz[c];
    }
}

// 1 / how many positions under the window lie inside.
static float share(int k, int stride, size_t height, size_t width, size_t y, size_t x) {
  size_t count = 0, channels = 1;
  WINDOW(y, x, (void)from; count++;)
  return 1 / (float)count;
}

void kernel_average_pool(int k, int stride, const float *image, size_t height, size_t width, size_t channels, size_t rows,
                         size_t columns, float *out) {
  for (size_t y = 0; y < rows; y++) for (size_t x = 0; x < columns; x++, out += channels) {
    float scale = share(k, stride, height, width, y, x);
    for (size_t c = 0; c < channels; c++) out[c] = 0;
    WINDOW(y, x, for (size_t c = 0; c < channels; c++) out[c] += image[from + c];)
    for (size_t c = 0; c < channels; c++) out[c] *= scale;
  }
}

void kernel_average_pool_back(int k, int stride, size_t height, size_t width, size_t channels, size_t rows, size_t columns,
                              const float *dz, float *dx) {
  for (size_t y = 0; y < rows; y++) for (size_t x = 0; x < columns; x++, dz += channels) {
    float scale = share(k, stride, height, width, y, x);
    WINDOW(y, x, for (size_t c = 0; c < channels; c++) dx[from + c] += scale * dz[c];)
  }
}
