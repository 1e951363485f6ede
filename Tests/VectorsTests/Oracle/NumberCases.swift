// SPDX-License-Identifier: Apache-2.0

/// See ``OracleTests``.
let numberCases = #"""
    number | float4 | 0 | 0
    number | float8 | 0 | 0
    number | float4 | -0 | -0
    number | float8 | -0 | -0
    number | float4 | 1 | 1
    number | float8 | 1 | 1
    number | float4 | -1.5 | -1.5
    number | float8 | -1.5 | -1.5
    number | float4 | 1e5 | 100000
    number | float8 | 1e5 | 100000
    number | float4 | 1e6 | 1e+06
    number | float8 | 1e6 | 1000000
    number | float4 | 123456 | 123456
    number | float8 | 123456 | 123456
    number | float4 | 1234567 | 1.234567e+06
    number | float8 | 1234567 | 1234567
    number | float4 | 999999 | 999999
    number | float8 | 999999 | 999999
    number | float4 | 1e-4 | 0.0001
    number | float8 | 1e-4 | 0.0001
    number | float4 | 1e-5 | 1e-05
    number | float8 | 1e-5 | 1e-05
    number | float4 | 0.00012345 | 0.00012345
    number | float8 | 0.00012345 | 0.00012345
    number | float4 | 1e14 | 1e+14
    number | float8 | 1e14 | 100000000000000
    number | float4 | 1e15 | 1e+15
    number | float8 | 1e15 | 1e+15
    number | float4 | 123456789012345 | 1.2345679e+14
    number | float8 | 123456789012345 | 123456789012345
    number | float4 | 1234567890123456 | 1.234568e+15
    number | float8 | 1234567890123456 | 1.234567890123456e+15
    number | float4 | 1e16 | 1e+16
    number | float8 | 1e16 | 1e+16
    number | float4 | 1e22 | 1e+22
    number | float8 | 1e22 | 1e+22
    number | float4 | 1e23 | 1e+23
    number | float8 | 1e23 | 9.999999999999999e+22
    number | float4 | 1e-7 | 1e-07
    number | float8 | 1e-7 | 1e-07
    number | float4 | 3.4028235e38 | 3.4028235e+38
    number | float8 | 3.4028235e38 | 3.4028235e+38
    number | float4 | 1.17549435e-38 | 1.1754944e-38
    number | float8 | 1.17549435e-38 | 1.17549435e-38
    number | float4 | 1e-45 | 1e-45
    number | float8 | 1e-45 | 1e-45
    number | float4 | 5e-324 | ! 22003 "5e-324" is out of range for type real
    number | float8 | 5e-324 | 5e-324
    number | float4 | 1.7976931348623157e308 | ! 22003 "1.7976931348623157e308" is out of range for type real
    number | float8 | 1.7976931348623157e308 | 1.7976931348623157e+308
    number | float4 | 2.2250738585072014e-308 | ! 22003 "2.2250738585072014e-308" is out of range for type real
    number | float8 | 2.2250738585072014e-308 | 2.2250738585072014e-308
    number | float4 | NaN | NaN
    number | float8 | NaN | NaN
    number | float4 | Infinity | Infinity
    number | float8 | Infinity | Infinity
    number | float4 | -Infinity | -Infinity
    number | float8 | -Infinity | -Infinity
    number | float4 | inf | Infinity
    number | float8 | inf | Infinity
    number | float4 | +1 | 1
    number | float8 | +1 | 1
    number | float4 | 0x1A | 26
    number | float8 | 0x1A | 26
    number | float4 | 1e39 | ! 22003 "1e39" is out of range for type real
    number | float8 | 1e39 | 1e+39
    number | float4 | 1e-46 | ! 22003 "1e-46" is out of range for type real
    number | float8 | 1e-46 | 1e-46
    number | float4 | 1e400 | ! 22003 "1e400" is out of range for type real
    number | float8 | 1e400 | ! 22003 "1e400" is out of range for type double precision
    number | float4 | -1e400 | ! 22003 "-1e400" is out of range for type real
    number | float8 | -1e400 | ! 22003 "-1e400" is out of range for type double precision
    number | float4 | 1e-400 | ! 22003 "1e-400" is out of range for type real
    number | float8 | 1e-400 | ! 22003 "1e-400" is out of range for type double precision
    number | float4 | 0.1 | 0.1
    number | float8 | 0.1 | 0.1
    number | float4 | 0.3 | 0.3
    number | float8 | 0.3 | 0.3
    number | float4 | 16777216 | 1.6777216e+07
    number | float8 | 16777216 | 16777216
    number | float4 | 16777217 | 1.6777216e+07
    number | float8 | 16777217 | 16777217
    number | float4 | 9007199254740993 | 9.007199e+15
    number | float8 | 9007199254740993 | 9.007199254740992e+15
    number | float4 | 33554436 | 3.3554436e+07
    number | float8 | 33554436 | 33554436
    number | float4 | 8.5899346e9 | 8.589935e+09
    number | float8 | 8.5899346e9 | 8589934600
    number | float4 | 4.2949673e9 | 4.2949673e+09
    number | float8 | 4.2949673e9 | 4294967300
    number | float4 | 1e10 | 1e+10
    number | float8 | 1e10 | 10000000000
    number | float4 | 5.684341886080801e-14 | 5.684342e-14
    number | float8 | 5.684341886080801e-14 | 5.684341886080801e-14
    number | float4 | 9.5367431640625e-07 | 9.536743e-07
    number | float8 | 9.5367431640625e-07 | 9.5367431640625e-07
    number | float4 | 1.9073486328125e-06 | 1.9073486e-06
    number | float8 | 1.9073486328125e-06 | 1.9073486328125e-06
    number | float4 | 2e-3 | 0.002
    number | float8 | 2e-3 | 0.002
    number | float4 | 9.2233720368547758e18 | 9.223372e+18
    number | float8 | 9.2233720368547758e18 | 9.223372036854776e+18
    number | float4 | 4611686018427387904 | 4.611686e+18
    number | float8 | 4611686018427387904 | 4.611686018427388e+18
    number | float4 | 1.8446744073709552e19 | 1.8446744e+19
    number | float8 | 1.8446744073709552e19 | 1.8446744073709552e+19
    number | float4 | 7.205759403792794e16 | 7.2057594e+16
    number | float8 | 7.205759403792794e16 | 7.205759403792794e+16
    number | float4 | 2.98023223876953125e-8 | 2.9802322e-08
    number | float8 | 2.98023223876953125e-8 | 2.9802322387695312e-08
    number | float4 | 1e-10 | 1e-10
    number | float8 | 1e-10 | 1e-10
    number | float4 | infinity | Infinity
    number | float8 | infinity | Infinity
    number | float4 | 1.5e | ! 22P02 invalid input syntax for type real: "1.5e"
    number | float8 | 1.5e | ! 22P02 invalid input syntax for type double precision: "1.5e"
    number | float4 | e5 | ! 22P02 invalid input syntax for type real: "e5"
    number | float8 | e5 | ! 22P02 invalid input syntax for type double precision: "e5"
    number | float4 | . | ! 22P02 invalid input syntax for type real: "."
    number | float8 | . | ! 22P02 invalid input syntax for type double precision: "."
    number | float4 | - | ! 22P02 invalid input syntax for type real: "-"
    number | float8 | - | ! 22P02 invalid input syntax for type double precision: "-"
    number | float4 |  | ! 22P02 invalid input syntax for type real: ""
    number | float8 |  | ! 22P02 invalid input syntax for type double precision: ""
    number | float4 | 1  | 1
    number | float8 | 1  | 1
    number | float4 | nan | NaN
    number | float8 | nan | NaN
    """#
