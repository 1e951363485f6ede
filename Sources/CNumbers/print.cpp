// SPDX-License-Identifier: Apache-2.0

#include "CNumbers.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace {

/// What the printing of a floating-point type depends on.
template <typename Number> struct Format;

template <> struct Format<float> {
    using Bits = uint32_t;
    /// Bits of the mantissa, the hidden one left out.
    static constexpr int mantissaBits = 23;
    /// The exponent of the last place of the least numbers.
    static constexpr int lowestExponent = -149;
    /// Decimal exponents from here on are printed as such.
    static constexpr int scientificFrom = 6;
    static constexpr int textSize = cn_float_text_size;
};

template <> struct Format<double> {
    using Bits = uint64_t;
    static constexpr int mantissaBits = 52;
    static constexpr int lowestExponent = -1074;
    static constexpr int scientificFrom = 15;
    static constexpr int textSize = cn_double_text_size;
};

/// More than a float64 has digits. Text is copied in pieces of this size, which is faster than in
/// pieces of the right size, and the buffers have room for it.
constexpr size_t piece = 24;

/// A decimal number, `d.ddd` · 10^exponent.
struct Decimal {
    char digits[2 * piece];
    int count;
    int exponent;

    /// The digits as an integer, to be multiplied by 10^power().
    uint64_t integer() const {
        uint64_t value = 0;
        for (int i = 0; i < count; i++)
            value = value * 10 + static_cast<uint64_t>(digits[i] - '0');
        return value;
    }

    int power() const { return exponent - count + 1; }
};

/// Reads back what `std::to_chars` wrote: `d.ddde±xx` or `de±xxx`.
Decimal readScientific(const char *text, const char *end) {
    Decimal decimal;
    const char *mark = end - 4;
    if (*mark != 'e')
        --mark;
    decimal.digits[0] = text[0];
    decimal.count = 1;
    if (mark != text + 1) {
        memcpy(decimal.digits + 1, text + 2, piece);
        decimal.count = static_cast<int>(mark - text) - 1;
    }
    int magnitude = 0;
    for (const char *at = mark + 2; at != end; ++at)
        magnitude = magnitude * 10 + (*at - '0');
    decimal.exponent = mark[1] == '-' ? -magnitude : magnitude;
    return decimal;
}

/// Whether `digits` · 10^power equals `odd` · 2^exponent, `odd` being odd.
bool equals(uint64_t digits, int power, uint64_t odd, int exponent) {
    // Both sides are an odd number times a power of two, and no odd part here has 5^28 in it.
    if (power < -27 || power > 27)
        return false;
    int twos = __builtin_ctzll(digits);
    if (twos + power != exponent)
        return false;
    unsigned __int128 left = digits >> twos, right = odd;
    for (int i = 0; i < power; i++)
        left *= 5;
    for (int i = 0; i > power; i--)
        right *= 5;
    return left == right;
}

/// Whether `decimal` lies on an end of the interval of numbers that round to `value`.
///
/// Only readers that round ties to even read such a decimal back as `value`; PostgreSQL does not
/// count on that and prints a longer one.
template <typename Number> bool isOnBoundary(const Decimal &decimal, Number value) {
    using Format = Format<Number>;
    typename Format::Bits bits;
    memcpy(&bits, &value, sizeof bits);
    // Ties round to the even neighbour, so that an odd one has no boundary that reads back as it.
    if (bits & 1)
        return false;
    auto mantissa = static_cast<uint64_t>(bits) & ((uint64_t(1) << Format::mantissaBits) - 1);
    int biased = static_cast<int>(bits >> Format::mantissaBits);
    int exponent = Format::lowestExponent;
    // Below a power of two the neighbour is half as far, except next to subnormals.
    bool isNarrowBelow = mantissa == 0 && biased > 1;
    if (biased > 0) {
        mantissa |= uint64_t(1) << Format::mantissaBits;
        exponent += biased - 1;
    }
    int power = decimal.power();
    // 2^power divides the decimal, but not a boundary with a last place below that.
    if (power > exponent - 1)
        return false;
    uint64_t digits = decimal.integer();
    if (equals(digits, power, 2 * mantissa + 1, exponent - 1))
        return true;
    return isNarrowBelow ? equals(digits, power, 4 * mantissa - 1, exponent - 2)
                         : equals(digits, power, 2 * mantissa - 1, exponent - 1);
}

/// Prints `decimal` as PostgreSQL does: with an exponent of two digits or more where `scientific`,
/// with zeros before or after the digits where not. `at` has room for a few pieces.
char *place(const Decimal &decimal, bool scientific, char *at) {
    const char *digits = decimal.digits;
    int count = decimal.count, exponent = decimal.exponent;
    if (scientific) {
        *at++ = digits[0];
        if (count > 1) {
            *at++ = '.';
            memcpy(at, digits + 1, piece);
            at += count - 1;
        }
        *at++ = 'e';
        *at++ = exponent < 0 ? '-' : '+';
        int magnitude = exponent < 0 ? -exponent : exponent;
        if (magnitude >= 100)
            *at++ = static_cast<char>('0' + magnitude / 100);
        *at++ = static_cast<char>('0' + magnitude / 10 % 10);
        *at++ = static_cast<char>('0' + magnitude % 10);
        return at;
    }
    if (exponent < 0) {
        memcpy(at, "0.0000", 6);
        at += 1 - exponent;
        memcpy(at, digits, piece);
        return at + count;
    }
    memcpy(at, digits, piece);
    if (count <= exponent + 1) {
        memset(at + count, '0', piece);
        return at + exponent + 1;
    }
    at[exponent + 1] = '.';
    memcpy(at + exponent + 2, digits + exponent + 1, piece);
    return at + count + 1;
}

size_t copyText(const char *text, uint8_t *out) {
    size_t size = strlen(text);
    memcpy(out, text, size);
    return size;
}

template <typename Number> size_t print(Number value, uint8_t *out) {
    using Format = Format<Number>;
    if (std::isnan(value))
        return copyText("NaN", out);
    bool isNegative = std::signbit(value);
    if (std::isinf(value))
        return copyText(isNegative ? "-Infinity" : "Infinity", out);
    if (value == 0)
        return copyText(isNegative ? "-0" : "0", out);
    Number magnitude = std::fabs(value);

    char text[2 * piece];
    auto scientific = std::chars_format::scientific;
    auto end = std::to_chars(text, text + sizeof text, magnitude, scientific).ptr;
    Decimal decimal = readScientific(text, end);
    while (isOnBoundary(decimal, magnitude)) {
        end = std::to_chars(text, text + sizeof text, magnitude, scientific, decimal.count).ptr;
        decimal = readScientific(text, end);
    }

    char placed[4 * piece];
    placed[0] = '-';
    bool withExponent = decimal.exponent < -4 || decimal.exponent >= Format::scientificFrom;
    char *stop = place(decimal, withExponent, placed + isNegative);
    memcpy(out, placed, Format::textSize);
    return static_cast<size_t>(stop - placed);
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
