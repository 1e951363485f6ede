// SPDX-License-Identifier: Apache-2.0

/// Numbers as text, the way PostgreSQL reads and prints them: correctly rounded in, shortest form
/// that reads back the same out. No function needs terminated text or looks at the locale.

#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How the reading of one number ended.
typedef enum cn_status {
    cn_ok,
    /// The text does not begin with a number.
    cn_not_a_number,
    /// Too large: the value is an infinity of its sign.
    cn_overflow,
    /// Too small: the value is a zero of its sign, though the text is not zero.
    cn_underflow,
} cn_status;

/// Reads the number that `text` begins with, as C's strtof and strtod do in the "C" locale, except
/// that leading blanks are not skipped: an optional sign, then decimal or hexadecimal digits,
/// `inf`, `infinity`, `nan` or `nan(…)` in any case. `consumed` is the count of bytes read.
cn_status cn_parse_float(const uint8_t *_Nonnull text, size_t length, float *_Nonnull value,
                         size_t *_Nonnull consumed);
cn_status cn_parse_double(const uint8_t *_Nonnull text, size_t length, double *_Nonnull value,
                          size_t *_Nonnull consumed);

enum {
    /// Room for any float32 as text: `-1.17549435e-38` and one to spare.
    cn_float_text_size = 16,
    /// Room for any float64 as text: `-2.2250738585072014e-308` and more.
    cn_double_text_size = 32,
};

/// Prints the shortest decimal that lies strictly within the rounding interval of `value`, as
/// PostgreSQL does with extra_float_digits = 1: `1.5`, `-0`, `1e-05`, `1e+06`, `NaN`, `-Infinity`.
/// Returns the count of bytes of text. `out` has room for `cn_float_text_size` or
/// `cn_double_text_size` bytes, all of which may be written.
size_t cn_print_float(float value, uint8_t *_Nonnull out);
size_t cn_print_double(double value, uint8_t *_Nonnull out);

/// Prints with `digits` significant digits as C's `%.*g` does; 1...17 digits.
size_t cn_print_general(double value, int digits, uint8_t *_Nonnull out);

/// How the reading of a list ended.
typedef enum cn_list_status {
    cn_list_ok,
    /// The text does not begin with `[`.
    cn_list_unopened,
    /// `[]`.
    cn_list_empty,
    /// No number where one should be, or neither `,` nor `]` after one.
    cn_list_malformed,
    /// More than `maximum` numbers.
    cn_list_too_long,
    /// A number overflows or reaches `limit`: `position` and `length` tell which.
    cn_list_out_of_range,
    cn_list_nan,
    cn_list_infinite,
    /// Something but blanks after `]`.
    cn_list_junk,
} cn_list_status;

typedef struct cn_list_result {
    cn_list_status status;
    /// The numbers read.
    size_t count;
    /// The bytes of the text an error is about.
    size_t position, length;
} cn_list_result;

/// An upper bound of the numbers in a list: its commas and one.
size_t cn_list_bound(const uint8_t *_Nonnull text, size_t length);

/// Reads `[number, …]` with blanks anywhere between, as pgvector reads a vector.
///
/// `out` has room for `maximum` numbers or for `cn_list_bound(text, length)`, whichever is less.
/// A finite number of magnitude `limit` or more is out of range.
cn_list_result cn_parse_float_list(const uint8_t *_Nonnull text, size_t length, float limit,
                                   size_t maximum, float *_Nonnull out);

/// Prints `[1,2.5,-0]`; `out` has room for `count * (cn_float_text_size + 1) + 2` bytes.
size_t cn_print_float_list(const float *_Nonnull values, size_t count, uint8_t *_Nonnull out);

#ifdef __cplusplus
}
#endif
