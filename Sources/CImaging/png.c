#include "CImaging.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

/// One image in memory.
typedef struct {
  const uint8_t *bytes;
  size_t left;
} source;

// What libpng says goes to where its error pointer points: room for CI_MESSAGE characters.
static void fail(png_structp png, png_const_charp text) {
  snprintf(png_get_error_ptr(png), CI_MESSAGE, "%s", text);
  png_longjmp(png, 1);
}

static void note(png_structp png, png_const_charp text) {
  char *message = png_get_error_ptr(png);
  if (message[0] == 0) snprintf(message, CI_MESSAGE, "%s", text);
}

static void take(png_structp png, png_bytep to, size_t count) {
  source *from = png_get_io_ptr(png);
  if (count > from->left) png_error(png, "the file ends before the image does");
  memcpy(to, from->bytes, count);
  from->bytes += count;
  from->left -= count;
}

/// Reads to where pixels begin.
static void read_header(png_structp png, png_infop info, source *from) {
  png_set_read_fn(png, from, take);
  png_set_user_limits(png, 1 << 16, 1 << 16);
  png_read_info(png, info);
}

static void read_pixels(png_structp png, png_infop info, const ci_report *report, uint8_t *pixels, uint8_t **scratch) {
  if ((int)png_get_image_width(png, info) != report->width || (int)png_get_image_height(png, info) != report->height)
    png_error(png, "another size than the header's");
  int type = png_get_color_type(png, info), wide = type == PNG_COLOR_TYPE_GRAY && png_get_bit_depth(png, info) == 16;
  size_t width = (size_t)report->width, row = 3 * width, stride = wide ? 2 * width : row;
  if (!wide) {
    png_set_strip_16(png);
    png_set_expand(png);
    png_set_gray_to_rgb(png);
  }
  png_set_strip_alpha(png);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != stride) png_error(png, "an unknown kind of pixels");
  uint8_t *to = pixels;
  if (wide) {
    *scratch = calloc((size_t)report->height, stride);
    if (*scratch == NULL) png_error(png, "no memory");
    to = *scratch;
  }
  for (int pass = 0; pass < passes; pass++)
    for (int y = 0; y < report->height; y++) png_read_row(png, to + stride * (size_t)y, NULL);
  if (wide)
    for (size_t i = 0; i < width * (size_t)report->height; i++)
      memset(pixels + 3 * i, to[2 * i] != 0 ? 255 : to[2 * i + 1], 3);
}

/// The header, and the pixels where there is room for them.
static int read_png(const uint8_t *bytes, size_t count, ci_report *report, uint8_t *pixels) {
  source from = {bytes, count};
  report->message[0] = 0;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, report->message, fail, note);
  png_infop info = png == NULL ? NULL : png_create_info_struct(png);
  if (info == NULL) {
    png_destroy_read_struct(&png, NULL, NULL);
    snprintf(report->message, CI_MESSAGE, "no memory");
    return -1;
  }
  // What is changed between here and a jump lies behind a pointer that is not.
  uint8_t *room = NULL, **const scratch = &room;
  if (setjmp(png_jmpbuf(png))) {
    free(*scratch);
    png_destroy_read_struct(&png, &info, NULL);
    return -1;
  }
  read_header(png, info, &from);
  if (pixels == NULL) {
    report->width = (int)png_get_image_width(png, info);
    report->height = (int)png_get_image_height(png, info);
  } else {
    read_pixels(png, info, report, pixels, scratch);
  }
  free(*scratch);
  png_destroy_read_struct(&png, &info, NULL);
  return 0;
}

int ci_png_header(const uint8_t *bytes, size_t count, ci_report *report) { return read_png(bytes, count, report, NULL); }

int ci_png_decode(const uint8_t *bytes, size_t count, ci_report *report, uint8_t *pixels) { return read_png(bytes, count, report, pixels); }

/// Bytes as they are written, with room for more.
typedef struct {
  uint8_t *bytes;
  size_t count, room;
} target;

static void put(png_structp png, png_bytep from, size_t count) {
  target *to = png_get_io_ptr(png);
  if (to->count + count > to->room) {
    size_t room = 2 * (to->count + count);
    uint8_t *more = realloc(to->bytes, room);
    if (more == NULL) png_error(png, "no memory");
    to->bytes = more;
    to->room = room;
  }
  memcpy(to->bytes + to->count, from, count);
  to->count += count;
}

static void flush(png_structp png) { (void)png; }

int ci_png_encode(const uint8_t *pixels, ci_report *report, uint8_t **bytes, size_t *count) {
  // What is changed between setjmp and a jump lies behind a pointer that is not.
  target room = {NULL, 0, 0}, *const to = &room;
  report->message[0] = 0;
  *bytes = NULL;
  *count = 0;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, report->message, fail, note);
  png_infop info = png == NULL ? NULL : png_create_info_struct(png);
  if (info == NULL) {
    png_destroy_write_struct(&png, NULL);
    snprintf(report->message, CI_MESSAGE, "no memory");
    return -1;
  }
  if (setjmp(png_jmpbuf(png))) {
    free(to->bytes);
    png_destroy_write_struct(&png, &info);
    return -1;
  }
  png_set_write_fn(png, to, put, flush);
  png_set_user_limits(png, 1 << 16, 1 << 16);
  png_set_IHDR(
      png, info, (png_uint_32)report->width, (png_uint_32)report->height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
      PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (int y = 0; y < report->height; y++) png_write_row(png, pixels + 3 * (size_t)report->width * (size_t)y);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  *bytes = to->bytes;
  *count = to->count;
  return 0;
}

void ci_free(uint8_t *bytes) { free(bytes); }
