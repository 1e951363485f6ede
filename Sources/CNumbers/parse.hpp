// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "CNumbers.h"

#include <cstring>

namespace needletail {

/// Reads the number that the text begins with; see `cn_parse_float`.
template <typename Number>
cn_status parseNumber(const char *begin, const char *end, Number *value, size_t *consumed);

/// The value of eight ASCII digits, the first one in the lowest byte: pairs, then fours, then all.
inline uint64_t eightDigits(uint64_t text) {
    text = (text & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8;
    text = (text & 0x00FF00FF00FF00FF) * 6553601 >> 16;
    return (text & 0x0000FFFF0000FFFF) * 42949672960001 >> 32;
}

/// Whether all eight bytes are ASCII digits.
inline bool areDigits(uint64_t text) {
    return ((text & (text + 0x0606060606060606)) & 0xF0F0F0F0F0F0F0F0) == 0x3030303030303030;
}

/// Reads a float32 of the usual form, an optional minus, digits, a point and digits, and returns
/// the end of it; NULL where the text is of another form, or where only a slower way rounds
/// correctly.
///
/// With at most 15 digits the decimal is one exact float64 divided by another, so the quotient is
/// the float64 nearest to it (Clinger 1990, "How to Read Floating Point Numbers Accurately"). To
/// round that once more gives the nearest float32, unless the quotient lies just between two.
inline const char *parseUsual(const char *at, const char *end, float *value) {
    static constexpr double powers[16] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                          1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    if (end - at < 24)
        return nullptr;
    bool isNegative = *at == '-';
    at += isNegative;
    const char *first = at;
    uint64_t digits = 0;
    while (static_cast<unsigned char>(*at - '0') < 10 && at - first < 15)
        digits = digits * 10 + static_cast<uint64_t>(*at++ - '0');
    if (at == first)
        return nullptr;
    ptrdiff_t count = at - first, fraction = 0;
    if (*at == '.') {
        const char *point = ++at;
        uint64_t text;
        memcpy(&text, at, sizeof text);
        if (count <= 7 && areDigits(text)) {
            digits = digits * 100000000 + eightDigits(text);
            at += 8;
        }
        while (static_cast<unsigned char>(*at - '0') < 10 && count + (at - point) < 15)
            digits = digits * 10 + static_cast<uint64_t>(*at++ - '0');
        fraction = at - point;
    }
    if (*at != ',' && *at != ']')
        return nullptr;
    double quotient = static_cast<double>(digits) / powers[fraction];
    uint64_t bits;
    memcpy(&bits, &quotient, sizeof bits);
    // Below 2^-126 a float32 has fewer places; zero is exact.
    bool isTie = (bits & 0x1FFFFFFF) == 0x10000000;
    if (isTie || (quotient < 0x1p-126 && digits != 0))
        return nullptr;
    *value = static_cast<float>(isNegative ? -quotient : quotient);
    return at;
}

} // namespace needletail
