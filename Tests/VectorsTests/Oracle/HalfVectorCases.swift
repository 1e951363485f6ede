// SPDX-License-Identifier: Apache-2.0

/// See ``OracleTests``.
let halfVectorCases = #"""
    halfvec | in | [1,2,3] | [1,2,3]
    halfvec | in |  [ 1 , 2.50 ,-3e-2 ]  | [1,2.5,-0.02999878]
    halfvec | in | [-0,0] | [-0,0]
    halfvec | in | [+1] | [1]
    halfvec | in | [.5,5.,-.25] | [0.5,5,-0.25]
    halfvec | in | [1e5,1e6,123456,1234567,0.0001,0.00001] | ! 22003 "1e5" is out of range for type halfvec
    halfvec | in | [0x1p3,0X.8] | [8,0.5]
    halfvec | in | [1e-50,-1e-50] | [0,-0]
    halfvec | in | [65504] | [65504]
    halfvec | in | [1.1,0.1,3.14159265] | [1.0996094,0.099975586,3.140625]
    halfvec | in | [16777216,16777217,33554432] | ! 22003 "16777216" is out of range for type halfvec
    halfvec | in |  | ! 22P02 invalid input syntax for type halfvec: "" (Vector contents must start with "[".)
    halfvec | in |     | ! 22P02 invalid input syntax for type halfvec: "   " (Vector contents must start with "[".)
    halfvec | in | [ | ! 22P02 invalid input syntax for type halfvec: "["
    halfvec | in | [] | ! 22000 halfvec must have at least 1 dimension
    halfvec | in | [ ] | ! 22000 halfvec must have at least 1 dimension
    halfvec | in | [,] | ! 22P02 invalid input syntax for type halfvec: "[,]"
    halfvec | in | [1 | ! 22P02 invalid input syntax for type halfvec: "[1"
    halfvec | in | [1, | ! 22P02 invalid input syntax for type halfvec: "[1,"
    halfvec | in | [1,] | ! 22P02 invalid input syntax for type halfvec: "[1,]"
    halfvec | in | [1 2] | ! 22P02 invalid input syntax for type halfvec: "[1 2]"
    halfvec | in | [1,2]] | ! 22P02 invalid input syntax for type halfvec: "[1,2]]" (Junk after closing right brace.)
    halfvec | in | [1,2] x | ! 22P02 invalid input syntax for type halfvec: "[1,2] x" (Junk after closing right brace.)
    halfvec | in | 1,2 | ! 22P02 invalid input syntax for type halfvec: "1,2" (Vector contents must start with "[".)
    halfvec | in | {1,2} | ! 22P02 invalid input syntax for type halfvec: "{1,2}" (Vector contents must start with "[".)
    halfvec | in | [a] | ! 22P02 invalid input syntax for type halfvec: "[a]"
    halfvec | in | [1a] | ! 22P02 invalid input syntax for type halfvec: "[1a]"
    halfvec | in | [1,a] | ! 22P02 invalid input syntax for type halfvec: "[1,a]"
    halfvec | in | [--1] | ! 22P02 invalid input syntax for type halfvec: "[--1]"
    halfvec | in | [+-1] | ! 22P02 invalid input syntax for type halfvec: "[+-1]"
    halfvec | in | [1e] | ! 22P02 invalid input syntax for type halfvec: "[1e]"
    halfvec | in | [1e+] | ! 22P02 invalid input syntax for type halfvec: "[1e+]"
    halfvec | in | [0x] | ! 22P02 invalid input syntax for type halfvec: "[0x]"
    halfvec | in | [0x1p] | ! 22P02 invalid input syntax for type halfvec: "[0x1p]"
    halfvec | in | [1.2.3] | ! 22P02 invalid input syntax for type halfvec: "[1.2.3]"
    halfvec | in | [1,,2] | ! 22P02 invalid input syntax for type halfvec: "[1,,2]"
    halfvec | in | [nan] | ! 22000 NaN not allowed in halfvec
    halfvec | in | [NaN] | ! 22000 NaN not allowed in halfvec
    halfvec | in | [inf] | ! 22000 infinite value not allowed in halfvec
    halfvec | in | [-Infinity] | ! 22000 infinite value not allowed in halfvec
    halfvec | in | [infinit] | ! 22000 infinite value not allowed in halfvec
    halfvec | in | [1,nan(12)] | ! 22000 NaN not allowed in halfvec
    halfvec | in | [1e400] | ! 22003 "1e400" is out of range for type halfvec
    halfvec | in | [-4e38, 1] | ! 22003 "-4e38" is out of range for type halfvec
    halfvec | in | [4e38] | ! 22003 "4e38" is out of range for type halfvec
    halfvec | in | [1,  4e38 ,2] | ! 22003 "4e38" is out of range for type halfvec
    halfvec | in | [0x1p999] | ! 22003 "0x1p999" is out of range for type halfvec
    halfvec | in | [1e-400] | [0]
    halfvec | in | [3.4028235e38] | ! 22003 "3.4028235e38" is out of range for type halfvec
    halfvec | in | [1;2] | ! 22P02 invalid input syntax for type halfvec: "[1;2]"
    halfvec | in | [ 1 , 2  | ! 22P02 invalid input syntax for type halfvec: "[ 1 , 2 "
    halfvec | in | [1_000] | ! 22P02 invalid input syntax for type halfvec: "[1_000]"
    halfvec | in | [1,2] | 2 | [1,2]
    halfvec | in | [1,2] | 3 | ! 22000 expected 3 dimensions, not 2
    halfvec | in | [] | 3 | ! 22000 halfvec must have at least 1 dimension
    halfvec | in | [65519] | [65504]
    halfvec | in | [65519.99] | [65504]
    halfvec | in | [65520] | ! 22003 "65520" is out of range for type halfvec
    halfvec | in | [-65520, 1] | ! 22003 "-65520" is out of range for type halfvec
    halfvec | in | [1e5] | ! 22003 "1e5" is out of range for type halfvec
    halfvec | in | [6e-8,5.96e-8,2.98e-8,2.9802322e-8,2.9802326e-8] | [5.9604645e-08,5.9604645e-08,0,0,5.9604645e-08]
    halfvec | in | [0.1,0.2,0.3] | [0.099975586,0.19995117,0.30004883]
    halfvec | send | [1,-2.5] | 000200003c00c100
    halfvec | send | [0.1,-0] | 000200002e668000
    halfvec | recv | 000200003c00c100 | [1,-2.5]
    halfvec | recv | 00000000 | ! 22000 halfvec must have at least 1 dimension
    halfvec | recv | 3e810000 | ! 54000 halfvec cannot have more than 16000 dimensions
    halfvec | recv | ffff0000 | ! 22000 halfvec must have at least 1 dimension
    halfvec | recv | 000200013c00c100 | ! 22000 expected unused to be 0, not 1
    halfvec | recv | 0002ffff3c00c100 | ! 22000 expected unused to be 0, not -1
    halfvec | recv | 00020000 | ! 08P01 insufficient data left in message
    halfvec | recv | 00 | ! 08P01 insufficient data left in message
    halfvec | recv |  | ! 08P01 insufficient data left in message
    halfvec | recv | 000100003c00c100 | ! 22P03 incorrect binary data format
    halfvec | recv | 000100007e00 | ! 22000 NaN not allowed in halfvec
    halfvec | recv | 000100007c00 | ! 22000 infinite value not allowed in halfvec
    halfvec | recv | 00010000fc00 | ! 22000 infinite value not allowed in halfvec
    halfvec | recv | 000100000001 | [5.9604645e-08]
    halfvec | l2_distance | [1,2,3] | [4,6,3] | 5
    halfvec | l2_squared_distance | [1,2,3] | [4,6,3] | 25
    halfvec | inner_product | [1,2,3] | [4,6,3] | 25
    halfvec | negative_inner_product | [1,2,3] | [4,6,3] | -25
    halfvec | cosine_distance | [1,2,3] | [4,6,3] | 0.14451761146355635
    halfvec | l1_distance | [1,2,3] | [4,6,3] | 7
    halfvec | spherical_distance | [1,2,3] | [4,6,3] | 0
    halfvec | l2_distance | [0,0] | [0,0] | 0
    halfvec | l2_squared_distance | [0,0] | [0,0] | 0
    halfvec | inner_product | [0,0] | [0,0] | 0
    halfvec | negative_inner_product | [0,0] | [0,0] | -0
    halfvec | cosine_distance | [0,0] | [0,0] | NaN
    halfvec | l1_distance | [0,0] | [0,0] | 0
    halfvec | spherical_distance | [0,0] | [0,0] | 0.5
    halfvec | l2_distance | [1,1] | [0,0] | 1.4142135623730951
    halfvec | l2_squared_distance | [1,1] | [0,0] | 2
    halfvec | inner_product | [1,1] | [0,0] | 0
    halfvec | negative_inner_product | [1,1] | [0,0] | -0
    halfvec | cosine_distance | [1,1] | [0,0] | NaN
    halfvec | l1_distance | [1,1] | [0,0] | 2
    halfvec | spherical_distance | [1,1] | [0,0] | 0.5
    halfvec | l2_distance | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | l2_squared_distance | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | inner_product | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | negative_inner_product | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | cosine_distance | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | l1_distance | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | spherical_distance | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | l2_distance | [1,0] | [0,1] | 1.4142135623730951
    halfvec | l2_squared_distance | [1,0] | [0,1] | 2
    halfvec | inner_product | [1,0] | [0,1] | 0
    halfvec | negative_inner_product | [1,0] | [0,1] | -0
    halfvec | cosine_distance | [1,0] | [0,1] | 1
    halfvec | l1_distance | [1,0] | [0,1] | 2
    halfvec | spherical_distance | [1,0] | [0,1] | 0.5
    halfvec | l2_distance | [1,2] | [2,4] | 2.23606797749979
    halfvec | l2_squared_distance | [1,2] | [2,4] | 5
    halfvec | inner_product | [1,2] | [2,4] | 10
    halfvec | negative_inner_product | [1,2] | [2,4] | -10
    halfvec | cosine_distance | [1,2] | [2,4] | 0
    halfvec | l1_distance | [1,2] | [2,4] | 3
    halfvec | spherical_distance | [1,2] | [2,4] | 0
    halfvec | l2_distance | [1,2] | [-1,-2] | 4.47213595499958
    halfvec | l2_squared_distance | [1,2] | [-1,-2] | 20
    halfvec | inner_product | [1,2] | [-1,-2] | -5
    halfvec | negative_inner_product | [1,2] | [-1,-2] | 5
    halfvec | cosine_distance | [1,2] | [-1,-2] | 2
    halfvec | l1_distance | [1,2] | [-1,-2] | 6
    halfvec | spherical_distance | [1,2] | [-1,-2] | 1
    halfvec | l2_distance | [1,1] | [1,1] | 0
    halfvec | l2_squared_distance | [1,1] | [1,1] | 0
    halfvec | inner_product | [1,1] | [1,1] | 2
    halfvec | negative_inner_product | [1,1] | [1,1] | -2
    halfvec | cosine_distance | [1,1] | [1,1] | 0
    halfvec | l1_distance | [1,1] | [1,1] | 0
    halfvec | spherical_distance | [1,1] | [1,1] | 0
    halfvec | l2_distance | [-0] | [0] | 0
    halfvec | l2_squared_distance | [-0] | [0] | 0
    halfvec | inner_product | [-0] | [0] | 0
    halfvec | negative_inner_product | [-0] | [0] | -0
    halfvec | cosine_distance | [-0] | [0] | NaN
    halfvec | l1_distance | [-0] | [0] | 0
    halfvec | spherical_distance | [-0] | [0] | 0.5
    halfvec | l2_distance | [0.5,0.25] | [-0.75,1.5] | 1.7677669529663689
    halfvec | l2_squared_distance | [0.5,0.25] | [-0.75,1.5] | 3.125
    halfvec | inner_product | [0.5,0.25] | [-0.75,1.5] | 0
    halfvec | negative_inner_product | [0.5,0.25] | [-0.75,1.5] | -0
    halfvec | cosine_distance | [0.5,0.25] | [-0.75,1.5] | 1
    halfvec | l1_distance | [0.5,0.25] | [-0.75,1.5] | 2.5
    halfvec | spherical_distance | [0.5,0.25] | [-0.75,1.5] | 0.5
    halfvec | l2_distance | [65504] | [-65504] | 131008
    halfvec | l2_squared_distance | [65504] | [-65504] | 17163096064
    halfvec | inner_product | [65504] | [-65504] | -4290774016
    halfvec | negative_inner_product | [65504] | [-65504] | 4290774016
    halfvec | cosine_distance | [65504] | [-65504] | 2
    halfvec | l1_distance | [65504] | [-65504] | 131008
    halfvec | spherical_distance | [65504] | [-65504] | 1
    halfvec | l2_distance | [6e-8] | [6e-8] | 0
    halfvec | l2_squared_distance | [6e-8] | [6e-8] | 0
    halfvec | inner_product | [6e-8] | [6e-8] | 3.552713678800501e-15
    halfvec | negative_inner_product | [6e-8] | [6e-8] | -3.552713678800501e-15
    halfvec | cosine_distance | [6e-8] | [6e-8] | 0
    halfvec | l1_distance | [6e-8] | [6e-8] | 0
    halfvec | spherical_distance | [6e-8] | [6e-8] | 0.4999999999999989
    halfvec | add | [1,2,3] | [4,6,3] | [5,8,6]
    halfvec | sub | [1,2,3] | [4,6,3] | [-3,-4,0]
    halfvec | mul | [1,2,3] | [4,6,3] | [4,12,9]
    halfvec | cmp | [1,2,3] | [4,6,3] | -1
    halfvec | concat | [1,2,3] | [4,6,3] | [1,2,3,4,6,3]
    halfvec | add | [0,0] | [0,0] | [0,0]
    halfvec | sub | [0,0] | [0,0] | [0,0]
    halfvec | mul | [0,0] | [0,0] | [0,0]
    halfvec | cmp | [0,0] | [0,0] | 0
    halfvec | concat | [0,0] | [0,0] | [0,0,0,0]
    halfvec | add | [1,1] | [0,0] | [1,1]
    halfvec | sub | [1,1] | [0,0] | [1,1]
    halfvec | mul | [1,1] | [0,0] | [0,0]
    halfvec | cmp | [1,1] | [0,0] | 1
    halfvec | concat | [1,1] | [0,0] | [1,1,0,0]
    halfvec | add | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | sub | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | mul | [1,2] | [3] | ! 22000 different halfvec dimensions 2 and 1
    halfvec | cmp | [1,2] | [3] | -1
    halfvec | concat | [1,2] | [3] | [1,2,3]
    halfvec | add | [1,0] | [0,1] | [1,1]
    halfvec | sub | [1,0] | [0,1] | [1,-1]
    halfvec | mul | [1,0] | [0,1] | [0,0]
    halfvec | cmp | [1,0] | [0,1] | 1
    halfvec | concat | [1,0] | [0,1] | [1,0,0,1]
    halfvec | add | [1,2] | [2,4] | [3,6]
    halfvec | sub | [1,2] | [2,4] | [-1,-2]
    halfvec | mul | [1,2] | [2,4] | [2,8]
    halfvec | cmp | [1,2] | [2,4] | -1
    halfvec | concat | [1,2] | [2,4] | [1,2,2,4]
    halfvec | add | [1,2] | [-1,-2] | [0,0]
    halfvec | sub | [1,2] | [-1,-2] | [2,4]
    halfvec | mul | [1,2] | [-1,-2] | [-1,-4]
    halfvec | cmp | [1,2] | [-1,-2] | 1
    halfvec | concat | [1,2] | [-1,-2] | [1,2,-1,-2]
    halfvec | add | [1,1] | [1,1] | [2,2]
    halfvec | sub | [1,1] | [1,1] | [0,0]
    halfvec | mul | [1,1] | [1,1] | [1,1]
    halfvec | cmp | [1,1] | [1,1] | 0
    halfvec | concat | [1,1] | [1,1] | [1,1,1,1]
    halfvec | add | [-0] | [0] | [0]
    halfvec | sub | [-0] | [0] | [-0]
    halfvec | mul | [-0] | [0] | [-0]
    halfvec | cmp | [-0] | [0] | 0
    halfvec | concat | [-0] | [0] | [-0,0]
    halfvec | add | [0.5,0.25] | [-0.75,1.5] | [-0.25,1.75]
    halfvec | sub | [0.5,0.25] | [-0.75,1.5] | [1.25,-1.25]
    halfvec | mul | [0.5,0.25] | [-0.75,1.5] | [-0.375,0.375]
    halfvec | cmp | [0.5,0.25] | [-0.75,1.5] | 1
    halfvec | concat | [0.5,0.25] | [-0.75,1.5] | [0.5,0.25,-0.75,1.5]
    halfvec | add | [65504] | [-65504] | [0]
    halfvec | sub | [65504] | [-65504] | ! 22003 value out of range: overflow
    halfvec | mul | [65504] | [-65504] | ! 22003 value out of range: overflow
    halfvec | cmp | [65504] | [-65504] | 1
    halfvec | concat | [65504] | [-65504] | [65504,-65504]
    halfvec | add | [6e-8] | [6e-8] | [1.1920929e-07]
    halfvec | sub | [6e-8] | [6e-8] | [0]
    halfvec | mul | [6e-8] | [6e-8] | ! 22003 value out of range: underflow
    halfvec | cmp | [6e-8] | [6e-8] | 0
    halfvec | concat | [6e-8] | [6e-8] | [5.9604645e-08,5.9604645e-08]
    halfvec | add | [1,2,3] | [1,2] | ! 22000 different halfvec dimensions 3 and 2
    halfvec | sub | [1,2,3] | [1,2] | ! 22000 different halfvec dimensions 3 and 2
    halfvec | mul | [1,2,3] | [1,2] | ! 22000 different halfvec dimensions 3 and 2
    halfvec | cmp | [1,2,3] | [1,2] | 1
    halfvec | concat | [1,2,3] | [1,2] | [1,2,3,1,2]
    halfvec | add | [1,2] | [1,3] | [2,5]
    halfvec | sub | [1,2] | [1,3] | [0,-1]
    halfvec | mul | [1,2] | [1,3] | [1,6]
    halfvec | cmp | [1,2] | [1,3] | -1
    halfvec | concat | [1,2] | [1,3] | [1,2,1,3]
    halfvec | add | [2] | [1,3] | ! 22000 different halfvec dimensions 1 and 2
    halfvec | sub | [2] | [1,3] | ! 22000 different halfvec dimensions 1 and 2
    halfvec | mul | [2] | [1,3] | ! 22000 different halfvec dimensions 1 and 2
    halfvec | cmp | [2] | [1,3] | 1
    halfvec | concat | [2] | [1,3] | [2,1,3]
    halfvec | subvector | [1,2,3,4,5] | 1 | 3 | [1,2,3]
    halfvec | subvector | [1,2,3,4,5] | 3 | 2 | [3,4]
    halfvec | subvector | [1,2,3,4,5] | -1 | 3 | [1]
    halfvec | subvector | [1,2,3,4,5] | 3 | 9 | [3,4,5]
    halfvec | subvector | [1,2,3,4,5] | 1 | 0 | ! 22000 halfvec must have at least 1 dimension
    halfvec | subvector | [1,2,3,4,5] | 3 | -1 | ! 22000 halfvec must have at least 1 dimension
    halfvec | subvector | [1,2,3,4,5] | -1 | 2 | ! 22000 halfvec must have at least 1 dimension
    halfvec | subvector | [1,2,3,4,5] | 6 | 1 | ! 22000 halfvec must have at least 1 dimension
    halfvec | subvector | [1,2,3,4,5] | 2147483647 | 10 | ! 22000 halfvec must have at least 1 dimension
    halfvec | subvector | [1,2,3,4,5] | 3 | 2147483647 | [3,4,5]
    halfvec | subvector | [1,2,3,4,5] | -2147483644 | 2147483647 | [1,2]
    halfvec | l2_normalize | [3,4] | [0.60009766,0.7998047]
    halfvec | norm | [3,4] | 5
    halfvec | dims | [3,4] | 2
    halfvec | binary_quantize | [3,4] | 11
    halfvec | l2_normalize | [0,0] | [0,0]
    halfvec | norm | [0,0] | 0
    halfvec | dims | [0,0] | 2
    halfvec | binary_quantize | [0,0] | 00
    halfvec | l2_normalize | [1e-3,0] | [1,0]
    halfvec | norm | [1e-3,0] | 0.0010004043579101562
    halfvec | dims | [1e-3,0] | 2
    halfvec | binary_quantize | [1e-3,0] | 10
    halfvec | l2_normalize | [5] | [1]
    halfvec | norm | [5] | 5
    halfvec | dims | [5] | 1
    halfvec | binary_quantize | [5] | 1
    halfvec | l2_normalize | [0,-7] | [0,-1]
    halfvec | norm | [0,-7] | 7
    halfvec | dims | [0,-7] | 2
    halfvec | binary_quantize | [0,-7] | 00
    halfvec | l2_normalize | [65504,65504] | [0.70703125,0.70703125]
    halfvec | norm | [65504,65504] | 92636.64518968722
    halfvec | dims | [65504,65504] | 2
    halfvec | binary_quantize | [65504,65504] | 11
    halfvec | l2_normalize | [6e-8] | [1]
    halfvec | norm | [6e-8] | 5.960464477539063e-08
    halfvec | dims | [6e-8] | 1
    halfvec | binary_quantize | [6e-8] | 1
    halfvec | l2_normalize | [6e-8,6e-8] | [0.70703125,0.70703125]
    halfvec | norm | [6e-8,6e-8] | 8.429369702178807e-08
    halfvec | dims | [6e-8,6e-8] | 2
    halfvec | binary_quantize | [6e-8,6e-8] | 11
    halfvec | binary_quantize | [1,0,-1,2,-0,1,1,1,1,-3] | 1001011110
    halfvec | from_float8 | {1,2.5} | [1,2.5]
    halfvec | from_float8 | {1e39} | ! 22000 infinite value not allowed in halfvec
    halfvec | from_float8 | {NaN} | ! 22000 NaN not allowed in halfvec
    halfvec | from_float8 | {-Infinity,1} | ! 22000 infinite value not allowed in halfvec
    halfvec | from_float8 | {} | ! 22000 halfvec must have at least 1 dimension
    halfvec | from_float8 | {1e5,1} | ! 22003 "100000" is out of range for type halfvec
    halfvec | from_float8 | {65520} | ! 22003 "65520" is out of range for type halfvec
    halfvec | from_float8 | {1e300,NaN} | ! 22000 infinite value not allowed in halfvec
    halfvec | from_float8 | {1,2} | 3 | ! 22000 expected 3 dimensions, not 2
    halfvec | from_float8 | {NaN} | 3 | ! 22000 expected 3 dimensions, not 1
    halfvec | accum | {0} | [1,2,3] | {1,1,2,3}
    halfvec | accum | {1,1,2,3} | [4,5,6] | {2,5,7,9}
    halfvec | accum | {1,1} | [1,2] | ! 22000 expected 1 dimensions, not 2
    halfvec | accum | {} | [1] | ! XX000 halfvec_accum: expected state array
    halfvec | accum | {5,1e308,1} | [1,1] | {6,1e+308,2}
    halfvec | accum | {3} | [1] | {4,1}
    halfvec | combine | {0} | {0} | {0}
    halfvec | combine | {0} | {2,1,2} | {2,1,2}
    halfvec | combine | {2,1,2} | {0} | {2,1,2}
    halfvec | combine | {1,1,2} | {2,3,4} | {3,4,6}
    halfvec | combine | {1,1,2} | {2,3} | ! 22000 expected 2 dimensions, not 1
    halfvec | combine | {} | {0} | ! XX000 vector_combine: expected state array
    halfvec | combine | {0} | {} | ! XX000 vector_combine: expected state array
    halfvec | combine | {1,1.5e308} | {1,1e308} | ! 22003 value out of range: overflow
    halfvec | combine | {1,2} | {3} | ! 22000 expected 1 dimensions, not 0
    halfvec | avg | {0} | NULL
    halfvec | avg | {2,1,3} | [0.5,1.5]
    halfvec | avg | {3,1,2} | [0.33325195,0.6665039]
    halfvec | avg | {} | ! XX000 halfvec_avg: expected state array
    halfvec | avg | {1} | ! 22000 halfvec must have at least 1 dimension
    halfvec | avg | {1,1e39} | ! 22000 infinite value not allowed in halfvec
    halfvec | avg | {1,1e5} | ! 22003 "100000" is out of range for type halfvec
    halfvec | avg | {2,NaN} | ! 22000 NaN not allowed in halfvec
    halfvec | avg | {-1,4} | [-4]
    halfvec | avg | {0,1} | NULL
    halfvec | to_vector | [1,2.5,0] | [1,2.5,0]
    halfvec | to_sparsevec | [1,2.5,0] | {1:1,2:2.5}/3
    halfvec | to_vector | [1e5] | ! 22003 "1e5" is out of range for type halfvec
    halfvec | to_sparsevec | [1e5] | ! 22003 "1e5" is out of range for type halfvec
    halfvec | to_vector | [65519] | [65504]
    halfvec | to_sparsevec | [65519] | {1:65504}/1
    halfvec | to_vector | [70000,1] | ! 22003 "70000" is out of range for type halfvec
    halfvec | to_sparsevec | [70000,1] | ! 22003 "70000" is out of range for type halfvec
    halfvec | to_vector | [1e-10,0] | [0,0]
    halfvec | to_sparsevec | [1e-10,0] | {}/2
    halfvec | to_vector | [-0,0] | [-0,0]
    halfvec | to_sparsevec | [-0,0] | {}/2
    halfvec | to_vector | [1,2] | 3 | ! 22000 expected 3 dimensions, not 2
    halfvec | to_sparsevec | [1,2] | 2 | {1:1,2:2}/2
    halfvec | to_sparsevec | [1,2] | 3 | ! 22000 expected 3 dimensions, not 2
    """#
