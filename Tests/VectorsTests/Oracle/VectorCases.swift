// SPDX-License-Identifier: Apache-2.0

/// See ``OracleTests``.
let vectorCases = #"""
    vector | in | [1,2,3] | [1,2,3]
    vector | in |  [ 1 , 2.50 ,-3e-2 ]  | [1,2.5,-0.03]
    vector | in | [-0,0] | [-0,0]
    vector | in | [+1] | [1]
    vector | in | [.5,5.,-.25] | [0.5,5,-0.25]
    vector | in | [1e5,1e6,123456,1234567,0.0001,0.00001] | [100000,1e+06,123456,1.234567e+06,0.0001,1e-05]
    vector | in | [0x1p3,0X.8] | [8,0.5]
    vector | in | [1e-50,-1e-50] | [0,-0]
    vector | in | [65504] | [65504]
    vector | in | [1.1,0.1,3.14159265] | [1.1,0.1,3.1415927]
    vector | in | [16777216,16777217,33554432] | [1.6777216e+07,1.6777216e+07,3.3554432e+07]
    vector | in |  | ! 22P02 invalid input syntax for type vector: "" (Vector contents must start with "[".)
    vector | in |     | ! 22P02 invalid input syntax for type vector: "   " (Vector contents must start with "[".)
    vector | in | [ | ! 22P02 invalid input syntax for type vector: "["
    vector | in | [] | ! 22000 vector must have at least 1 dimension
    vector | in | [ ] | ! 22000 vector must have at least 1 dimension
    vector | in | [,] | ! 22P02 invalid input syntax for type vector: "[,]"
    vector | in | [1 | ! 22P02 invalid input syntax for type vector: "[1"
    vector | in | [1, | ! 22P02 invalid input syntax for type vector: "[1,"
    vector | in | [1,] | ! 22P02 invalid input syntax for type vector: "[1,]"
    vector | in | [1 2] | ! 22P02 invalid input syntax for type vector: "[1 2]"
    vector | in | [1,2]] | ! 22P02 invalid input syntax for type vector: "[1,2]]" (Junk after closing right brace.)
    vector | in | [1,2] x | ! 22P02 invalid input syntax for type vector: "[1,2] x" (Junk after closing right brace.)
    vector | in | 1,2 | ! 22P02 invalid input syntax for type vector: "1,2" (Vector contents must start with "[".)
    vector | in | {1,2} | ! 22P02 invalid input syntax for type vector: "{1,2}" (Vector contents must start with "[".)
    vector | in | [a] | ! 22P02 invalid input syntax for type vector: "[a]"
    vector | in | [1a] | ! 22P02 invalid input syntax for type vector: "[1a]"
    vector | in | [1,a] | ! 22P02 invalid input syntax for type vector: "[1,a]"
    vector | in | [--1] | ! 22P02 invalid input syntax for type vector: "[--1]"
    vector | in | [+-1] | ! 22P02 invalid input syntax for type vector: "[+-1]"
    vector | in | [1e] | ! 22P02 invalid input syntax for type vector: "[1e]"
    vector | in | [1e+] | ! 22P02 invalid input syntax for type vector: "[1e+]"
    vector | in | [0x] | ! 22P02 invalid input syntax for type vector: "[0x]"
    vector | in | [0x1p] | ! 22P02 invalid input syntax for type vector: "[0x1p]"
    vector | in | [1.2.3] | ! 22P02 invalid input syntax for type vector: "[1.2.3]"
    vector | in | [1,,2] | ! 22P02 invalid input syntax for type vector: "[1,,2]"
    vector | in | [nan] | ! 22000 NaN not allowed in vector
    vector | in | [NaN] | ! 22000 NaN not allowed in vector
    vector | in | [inf] | ! 22000 infinite value not allowed in vector
    vector | in | [-Infinity] | ! 22000 infinite value not allowed in vector
    vector | in | [infinit] | ! 22000 infinite value not allowed in vector
    vector | in | [1,nan(12)] | ! 22000 NaN not allowed in vector
    vector | in | [1e400] | ! 22003 "1e400" is out of range for type vector
    vector | in | [-4e38, 1] | ! 22003 "-4e38" is out of range for type vector
    vector | in | [4e38] | ! 22003 "4e38" is out of range for type vector
    vector | in | [1,  4e38 ,2] | ! 22003 "4e38" is out of range for type vector
    vector | in | [0x1p999] | ! 22003 "0x1p999" is out of range for type vector
    vector | in | [1e-400] | [0]
    vector | in | [3.4028235e38] | [3.4028235e+38]
    vector | in | [1;2] | ! 22P02 invalid input syntax for type vector: "[1;2]"
    vector | in | [ 1 , 2  | ! 22P02 invalid input syntax for type vector: "[ 1 , 2 "
    vector | in | [1_000] | ! 22P02 invalid input syntax for type vector: "[1_000]"
    vector | in | [1,2] | 2 | [1,2]
    vector | in | [1,2] | 3 | ! 22000 expected 3 dimensions, not 2
    vector | in | [] | 3 | ! 22000 vector must have at least 1 dimension
    vector | send | [1,-2.5] | 000200003f800000c0200000
    vector | send | [0.1,-0] | 000200003dcccccd80000000
    vector | recv | 000200003f800000c0200000 | [1,-2.5]
    vector | recv | 00000000 | ! 22000 vector must have at least 1 dimension
    vector | recv | 3e810000 | ! 54000 vector cannot have more than 16000 dimensions
    vector | recv | ffff0000 | ! 22000 vector must have at least 1 dimension
    vector | recv | 000200013f800000c0200000 | ! 22000 expected unused to be 0, not 1
    vector | recv | 0002ffff3f800000c0200000 | ! 22000 expected unused to be 0, not -1
    vector | recv | 00020000 | ! 08P01 insufficient data left in message
    vector | recv | 00 | ! 08P01 insufficient data left in message
    vector | recv |  | ! 08P01 insufficient data left in message
    vector | recv | 000100003f800000c0200000 | ! 22P03 incorrect binary data format
    vector | recv | 000100007fc00000 | ! 22000 NaN not allowed in vector
    vector | recv | 000100007f800000 | ! 22000 infinite value not allowed in vector
    vector | recv | 00010000ff800000 | ! 22000 infinite value not allowed in vector
    vector | recv | 0001000000000001 | [1e-45]
    vector | l2_distance | [1,2,3] | [4,6,3] | 5
    vector | l2_squared_distance | [1,2,3] | [4,6,3] | 25
    vector | inner_product | [1,2,3] | [4,6,3] | 25
    vector | negative_inner_product | [1,2,3] | [4,6,3] | -25
    vector | cosine_distance | [1,2,3] | [4,6,3] | 0.14451761146355635
    vector | l1_distance | [1,2,3] | [4,6,3] | 7
    vector | spherical_distance | [1,2,3] | [4,6,3] | 0
    vector | l2_distance | [0,0] | [0,0] | 0
    vector | l2_squared_distance | [0,0] | [0,0] | 0
    vector | inner_product | [0,0] | [0,0] | 0
    vector | negative_inner_product | [0,0] | [0,0] | -0
    vector | cosine_distance | [0,0] | [0,0] | NaN
    vector | l1_distance | [0,0] | [0,0] | 0
    vector | spherical_distance | [0,0] | [0,0] | 0.5
    vector | l2_distance | [1,1] | [0,0] | 1.4142135623730951
    vector | l2_squared_distance | [1,1] | [0,0] | 2
    vector | inner_product | [1,1] | [0,0] | 0
    vector | negative_inner_product | [1,1] | [0,0] | -0
    vector | cosine_distance | [1,1] | [0,0] | NaN
    vector | l1_distance | [1,1] | [0,0] | 2
    vector | spherical_distance | [1,1] | [0,0] | 0.5
    vector | l2_distance | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | l2_squared_distance | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | inner_product | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | negative_inner_product | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | cosine_distance | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | l1_distance | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | spherical_distance | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | l2_distance | [1,0] | [0,1] | 1.4142135623730951
    vector | l2_squared_distance | [1,0] | [0,1] | 2
    vector | inner_product | [1,0] | [0,1] | 0
    vector | negative_inner_product | [1,0] | [0,1] | -0
    vector | cosine_distance | [1,0] | [0,1] | 1
    vector | l1_distance | [1,0] | [0,1] | 2
    vector | spherical_distance | [1,0] | [0,1] | 0.5
    vector | l2_distance | [1,2] | [2,4] | 2.23606797749979
    vector | l2_squared_distance | [1,2] | [2,4] | 5
    vector | inner_product | [1,2] | [2,4] | 10
    vector | negative_inner_product | [1,2] | [2,4] | -10
    vector | cosine_distance | [1,2] | [2,4] | 0
    vector | l1_distance | [1,2] | [2,4] | 3
    vector | spherical_distance | [1,2] | [2,4] | 0
    vector | l2_distance | [1,2] | [-1,-2] | 4.47213595499958
    vector | l2_squared_distance | [1,2] | [-1,-2] | 20
    vector | inner_product | [1,2] | [-1,-2] | -5
    vector | negative_inner_product | [1,2] | [-1,-2] | 5
    vector | cosine_distance | [1,2] | [-1,-2] | 2
    vector | l1_distance | [1,2] | [-1,-2] | 6
    vector | spherical_distance | [1,2] | [-1,-2] | 1
    vector | l2_distance | [1,1] | [1,1] | 0
    vector | l2_squared_distance | [1,1] | [1,1] | 0
    vector | inner_product | [1,1] | [1,1] | 2
    vector | negative_inner_product | [1,1] | [1,1] | -2
    vector | cosine_distance | [1,1] | [1,1] | 0
    vector | l1_distance | [1,1] | [1,1] | 0
    vector | spherical_distance | [1,1] | [1,1] | 0
    vector | l2_distance | [-0] | [0] | 0
    vector | l2_squared_distance | [-0] | [0] | 0
    vector | inner_product | [-0] | [0] | 0
    vector | negative_inner_product | [-0] | [0] | -0
    vector | cosine_distance | [-0] | [0] | NaN
    vector | l1_distance | [-0] | [0] | 0
    vector | spherical_distance | [-0] | [0] | 0.5
    vector | l2_distance | [0.5,0.25] | [-0.75,1.5] | 1.7677669529663689
    vector | l2_squared_distance | [0.5,0.25] | [-0.75,1.5] | 3.125
    vector | inner_product | [0.5,0.25] | [-0.75,1.5] | 0
    vector | negative_inner_product | [0.5,0.25] | [-0.75,1.5] | -0
    vector | cosine_distance | [0.5,0.25] | [-0.75,1.5] | 1
    vector | l1_distance | [0.5,0.25] | [-0.75,1.5] | 2.5
    vector | spherical_distance | [0.5,0.25] | [-0.75,1.5] | 0.5
    vector | l2_distance | [3e38] | [-3e38] | Infinity
    vector | l2_squared_distance | [3e38] | [-3e38] | Infinity
    vector | inner_product | [3e38] | [-3e38] | -Infinity
    vector | negative_inner_product | [3e38] | [-3e38] | Infinity
    vector | cosine_distance | [3e38] | [-3e38] | NaN
    vector | l1_distance | [3e38] | [-3e38] | Infinity
    vector | spherical_distance | [3e38] | [-3e38] | 1
    vector | l2_distance | [3e38,3e38] | [3e38,1] | Infinity
    vector | l2_squared_distance | [3e38,3e38] | [3e38,1] | Infinity
    vector | inner_product | [3e38,3e38] | [3e38,1] | Infinity
    vector | negative_inner_product | [3e38,3e38] | [3e38,1] | -Infinity
    vector | cosine_distance | [3e38,3e38] | [3e38,1] | NaN
    vector | l1_distance | [3e38,3e38] | [3e38,1] | 3.0000000054977558e+38
    vector | spherical_distance | [3e38,3e38] | [3e38,1] | 0
    vector | l2_distance | [1e-30] | [1e-30] | 0
    vector | l2_squared_distance | [1e-30] | [1e-30] | 0
    vector | inner_product | [1e-30] | [1e-30] | 0
    vector | negative_inner_product | [1e-30] | [1e-30] | -0
    vector | cosine_distance | [1e-30] | [1e-30] | NaN
    vector | l1_distance | [1e-30] | [1e-30] | 0
    vector | spherical_distance | [1e-30] | [1e-30] | 0.5
    vector | l2_distance | [3e-45,1] | [1,1] | 1
    vector | l2_squared_distance | [3e-45,1] | [1,1] | 1
    vector | inner_product | [3e-45,1] | [1,1] | 1
    vector | negative_inner_product | [3e-45,1] | [1,1] | -1
    vector | cosine_distance | [3e-45,1] | [1,1] | 0.29289321881345254
    vector | l1_distance | [3e-45,1] | [1,1] | 1
    vector | spherical_distance | [3e-45,1] | [1,1] | 0
    vector | add | [1,2,3] | [4,6,3] | [5,8,6]
    vector | sub | [1,2,3] | [4,6,3] | [-3,-4,0]
    vector | mul | [1,2,3] | [4,6,3] | [4,12,9]
    vector | cmp | [1,2,3] | [4,6,3] | -1
    vector | concat | [1,2,3] | [4,6,3] | [1,2,3,4,6,3]
    vector | add | [0,0] | [0,0] | [0,0]
    vector | sub | [0,0] | [0,0] | [0,0]
    vector | mul | [0,0] | [0,0] | [0,0]
    vector | cmp | [0,0] | [0,0] | 0
    vector | concat | [0,0] | [0,0] | [0,0,0,0]
    vector | add | [1,1] | [0,0] | [1,1]
    vector | sub | [1,1] | [0,0] | [1,1]
    vector | mul | [1,1] | [0,0] | [0,0]
    vector | cmp | [1,1] | [0,0] | 1
    vector | concat | [1,1] | [0,0] | [1,1,0,0]
    vector | add | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | sub | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | mul | [1,2] | [3] | ! 22000 different vector dimensions 2 and 1
    vector | cmp | [1,2] | [3] | -1
    vector | concat | [1,2] | [3] | [1,2,3]
    vector | add | [1,0] | [0,1] | [1,1]
    vector | sub | [1,0] | [0,1] | [1,-1]
    vector | mul | [1,0] | [0,1] | [0,0]
    vector | cmp | [1,0] | [0,1] | 1
    vector | concat | [1,0] | [0,1] | [1,0,0,1]
    vector | add | [1,2] | [2,4] | [3,6]
    vector | sub | [1,2] | [2,4] | [-1,-2]
    vector | mul | [1,2] | [2,4] | [2,8]
    vector | cmp | [1,2] | [2,4] | -1
    vector | concat | [1,2] | [2,4] | [1,2,2,4]
    vector | add | [1,2] | [-1,-2] | [0,0]
    vector | sub | [1,2] | [-1,-2] | [2,4]
    vector | mul | [1,2] | [-1,-2] | [-1,-4]
    vector | cmp | [1,2] | [-1,-2] | 1
    vector | concat | [1,2] | [-1,-2] | [1,2,-1,-2]
    vector | add | [1,1] | [1,1] | [2,2]
    vector | sub | [1,1] | [1,1] | [0,0]
    vector | mul | [1,1] | [1,1] | [1,1]
    vector | cmp | [1,1] | [1,1] | 0
    vector | concat | [1,1] | [1,1] | [1,1,1,1]
    vector | add | [-0] | [0] | [0]
    vector | sub | [-0] | [0] | [-0]
    vector | mul | [-0] | [0] | [-0]
    vector | cmp | [-0] | [0] | 0
    vector | concat | [-0] | [0] | [-0,0]
    vector | add | [0.5,0.25] | [-0.75,1.5] | [-0.25,1.75]
    vector | sub | [0.5,0.25] | [-0.75,1.5] | [1.25,-1.25]
    vector | mul | [0.5,0.25] | [-0.75,1.5] | [-0.375,0.375]
    vector | cmp | [0.5,0.25] | [-0.75,1.5] | 1
    vector | concat | [0.5,0.25] | [-0.75,1.5] | [0.5,0.25,-0.75,1.5]
    vector | add | [3e38] | [-3e38] | [0]
    vector | sub | [3e38] | [-3e38] | ! 22003 value out of range: overflow
    vector | mul | [3e38] | [-3e38] | ! 22003 value out of range: overflow
    vector | cmp | [3e38] | [-3e38] | 1
    vector | concat | [3e38] | [-3e38] | [3e+38,-3e+38]
    vector | add | [3e38,3e38] | [3e38,1] | ! 22003 value out of range: overflow
    vector | sub | [3e38,3e38] | [3e38,1] | [0,3e+38]
    vector | mul | [3e38,3e38] | [3e38,1] | ! 22003 value out of range: overflow
    vector | cmp | [3e38,3e38] | [3e38,1] | 1
    vector | concat | [3e38,3e38] | [3e38,1] | [3e+38,3e+38,3e+38,1]
    vector | add | [1e-30] | [1e-30] | [2e-30]
    vector | sub | [1e-30] | [1e-30] | [0]
    vector | mul | [1e-30] | [1e-30] | ! 22003 value out of range: underflow
    vector | cmp | [1e-30] | [1e-30] | 0
    vector | concat | [1e-30] | [1e-30] | [1e-30,1e-30]
    vector | add | [3e-45,1] | [1,1] | [1,2]
    vector | sub | [3e-45,1] | [1,1] | [-1,0]
    vector | mul | [3e-45,1] | [1,1] | [3e-45,1]
    vector | cmp | [3e-45,1] | [1,1] | -1
    vector | concat | [3e-45,1] | [1,1] | [3e-45,1,1,1]
    vector | add | [1,2,3] | [1,2] | ! 22000 different vector dimensions 3 and 2
    vector | sub | [1,2,3] | [1,2] | ! 22000 different vector dimensions 3 and 2
    vector | mul | [1,2,3] | [1,2] | ! 22000 different vector dimensions 3 and 2
    vector | cmp | [1,2,3] | [1,2] | 1
    vector | concat | [1,2,3] | [1,2] | [1,2,3,1,2]
    vector | add | [1,2] | [1,3] | [2,5]
    vector | sub | [1,2] | [1,3] | [0,-1]
    vector | mul | [1,2] | [1,3] | [1,6]
    vector | cmp | [1,2] | [1,3] | -1
    vector | concat | [1,2] | [1,3] | [1,2,1,3]
    vector | add | [2] | [1,3] | ! 22000 different vector dimensions 1 and 2
    vector | sub | [2] | [1,3] | ! 22000 different vector dimensions 1 and 2
    vector | mul | [2] | [1,3] | ! 22000 different vector dimensions 1 and 2
    vector | cmp | [2] | [1,3] | 1
    vector | concat | [2] | [1,3] | [2,1,3]
    vector | subvector | [1,2,3,4,5] | 1 | 3 | [1,2,3]
    vector | subvector | [1,2,3,4,5] | 3 | 2 | [3,4]
    vector | subvector | [1,2,3,4,5] | -1 | 3 | [1]
    vector | subvector | [1,2,3,4,5] | 3 | 9 | [3,4,5]
    vector | subvector | [1,2,3,4,5] | 1 | 0 | ! 22000 vector must have at least 1 dimension
    vector | subvector | [1,2,3,4,5] | 3 | -1 | ! 22000 vector must have at least 1 dimension
    vector | subvector | [1,2,3,4,5] | -1 | 2 | ! 22000 vector must have at least 1 dimension
    vector | subvector | [1,2,3,4,5] | 6 | 1 | ! 22000 vector must have at least 1 dimension
    vector | subvector | [1,2,3,4,5] | 2147483647 | 10 | ! 22000 vector must have at least 1 dimension
    vector | subvector | [1,2,3,4,5] | 3 | 2147483647 | [3,4,5]
    vector | subvector | [1,2,3,4,5] | -2147483644 | 2147483647 | [1,2]
    vector | l2_normalize | [3,4] | [0.6,0.8]
    vector | norm | [3,4] | 5
    vector | dims | [3,4] | 2
    vector | binary_quantize | [3,4] | 11
    vector | l2_normalize | [0,0] | [0,0]
    vector | norm | [0,0] | 0
    vector | dims | [0,0] | 2
    vector | binary_quantize | [0,0] | 00
    vector | l2_normalize | [1e-3,0] | [1,0]
    vector | norm | [1e-3,0] | 0.0010000000474974513
    vector | dims | [1e-3,0] | 2
    vector | binary_quantize | [1e-3,0] | 10
    vector | l2_normalize | [5] | [1]
    vector | norm | [5] | 5
    vector | dims | [5] | 1
    vector | binary_quantize | [5] | 1
    vector | l2_normalize | [0,-7] | [0,-1]
    vector | norm | [0,-7] | 7
    vector | dims | [0,-7] | 2
    vector | binary_quantize | [0,-7] | 00
    vector | l2_normalize | [3e38,3e38] | [0.70710677,0.70710677]
    vector | norm | [3e38,3e38] | 4.2426406948942856e+38
    vector | dims | [3e38,3e38] | 2
    vector | binary_quantize | [3e38,3e38] | 11
    vector | l2_normalize | [1e-45] | [1]
    vector | norm | [1e-45] | 1.401298464324817e-45
    vector | dims | [1e-45] | 1
    vector | binary_quantize | [1e-45] | 1
    vector | binary_quantize | [1,0,-1,2,-0,1,1,1,1,-3] | 1001011110
    vector | from_float8 | {1,2.5} | [1,2.5]
    vector | from_float8 | {1e39} | ! 22000 infinite value not allowed in vector
    vector | from_float8 | {NaN} | ! 22000 NaN not allowed in vector
    vector | from_float8 | {-Infinity,1} | ! 22000 infinite value not allowed in vector
    vector | from_float8 | {} | ! 22000 vector must have at least 1 dimension
    vector | from_float8 | {1e5,1} | [100000,1]
    vector | from_float8 | {65520} | [65520]
    vector | from_float8 | {1e300,NaN} | ! 22000 infinite value not allowed in vector
    vector | from_float8 | {1,2} | 3 | ! 22000 expected 3 dimensions, not 2
    vector | from_float8 | {NaN} | 3 | ! 22000 expected 3 dimensions, not 1
    vector | accum | {0} | [1,2,3] | {1,1,2,3}
    vector | accum | {1,1,2,3} | [4,5,6] | {2,5,7,9}
    vector | accum | {1,1} | [1,2] | ! 22000 expected 1 dimensions, not 2
    vector | accum | {} | [1] | ! XX000 vector_accum: expected state array
    vector | accum | {5,1e308,1} | [1,1] | {6,1e+308,2}
    vector | accum | {3} | [1] | {4,1}
    vector | combine | {0} | {0} | {0}
    vector | combine | {0} | {2,1,2} | {2,1,2}
    vector | combine | {2,1,2} | {0} | {2,1,2}
    vector | combine | {1,1,2} | {2,3,4} | {3,4,6}
    vector | combine | {1,1,2} | {2,3} | ! 22000 expected 2 dimensions, not 1
    vector | combine | {} | {0} | ! XX000 vector_combine: expected state array
    vector | combine | {0} | {} | ! XX000 vector_combine: expected state array
    vector | combine | {1,1.5e308} | {1,1e308} | ! 22003 value out of range: overflow
    vector | combine | {1,2} | {3} | ! 22000 expected 1 dimensions, not 0
    vector | avg | {0} | NULL
    vector | avg | {2,1,3} | [0.5,1.5]
    vector | avg | {3,1,2} | [0.33333334,0.6666667]
    vector | avg | {} | ! XX000 vector_avg: expected state array
    vector | avg | {1} | ! 22000 vector must have at least 1 dimension
    vector | avg | {1,1e39} | ! 22000 infinite value not allowed in vector
    vector | avg | {1,1e5} | [100000]
    vector | avg | {2,NaN} | ! 22000 NaN not allowed in vector
    vector | avg | {-1,4} | [-4]
    vector | avg | {0,1} | NULL
    vector | to_halfvec | [1,2.5,0] | [1,2.5,0]
    vector | to_sparsevec | [1,2.5,0] | {1:1,2:2.5}/3
    vector | to_halfvec | [1e5] | ! 22003 "100000" is out of range for type halfvec
    vector | to_sparsevec | [1e5] | {1:100000}/1
    vector | to_halfvec | [65519] | [65504]
    vector | to_sparsevec | [65519] | {1:65519}/1
    vector | to_halfvec | [70000,1] | ! 22003 "70000" is out of range for type halfvec
    vector | to_sparsevec | [70000,1] | {1:70000,2:1}/2
    vector | to_halfvec | [1e-10,0] | [0,0]
    vector | to_sparsevec | [1e-10,0] | {1:1e-10}/2
    vector | to_halfvec | [-0,0] | [-0,0]
    vector | to_sparsevec | [-0,0] | {}/2
    vector | to_halfvec | [1,2] | 3 | ! 22000 expected 3 dimensions, not 2
    vector | to_sparsevec | [1,2] | 2 | {1:1,2:2}/2
    vector | to_sparsevec | [1,2] | 3 | ! 22000 expected 3 dimensions, not 2
    """#
