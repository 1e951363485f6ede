// SPDX-License-Identifier: Apache-2.0

#include "ck_codes_internal.h"

void ck_split_planes(const int8_t *values, size_t count, uint8_t *high, uint8_t *low) {
    const size_t half = count / 2;
    for (size_t j = 0; j < half; j++) {
        const uint8_t a = (uint8_t)(values[j] + 128), b = (uint8_t)(values[j + half] + 128);
        high[j] = (uint8_t)((a >> 4) | (b & 0xf0));
    }
    if (!low)
        return;
    for (size_t j = 0; j < half; j++) {
        const uint8_t a = (uint8_t)(values[j] + 128), b = (uint8_t)(values[j + half] + 128);
        low[j] = (uint8_t)((a & 0x0f) | (b << 4));
    }
}

int32_t ck_join_planes(const uint8_t *high, const uint8_t *low, size_t count, int8_t *values) {
    const size_t half = count / 2;
    int32_t sum = 0;
    if (low) {
        for (size_t j = 0; j < half; j++) {
            const int8_t a = (int8_t)((uint8_t)(high[j] << 4 | (low[j] & 15)) ^ 128);
            const int8_t b = (int8_t)((uint8_t)((high[j] & 0xf0) | low[j] >> 4) ^ 128);
            values[j] = a;
            values[j + half] = b;
            sum += a + b;
        }
    } else {
        for (size_t j = 0; j < half; j++) {
            const int8_t a = (int8_t)((uint8_t)(high[j] << 4 | 8) ^ 128);
            const int8_t b = (int8_t)((uint8_t)((high[j] & 0xf0) | 8) ^ 128);
            values[j] = a;
            values[j + half] = b;
            sum += a + b;
        }
    }
    return sum;
}

void ck_fit_code(const float *values, const int8_t *codes, size_t count, ck_fit *fit) {
#pragma clang fp reassociate(on) contract(fast)
    float high = 0, full = 0, high_squared = 0, full_squared = 0;
    for (size_t j = 0; j < count; j++) {
        const float step = (float)((codes[j] + 128) >> 4) - CK_HIGH_CENTRE;
        high += values[j] * step;
        full += values[j] * (float)codes[j];
        high_squared += step * step;
        full_squared += (float)(codes[j] * codes[j]);
    }
    *fit = (ck_fit){high, full, high_squared, full_squared};
}

float ck_subtract(const float *a, const float *b, size_t count, float *difference) {
#pragma clang fp reassociate(on) contract(fast)
    float sum = 0;
    for (size_t j = 0; j < count; j++) {
        const float d = a[j] - b[j];
        difference[j] = d;
        sum += d * d;
    }
    return sum;
}

void ck_column_dots(const float *columns, size_t count, size_t width, const float *vector,
                    float *dots) {
    for (size_t i = 0; i < count; i++)
        dots[i] = vector[0] * columns[i];
    for (size_t w = 1; w < width; w++) {
        const float *row = columns + w * count, factor = vector[w];
        for (size_t i = 0; i < count; i++)
            dots[i] += factor * row[i];
    }
}

void ck_pack_signs(const float *values, size_t count, uint8_t *bits) {
    for (size_t j = 0; j < count / 8; j++) {
        unsigned byte = 0;
        for (size_t i = 0; i < 8; i++)
            byte |= (unsigned)(values[8 * j + i] >= 0) << i;
        bits[j] = (uint8_t)byte;
    }
}

void ck_pack_planes(const uint8_t *numbers, size_t count, size_t plane_bytes, uint8_t *planes) {
    for (size_t p = 0; p < 4; p++) {
        for (size_t j = 0; j < plane_bytes; j++) {
            unsigned byte = 0;
            for (size_t i = 0; i < 8 && 8 * j + i < count; i++) {
                byte |= (unsigned)(numbers[8 * j + i] >> p & 1) << i;
            }
            planes[p * plane_bytes + j] = (uint8_t)byte;
        }
    }
}
