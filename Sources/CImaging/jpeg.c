#include "CImaging.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/// Scans that a progressive image may have: each costs as much as decoding all of it, and encoders write about ten.
enum { scan_limit = 200 };

/// What libjpeg's work space may take beyond the pixels.
enum { memory_limit = 1 << 30 };

typedef struct {
  struct jpeg_error_mgr errors;
  jmp_buf end;
  char *message;
} error_manager;

static void fail_with(j_common_ptr info, const char *text) {
  error_manager *manager = (error_manager *)info->err;
  snprintf(manager->message, CI_MESSAGE, "%s", text);
  longjmp(manager->end, 1);
}

static void fail(j_common_ptr info) {
  char text[JMSG_LENGTH_MAX];
  info->err->format_message(info, text);
  fail_with(info, text);
}

/// Keeps the first warning; traces are nobody's business.
static void note(j_common_ptr info, int level) {
  error_manager *manager = (error_manager *)info->err;
  if (level >= 0 || info->err->num_warnings++ > 0) return;
  char text[JMSG_LENGTH_MAX];
  info->err->format_message(info, text);
  snprintf(manager->message, CI_MESSAGE, "%s", text);
}

static void ignore(j_common_ptr info) { (void)info; }

static void begin(j_decompress_ptr info) { (void)info; }

static boolean no_more(j_decompress_ptr info) {
  ERREXIT(info, JERR_INPUT_EOF);
  return FALSE;
}

static void skip(j_decompress_ptr info, long count) {
  if (count <= 0) return;
  if ((size_t)count > info->src->bytes_in_buffer) ERREXIT(info, JERR_INPUT_EOF);
  info->src->next_input_byte += count;
  info->src->bytes_in_buffer -= (size_t)count;
}

static void watch_scans(j_common_ptr info) {
  if (((j_decompress_ptr)info)->input_scan_number > scan_limit) fail_with(info, "it has more than 200 scans");
}

/// One image, from its header on.
typedef struct {
  struct jpeg_decompress_struct info;
  error_manager errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
} reader;

static void prepare(reader *r, const uint8_t *bytes, size_t count, char *message) {
  message[0] = 0;
  r->info.err = jpeg_std_error(&r->errors.errors);
  r->errors.errors.error_exit = fail;
  r->errors.errors.emit_message = note;
  r->errors.errors.output_message = ignore;
  r->errors.message = message;
  r->source.next_input_byte = bytes;
  r->source.bytes_in_buffer = count;
  r->source.init_source = begin;
  r->source.fill_input_buffer = no_more;
  r->source.skip_input_data = skip;
  r->source.resync_to_restart = jpeg_resync_to_restart;
  r->source.term_source = begin;
  r->progress.progress_monitor = watch_scans;
}

static void read_header(reader *r) {
  jpeg_create_decompress(&r->info);
  r->info.src = &r->source;
  r->info.progress = &r->progress;
  r->info.mem->max_memory_to_use = memory_limit;
  jpeg_read_header(&r->info, TRUE);
}

int ci_jpeg_header(const uint8_t *bytes, size_t count, ci_report *report) {
  reader r;
  memset(&r, 0, sizeof r);
  prepare(&r, bytes, count, report->message);
  if (setjmp(r.errors.end)) {
    jpeg_destroy_decompress(&r.info);
    return -1;
  }
  read_header(&r);
  report->width = (int)r.info.image_width;
  report->height = (int)r.info.image_height;
  jpeg_destroy_decompress(&r.info);
  return 0;
}

/// a·b/255, rounded, as Pillow computes it.
static unsigned scaled(unsigned a, unsigned b) {
  unsigned product = a * b + 128;
  return ((product >> 8) + product) >> 8;
}

static void rgb_of_cmyk(const uint8_t *from, uint8_t *to, int count) {
  for (int i = 0; i < count; i++)
    for (int channel = 0; channel < 3; channel++) {
      // Stored inverted: 255 is no ink.
      unsigned light = from[4 * i + 3], ink = 255u - from[4 * i + channel];
      to[3 * i + channel] = (uint8_t)(light - scaled(ink, light));
    }
}

int ci_jpeg_decode(const uint8_t *bytes, size_t count, ci_report *report, uint8_t *pixels) {
  reader r;
  memset(&r, 0, sizeof r);
  prepare(&r, bytes, count, report->message);
  if (setjmp(r.errors.end)) {
    jpeg_destroy_decompress(&r.info);
    return -1;
  }
  read_header(&r);
  if ((int)r.info.image_width != report->width || (int)r.info.image_height != report->height)
    fail_with((j_common_ptr)&r.info, "another size than the header's");
  int inks = r.info.num_components == 4;
  r.info.out_color_space = inks ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(&r.info);
  size_t row = 3 * (size_t)report->width;
  JSAMPARRAY line = inks ? r.info.mem->alloc_sarray((j_common_ptr)&r.info, JPOOL_IMAGE, 4 * r.info.output_width, 1) : NULL;
  while (r.info.output_scanline < r.info.output_height) {
    uint8_t *to = pixels + row * r.info.output_scanline;
    JSAMPROW direct = to;
    if (jpeg_read_scanlines(&r.info, inks ? line : &direct, 1) != 1) ERREXIT(&r.info, JERR_INPUT_EOF);
    if (inks) rgb_of_cmyk(line[0], to, report->width);
  }
  jpeg_finish_decompress(&r.info);
  jpeg_destroy_decompress(&r.info);
  return 0;
}
