// SPDX-License-Identifier: Apache-2.0

#include "parse.hpp"

#include <algorithm>
#include <cmath>

namespace {

const char *skipBlanks(const char *at, const char *end) {
    while (at != end && (*at == ' ' || (*at >= '\t' && *at <= '\r')))
        ++at;
    return at;
}

/// Reads one element and tells how many bytes it takes.
cn_list_status readElement(const char *at, const char *end, float limit, float *value,
                           size_t *consumed) {
    const char *next = needletail::parseUsual(at, end, value);
    if (next != nullptr && std::fabs(*value) < limit) {
        *consumed = static_cast<size_t>(next - at);
        return cn_list_ok;
    }
    cn_status status = needletail::parseNumber(at, end, value, consumed);
    if (status == cn_not_a_number)
        return cn_list_malformed;
    if (status == cn_overflow || (std::fabs(*value) >= limit && !std::isinf(*value)))
        return cn_list_out_of_range;
    if (std::isnan(*value))
        return cn_list_nan;
    return std::isinf(*value) ? cn_list_infinite : cn_list_ok;
}

} // namespace

size_t cn_list_bound(const uint8_t *text, size_t length) {
    return static_cast<size_t>(std::count(text, text + length, ',')) + 1;
}

cn_list_result cn_parse_float_list(const uint8_t *text, size_t length, float limit, size_t maximum,
                                   float *out) {
    auto begin = reinterpret_cast<const char *>(text), end = begin + length;
    size_t count = 0;
    auto stop = [&](cn_list_status status, const char *at, size_t bytes = 0) {
        return cn_list_result{status, count, static_cast<size_t>(at - begin), bytes};
    };

    const char *at = skipBlanks(begin, end);
    if (at == end || *at != '[')
        return stop(cn_list_unopened, at);
    at = skipBlanks(at + 1, end);
    if (at != end && *at == ']')
        return stop(cn_list_empty, at);
    for (;;) {
        if (count == maximum)
            return stop(cn_list_too_long, at);
        at = skipBlanks(at, end);
        size_t consumed;
        cn_list_status status = readElement(at, end, limit, &out[count], &consumed);
        if (status != cn_list_ok)
            return stop(status, at, consumed);
        count++;
        at = skipBlanks(at + consumed, end);
        if (at == end)
            return stop(cn_list_malformed, at);
        if (*at == ']')
            break;
        if (*at != ',')
            return stop(cn_list_malformed, at);
        ++at;
    }
    at = skipBlanks(at + 1, end);
    return stop(at == end ? cn_list_ok : cn_list_junk, at);
}

size_t cn_print_float_list(const float *values, size_t count, uint8_t *out) {
    uint8_t *at = out;
    *at++ = '[';
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            *at++ = ',';
        at += cn_print_float(values[i], at);
    }
    *at++ = ']';
    return static_cast<size_t>(at - out);
}
