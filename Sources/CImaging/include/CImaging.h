/// What Swift cannot say of libjpeg and libpng: their errors are long jumps, which end here.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Bytes of a message, with its end.
enum { CI_MESSAGE = 256 };

/// What an image's header says, and what a decoder said.
typedef struct {
  int width, height;
  /// Of an error, or of the first warning; empty where there was none.
  char message[CI_MESSAGE];
} ci_report;

/// Reads the header of a JPEG in memory. Returns 0, or −1 with the library's message.
int ci_jpeg_header(const uint8_t *bytes, size_t count, ci_report *report);

/// Decodes a JPEG of the header's size into height × width × 3 bytes, RGB, as Pillow's `convert("RGB")` gives it: accurate integer DCT,
/// smooth upsampling, CMYK taken as Adobe's inverted form. Bytes that end before the image are an error; what the library mends is a
/// warning. Returns 0, or −1 with a message.
int ci_jpeg_decode(const uint8_t *bytes, size_t count, ci_report *report, uint8_t *pixels);

/// Reads the header of a PNG in memory. Returns 0, or −1 with the library's message.
int ci_png_header(const uint8_t *bytes, size_t count, ci_report *report);

/// Decodes a PNG of the header's size into height × width × 3 bytes, RGB, as Pillow's `convert("RGB")` gives it: alpha is left out, of 16
/// bits a colour keeps the upper eight, and a 16-bit grey above 255 is white. Returns 0, or −1 with a message.
int ci_png_decode(const uint8_t *bytes, size_t count, ci_report *report, uint8_t *pixels);

/// Encodes the report's width and height of RGB pixels as a PNG, whose bytes the caller gives back to `ci_free`. Returns 0, or −1 with the
/// library's message and no bytes.
int ci_png_encode(const uint8_t *pixels, ci_report *report, uint8_t **bytes, size_t *count);

/// Frees what `ci_png_encode` gave.
void ci_free(uint8_t *bytes);
