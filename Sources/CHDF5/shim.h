/// HDF5's C interface, with its macro identifiers as functions that Swift can import.
#pragma once
#define H5_USE_110_API
#include <hdf5.h>
#include <stdio.h>

#define H5_NAMED(type, name, macro) \
  static inline type name(void) { return macro; }
H5_NAMED(hid_t, h5t_native_float, H5T_NATIVE_FLOAT)
H5_NAMED(hid_t, h5t_native_double, H5T_NATIVE_DOUBLE)
H5_NAMED(hid_t, h5t_native_int64, H5T_NATIVE_INT64)
H5_NAMED(hid_t, h5t_native_uint64, H5T_NATIVE_UINT64)
H5_NAMED(hid_t, h5t_ieee_f32le, H5T_IEEE_F32LE)
H5_NAMED(hid_t, h5t_ieee_f64le, H5T_IEEE_F64LE)
H5_NAMED(hid_t, h5t_std_i64le, H5T_STD_I64LE)
H5_NAMED(hid_t, h5t_c_s1, H5T_C_S1)
H5_NAMED(hid_t, h5p_file_access, H5P_FILE_ACCESS)
H5_NAMED(hid_t, h5p_link_create, H5P_LINK_CREATE)
H5_NAMED(hid_t, h5p_dataset_create, H5P_DATASET_CREATE)
H5_NAMED(hid_t, h5s_all, H5S_ALL)
H5_NAMED(unsigned, h5f_acc_trunc, H5F_ACC_TRUNC)
H5_NAMED(unsigned, h5f_acc_rdonly, H5F_ACC_RDONLY)
#undef H5_NAMED

static inline herr_t h5_copy_first(unsigned n, const H5E_error2_t *error, void *text) {
  if (n == 0) snprintf((char *)text, 512, "%s: %s", error->func_name ? error->func_name : "?", error->desc ? error->desc : "?");
  return 0;
}

static inline herr_t h5_keep_first(hid_t stack, void *text) {
  return *(char *)text ? 0 : H5Ewalk2(stack, H5E_WALK_UPWARD, h5_copy_first, text);
}

/// From now on this thread's failures print nothing; the innermost message of the first lands in `text` while that is empty.
static inline herr_t h5_keep_first_failure(char text[512]) {
  text[0] = 0;
  return H5Eset_auto2(H5E_DEFAULT, h5_keep_first, text);
}
