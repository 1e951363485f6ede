// SPDX-License-Identifier: Apache-2.0

#include "CNumbers.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace {

/// What the printing of a floating-point type depends on.
template <typename Number> struct Format;

template <> struct Format<float> {
    /// Bits of the mantissa, the hidden one included.
    static constexpr int precision = 24;
    /// Decimal exponents from here on are printed as such.
    static constexpr int scientificFrom = 6;
};

template <> struct Format<double> {
    static constexpr int precision = 53;
    static constexpr int scientificFrom = 15;
};

/// A decimal: `digits` as an integer without trailing zeros, times ten to the `power`.
struct Decimal {
    uint64_t digits;
    int power;
};

/// Whether `decimal` equals `odd` · 2^exponent, `odd` being odd.
bool equals(Decimal decimal, uint64_t odd, int exponent) {
    // Both sides are an odd number times a power of two; fives beyond 5^27 exceed any odd part
    // here.
    if (decimal.power < -27 || decimal.power > 27)
        return false;
    int twos = __builtin_ctzll(decimal.digits);
    if (twos + decimal.power != exponent)
        return false;
    unsigned __int128 left = decimal.digits >> twos, right = odd;
    for (int i = 0; i < decimal.power; i++)
        left *= 5;
    for (int i = 0; i > decimal.power; i--)
        right *= 5;
    return left == right;
}

/// Whether `decimal` lies on an end of the interval of numbers that round to `value`.
///
/// Only readers that round ties to even read such a decimal back as `value`; PostgreSQL does not
/// count on that and prints a longer one.
template <typename Number> bool isOnBoundary(Decimal decimal, Number value) {
    int exponent;
    Number fraction = std::frexp(value, &exponent);
    auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, Format<Number>::precision));
    exponent -= Format<Number>::precision;
    // Below a power of two the neighbour is half as far, except among subnormals.
    int lowest = std::numeric_limits<Number>::min_exponent - Format<Number>::precision;
    bool isPower = mantissa == uint64_t(1) << (Format<Number>::precision - 1);
    if (exponent < lowest) {
        mantissa >>= lowest - exponent;
        exponent = lowest;
        isPower = false;
    }
    if (equals(decimal, 2 * mantissa + 1, exponent - 1))
        return true;
    return isPower && exponent > lowest ? equals(decimal, 4 * mantissa - 1, exponent - 2)
                                        : equals(decimal, 2 * mantissa - 1, exponent - 1);
}

/// Reads back `d.ddde±xx`: the digits as text into `digits`, their count, and the exponent.
int readScientific(const char *at, const char *end, char *digits, int *exponent) {
    int count = 0;
    for (; *at != 'e'; ++at)
        if (*at != '.')
            digits[count++] = *at;
    ++at;
    bool isNegative = *at == '-';
    int magnitude = 0;
    for (++at; at != end; ++at)
        magnitude = magnitude * 10 + (*at - '0');
    *exponent = isNegative ? -magnitude : magnitude;
    return count;
}

/// The decimal `d.ddd` · 10^exponent that `digits` spell.
Decimal decimal(const char *digits, int count, int exponent) {
    uint64_t value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + static_cast<uint64_t>(digits[i] - '0');
    return {value, exponent - count + 1};
}

/// Prints `digits` with the point after the first of them moved by `exponent`.
uint8_t *place(const char *digits, int count, int exponent, bool scientific, uint8_t *at) {
    auto copy = [&](const char *from, int bytes) {
        memcpy(at, from, static_cast<size_t>(bytes));
        at += bytes;
    };
    auto zeros = [&](int bytes) {
        memset(at, '0', static_cast<size_t>(bytes));
        at += bytes;
    };
    if (scientific) {
        copy(digits, 1);
        if (count > 1) {
            *at++ = '.';
            copy(digits + 1, count - 1);
        }
        *at++ = 'e';
        *at++ = exponent < 0 ? '-' : '+';
        int magnitude = exponent < 0 ? -exponent : exponent;
        if (magnitude >= 100)
            *at++ = static_cast<uint8_t>('0' + magnitude / 100);
        *at++ = static_cast<uint8_t>('0' + magnitude / 10 % 10);
        *at++ = static_cast<uint8_t>('0' + magnitude % 10);
    } else if (exponent < 0) {
        copy("0.", 2);
        zeros(-exponent - 1);
        copy(digits, count);
    } else if (count <= exponent + 1) {
        copy(digits, count);
        zeros(exponent + 1 - count);
    } else {
        copy(digits, exponent + 1);
        *at++ = '.';
        copy(digits + exponent + 1, count - exponent - 1);
    }
    return at;
}

template <typename Number> size_t print(Number value, uint8_t *out) {
    uint8_t *at = out;
    if (std::isnan(value)) {
        memcpy(out, "NaN", 3);
        return 3;
    }
    if (std::signbit(value)) {
        *at++ = '-';
        value = -value;
    }
    if (std::isinf(value)) {
        memcpy(at, "Infinity", 8);
        return static_cast<size_t>(at - out) + 8;
    }
    if (value == 0) {
        *at++ = '0';
        return static_cast<size_t>(at - out);
    }
    char text[cn_double_text_size], digits[cn_double_text_size];
    auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
    int exponent;
    int count = readScientific(text, end, digits, &exponent);
    while (isOnBoundary(decimal(digits, count, exponent), value)) {
        end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, count)
                  .ptr;
        count = readScientific(text, end, digits, &exponent);
    }
    bool scientific = exponent < -4 || exponent >= Format<Number>::scientificFrom;
    return static_cast<size_t>(place(digits, count, exponent, scientific, at) - out);
}

} // namespace

size_t cn_print_float(float value, uint8_t *out) { return print(value, out); }

size_t cn_print_double(double value, uint8_t *out) { return print(value, out); }

size_t cn_print_general(double value, int digits, uint8_t *out) {
    if (std::isnan(value) || std::isinf(value) || value == 0)
        return print(value, out);
    auto begin = reinterpret_cast<char *>(out);
    auto result = std::to_chars(begin, begin + cn_double_text_size, value,
                                std::chars_format::general, digits);
    return static_cast<size_t>(result.ptr - begin);
}
