// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "CNumbers.h"

namespace needletail {

/// Reads the number that the text begins with; see `cn_parse_float`.
template <typename Number>
cn_status parseNumber(const char *begin, const char *end, Number *value, size_t *consumed);

} // namespace needletail
