/// HDF5's C interface, with its macro identifiers as functions that Swift can import.
#pragma once
#include <hdf5.h>
