// SPDX-License-Identifier: Apache-2.0

#include "parse.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <locale.h>
#include <string>

namespace {

/// The "C" locale, whatever a host program has set.
locale_t plainLocale() {
    static const locale_t locale = newlocale(LC_ALL_MASK, "C", nullptr);
    return locale;
}

float convert(const char *text, char **end, float) { return strtof_l(text, end, plainLocale()); }
double convert(const char *text, char **end, double) { return strtod_l(text, end, plainLocale()); }

/// Whether no number of any form goes on past this byte, so that text may be cut before it.
bool endsNumber(char c) {
    switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case ',':
    case ':':
    case '/':
    case ']':
    case '}':
    case '\0':
        return true;
    default:
        return false;
    }
}

/// Reads with the C library what `std::from_chars` does not: hexadecimal digits, and the
/// direction in which a number is out of range. Rare, so it may copy.
template <typename Number>
cn_status parseRare(const char *begin, const char *end, Number *value, size_t *consumed) {
    const char *stop = begin;
    while (stop != end && !endsNumber(*stop))
        ++stop;
    std::string token(begin, stop);
    char *rest = nullptr;
    *value = convert(token.c_str(), &rest, Number());
    *consumed = static_cast<size_t>(rest - token.c_str());
    if (*consumed == 0)
        return cn_not_a_number;
    token.resize(*consumed);
    // What from_chars refused as out of range is one of these; an infinity or a zero spelled out
    // is not, so the digits decide.
    size_t digits = token.find_first_not_of("+-");
    bool spelled = digits != std::string::npos && (token[digits] == 'i' || token[digits] == 'I');
    if (std::isinf(*value) && !spelled)
        return cn_overflow;
    if (*value == 0) {
        bool hexadecimal =
            token.compare(digits, 2, "0x") == 0 || token.compare(digits, 2, "0X") == 0;
        std::string mantissa =
            token.substr(0, token.find_first_of(hexadecimal ? "pP" : "eE", digits + 1));
        if (hexadecimal)
            mantissa.erase(0, digits + 2);
        if (mantissa.find_first_of("123456789abcdefABCDEF") != std::string::npos)
            return cn_underflow;
    }
    return cn_ok;
}

} // namespace

template <typename Number>
cn_status needletail::parseNumber(const char *begin, const char *end, Number *value,
                                  size_t *consumed) {
    const char *digits = begin;
    if (digits != end && (*digits == '+' || *digits == '-'))
        ++digits;
    bool hexadecimal = end - digits >= 2 && digits[0] == '0' && (digits[1] | 0x20) == 'x';
    if (!hexadecimal) {
        // from_chars takes '-' but not '+'.
        const char *from = begin != end && *begin == '+' ? digits : begin;
        if (from != begin && from != end && *from == '-') {
            *consumed = 0;
            return cn_not_a_number;
        }
        auto [rest, error] = std::from_chars(from, end, *value);
        if (error == std::errc()) {
            *consumed = static_cast<size_t>(rest - begin);
            return cn_ok;
        }
        if (error == std::errc::invalid_argument) {
            *consumed = 0;
            return cn_not_a_number;
        }
    }
    return parseRare(begin, end, value, consumed);
}

template cn_status needletail::parseNumber(const char *, const char *, float *, size_t *);
template cn_status needletail::parseNumber(const char *, const char *, double *, size_t *);

cn_status cn_parse_float(const uint8_t *text, size_t length, float *value, size_t *consumed) {
    auto begin = reinterpret_cast<const char *>(text);
    return needletail::parseNumber(begin, begin + length, value, consumed);
}

cn_status cn_parse_double(const uint8_t *text, size_t length, double *value, size_t *consumed) {
    auto begin = reinterpret_cast<const char *>(text);
    return needletail::parseNumber(begin, begin + length, value, consumed);
}
