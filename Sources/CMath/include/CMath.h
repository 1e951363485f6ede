// SPDX-License-Identifier: Apache-2.0

/// The C library's mathematical functions, without the rest of Glibc's Swift module.
///
/// Declared here with the signatures of C11, section 7.12.

#pragma once

#ifdef __cplusplus
extern "C" {
#endif

double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan(double x);
double atan2(double y, double x);
double sinh(double x);
double cosh(double x);
double tanh(double x);
double asinh(double x);
double acosh(double x);
double atanh(double x);
double exp(double x);
double log(double x);
double log10(double x);
double pow(double x, double y);
double cbrt(double x);
double erf(double x);
double erfc(double x);

#ifdef __cplusplus
}
#endif
