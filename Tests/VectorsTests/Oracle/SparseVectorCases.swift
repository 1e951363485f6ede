// SPDX-License-Identifier: Apache-2.0

/// See ``OracleTests``.
let sparseVectorCases = #"""
    sparsevec | in | {1:1.5,5:2}/5 | {1:1.5,5:2}/5
    sparsevec | in |  { 1 : 1.5 , 3 : 2 } / 5  | {1:1.5,3:2}/5
    sparsevec | in | {5:2,1:1.5,3:0}/5 | {1:1.5,5:2}/5
    sparsevec | in | {}/5 | {}/5
    sparsevec | in | { }/1 | {}/1
    sparsevec | in | {1:1}/1000000000 | {1:1}/1000000000
    sparsevec | in | {1000000000:1}/1000000000 | {1000000000:1}/1000000000
    sparsevec | in | {+1:+2}/+3 | {1:2}/3
    sparsevec | in | {1:-0}/2 | {}/2
    sparsevec | in | {1:0x10}/2 | {1:16}/2
    sparsevec | in | {1:0x}/2 | ! 22P02 invalid input syntax for type sparsevec: "{1:0x}/2"
    sparsevec | in | {1:0x;2:1}/2 | ! 22P02 invalid input syntax for type sparsevec: "{1:0x;2:1}/2"
    sparsevec | in | {1:0x.8p-200}/2 | ! 22003 "0x.8p-200" is out of range for type sparsevec
    sparsevec | in |  | ! 22P02 invalid input syntax for type sparsevec: "" (Vector contents must start with "{".)
    sparsevec | in | { | ! 22P02 invalid input syntax for type sparsevec: "{"
    sparsevec | in | {} | ! 22P02 invalid input syntax for type sparsevec: "{}" (Unexpected end of input.)
    sparsevec | in | {}/ | ! 22P02 invalid input syntax for type sparsevec: "{}/"
    sparsevec | in | {}/0 | ! 22000 sparsevec must have at least 1 dimension
    sparsevec | in | {}/-1 | ! 22000 sparsevec must have at least 1 dimension
    sparsevec | in | {}/1000000001 | ! 54000 sparsevec cannot have more than 1000000000 dimensions
    sparsevec | in | {}/99999999999999999999 | ! 54000 sparsevec cannot have more than 1000000000 dimensions
    sparsevec | in | {}/-99999999999999999999 | ! 22000 sparsevec must have at least 1 dimension
    sparsevec | in | {}/5x | ! 22P02 invalid input syntax for type sparsevec: "{}/5x" (Junk after closing.)
    sparsevec | in | {}/5 x | ! 22P02 invalid input syntax for type sparsevec: "{}/5 x" (Junk after closing.)
    sparsevec | in | {}5 | ! 22P02 invalid input syntax for type sparsevec: "{}5" (Unexpected end of input.)
    sparsevec | in | [1] | ! 22P02 invalid input syntax for type sparsevec: "[1]" (Vector contents must start with "{".)
    sparsevec | in | {1}/5 | ! 22P02 invalid input syntax for type sparsevec: "{1}/5"
    sparsevec | in | {1:}/5 | ! 22P02 invalid input syntax for type sparsevec: "{1:}/5"
    sparsevec | in | {1:1 | ! 22P02 invalid input syntax for type sparsevec: "{1:1"
    sparsevec | in | {1:1} | ! 22P02 invalid input syntax for type sparsevec: "{1:1}" (Unexpected end of input.)
    sparsevec | in | {1:1,}/5 | ! 22P02 invalid input syntax for type sparsevec: "{1:1,}/5"
    sparsevec | in | {,}/5 | ! 22P02 invalid input syntax for type sparsevec: "{,}/5"
    sparsevec | in | {:1}/5 | ! 22P02 invalid input syntax for type sparsevec: "{:1}/5"
    sparsevec | in | {a:1}/5 | ! 22P02 invalid input syntax for type sparsevec: "{a:1}/5"
    sparsevec | in | {1:a}/5 | ! 22P02 invalid input syntax for type sparsevec: "{1:a}/5"
    sparsevec | in | {1 1}/5 | ! 22P02 invalid input syntax for type sparsevec: "{1 1}/5"
    sparsevec | in | {1:1 2:2}/5 | ! 22P02 invalid input syntax for type sparsevec: "{1:1 2:2}/5"
    sparsevec | in | {0:1}/5 | ! 22000 sparsevec index out of bounds
    sparsevec | in | {-1:1}/5 | ! 22000 sparsevec index out of bounds
    sparsevec | in | {6:1}/5 | ! 22000 sparsevec index out of bounds
    sparsevec | in | {1:1,1:2}/5 | ! 22000 sparsevec indices must not contain duplicates
    sparsevec | in | {2:1,1:1,2:3}/5 | ! 22000 sparsevec indices must not contain duplicates
    sparsevec | in | {99999999999999999999:1}/5 | ! 22000 sparsevec index out of bounds
    sparsevec | in | {-99999999999999999999:1}/5 | ! 22000 sparsevec index out of bounds
    sparsevec | in | {2147483647:1}/5 | ! 22000 sparsevec index out of bounds
    sparsevec | in | {2147483648:1}/5 | ! 22000 sparsevec index out of bounds
    sparsevec | in | {0:0}/5 | {}/5
    sparsevec | in | {9:0}/5 | {}/5
    sparsevec | in | {1:1,1:0}/5 | {1:1}/5
    sparsevec | in | {1:nan}/5 | ! 22000 NaN not allowed in sparsevec
    sparsevec | in | {1:inf}/5 | ! 22000 infinite value not allowed in sparsevec
    sparsevec | in | {1:4e38}/5 | ! 22003 "4e38" is out of range for type sparsevec
    sparsevec | in | {1:1e-50}/5 | ! 22003 "1e-50" is out of range for type sparsevec
    sparsevec | in | {1:1e-45}/5 | {1:1e-45}/5
    sparsevec | in | {1:0e-400}/5 | {}/5
    sparsevec | in | {1:-4e38}/5 | ! 22003 "-4e38" is out of range for type sparsevec
    sparsevec | in | {1:1}/5/ | ! 22P02 invalid input syntax for type sparsevec: "{1:1}/5/" (Junk after closing.)
    sparsevec | in | {1:1}}/5 | ! 22P02 invalid input syntax for type sparsevec: "{1:1}}/5" (Unexpected end of input.)
    sparsevec | in | {1:1}/5  | {1:1}/5
    sparsevec | in | {1.5:1}/5 | ! 22P02 invalid input syntax for type sparsevec: "{1.5:1}/5"
    sparsevec | in | {1: 4e38 }/5 | ! 22003 "4e38" is out of range for type sparsevec
    sparsevec | in | {1:1}/ 5 | {1:1}/5
    sparsevec | in | {1:1}/0x5 | ! 22P02 invalid input syntax for type sparsevec: "{1:1}/0x5" (Junk after closing.)
    sparsevec | in | {1:1}/2 | 2 | {1:1}/2
    sparsevec | in | {1:1}/2 | 3 | ! 22000 expected 3 dimensions, not 2
    sparsevec | send | {1:1,5:-2.5}/7 | 00000007000000020000000000000000000000043f800000c0200000
    sparsevec | send | {}/3 | 000000030000000000000000
    sparsevec | recv | 00000007000000020000000000000000000000043f800000c0200000 | {1:1,5:-2.5}/7
    sparsevec | recv | 000000000000000000000000 | ! 22000 sparsevec must have at least 1 dimension
    sparsevec | recv | ffffffff0000000000000000 | ! 22000 sparsevec must have at least 1 dimension
    sparsevec | recv | 3b9aca010000000000000000 | ! 54000 sparsevec cannot have more than 1000000000 dimensions
    sparsevec | recv | 00000007ffffffff00000000 | ! 22000 sparsevec cannot have negative number of elements
    sparsevec | recv | 0000000700003e8100000000 | ! 54000 sparsevec cannot have more than 16000 non-zero elements
    sparsevec | recv | 000000010000000200000000 | ! 54000 sparsevec cannot have more elements than dimensions
    sparsevec | recv | 000000070000000000000001 | ! 22000 expected unused to be 0, not 1
    sparsevec | recv | 000000070000000000000000 | {}/7
    sparsevec | recv | 00000007000000020000000000000004000000003f800000c0200000 | ! 22000 sparsevec indices must be in ascending order
    sparsevec | recv | 00000007000000020000000000000004000000043f800000c0200000 | ! 22000 sparsevec indices must not contain duplicates
    sparsevec | recv | 000000070000000100000000000000073f800000 | ! 22000 sparsevec index out of bounds
    sparsevec | recv | 000000070000000100000000ffffffff3f800000 | ! 22000 sparsevec index out of bounds
    sparsevec | recv | 0000000700000001000000000000000100000000 | ! 22000 binary representation of sparsevec cannot contain zero values
    sparsevec | recv | 000000070000000100000000000000017fc00000 | ! 22000 NaN not allowed in sparsevec
    sparsevec | recv | 000000070000000100000000000000017f800000 | ! 22000 infinite value not allowed in sparsevec
    sparsevec | recv | 00000007000000010000000000000001 | ! 08P01 insufficient data left in message
    sparsevec | recv | 0000000700000001 | ! 08P01 insufficient data left in message
    sparsevec | recv | 00000007000000020000000000000000000000043f800000c020000000 | ! 22P03 incorrect binary data format
    sparsevec | l2_distance | {1:1,3:3}/3 | {2:2,3:5}/3 | 3
    sparsevec | l2_squared_distance | {1:1,3:3}/3 | {2:2,3:5}/3 | 9
    sparsevec | inner_product | {1:1,3:3}/3 | {2:2,3:5}/3 | 15
    sparsevec | negative_inner_product | {1:1,3:3}/3 | {2:2,3:5}/3 | -15
    sparsevec | cosine_distance | {1:1,3:3}/3 | {2:2,3:5}/3 | 0.11916967072794482
    sparsevec | l1_distance | {1:1,3:3}/3 | {2:2,3:5}/3 | 5
    sparsevec | cmp | {1:1,3:3}/3 | {2:2,3:5}/3 | 1
    sparsevec | l2_distance | {}/3 | {}/3 | 0
    sparsevec | l2_squared_distance | {}/3 | {}/3 | 0
    sparsevec | inner_product | {}/3 | {}/3 | 0
    sparsevec | negative_inner_product | {}/3 | {}/3 | -0
    sparsevec | cosine_distance | {}/3 | {}/3 | NaN
    sparsevec | l1_distance | {}/3 | {}/3 | 0
    sparsevec | cmp | {}/3 | {}/3 | 0
    sparsevec | l2_distance | {1:1}/3 | {}/3 | 1
    sparsevec | l2_squared_distance | {1:1}/3 | {}/3 | 1
    sparsevec | inner_product | {1:1}/3 | {}/3 | 0
    sparsevec | negative_inner_product | {1:1}/3 | {}/3 | -0
    sparsevec | cosine_distance | {1:1}/3 | {}/3 | NaN
    sparsevec | l1_distance | {1:1}/3 | {}/3 | 1
    sparsevec | cmp | {1:1}/3 | {}/3 | 1
    sparsevec | l2_distance | {1:1}/2 | {1:1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | l2_squared_distance | {1:1}/2 | {1:1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | inner_product | {1:1}/2 | {1:1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | negative_inner_product | {1:1}/2 | {1:1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | cosine_distance | {1:1}/2 | {1:1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | l1_distance | {1:1}/2 | {1:1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | cmp | {1:1}/2 | {1:1}/3 | -1
    sparsevec | l2_distance | {1:1,2:2}/2 | {1:2,2:4}/2 | 2.23606797749979
    sparsevec | l2_squared_distance | {1:1,2:2}/2 | {1:2,2:4}/2 | 5
    sparsevec | inner_product | {1:1,2:2}/2 | {1:2,2:4}/2 | 10
    sparsevec | negative_inner_product | {1:1,2:2}/2 | {1:2,2:4}/2 | -10
    sparsevec | cosine_distance | {1:1,2:2}/2 | {1:2,2:4}/2 | 0
    sparsevec | l1_distance | {1:1,2:2}/2 | {1:2,2:4}/2 | 3
    sparsevec | cmp | {1:1,2:2}/2 | {1:2,2:4}/2 | -1
    sparsevec | l2_distance | {1:3e38}/1 | {1:-3e38}/1 | Infinity
    sparsevec | l2_squared_distance | {1:3e38}/1 | {1:-3e38}/1 | Infinity
    sparsevec | inner_product | {1:3e38}/1 | {1:-3e38}/1 | -Infinity
    sparsevec | negative_inner_product | {1:3e38}/1 | {1:-3e38}/1 | Infinity
    sparsevec | cosine_distance | {1:3e38}/1 | {1:-3e38}/1 | NaN
    sparsevec | l1_distance | {1:3e38}/1 | {1:-3e38}/1 | Infinity
    sparsevec | cmp | {1:3e38}/1 | {1:-3e38}/1 | 1
    sparsevec | l2_distance | {1:1,5:5,9:-2}/10 | {2:4,5:1,10:3}/10 | 6.782329983125268
    sparsevec | l2_squared_distance | {1:1,5:5,9:-2}/10 | {2:4,5:1,10:3}/10 | 46
    sparsevec | inner_product | {1:1,5:5,9:-2}/10 | {2:4,5:1,10:3}/10 | 5
    sparsevec | negative_inner_product | {1:1,5:5,9:-2}/10 | {2:4,5:1,10:3}/10 | -5
    sparsevec | cosine_distance | {1:1,5:5,9:-2}/10 | {2:4,5:1,10:3}/10 | 0.8209712814901418
    sparsevec | l1_distance | {1:1,5:5,9:-2}/10 | {2:4,5:1,10:3}/10 | 14
    sparsevec | cmp | {1:1,5:5,9:-2}/10 | {2:4,5:1,10:3}/10 | 1
    sparsevec | l2_distance | {1:-1}/3 | {2:1}/3 | 1.4142135623730951
    sparsevec | l2_squared_distance | {1:-1}/3 | {2:1}/3 | 2
    sparsevec | inner_product | {1:-1}/3 | {2:1}/3 | 0
    sparsevec | negative_inner_product | {1:-1}/3 | {2:1}/3 | -0
    sparsevec | cosine_distance | {1:-1}/3 | {2:1}/3 | 1
    sparsevec | l1_distance | {1:-1}/3 | {2:1}/3 | 2
    sparsevec | cmp | {1:-1}/3 | {2:1}/3 | -1
    sparsevec | l2_distance | {1:1}/3 | {2:1}/3 | 1.4142135623730951
    sparsevec | l2_squared_distance | {1:1}/3 | {2:1}/3 | 2
    sparsevec | inner_product | {1:1}/3 | {2:1}/3 | 0
    sparsevec | negative_inner_product | {1:1}/3 | {2:1}/3 | -0
    sparsevec | cosine_distance | {1:1}/3 | {2:1}/3 | 1
    sparsevec | l1_distance | {1:1}/3 | {2:1}/3 | 2
    sparsevec | cmp | {1:1}/3 | {2:1}/3 | 1
    sparsevec | l2_distance | {2:-1}/3 | {1:1}/3 | 1.4142135623730951
    sparsevec | l2_squared_distance | {2:-1}/3 | {1:1}/3 | 2
    sparsevec | inner_product | {2:-1}/3 | {1:1}/3 | 0
    sparsevec | negative_inner_product | {2:-1}/3 | {1:1}/3 | -0
    sparsevec | cosine_distance | {2:-1}/3 | {1:1}/3 | 1
    sparsevec | l1_distance | {2:-1}/3 | {1:1}/3 | 2
    sparsevec | cmp | {2:-1}/3 | {1:1}/3 | -1
    sparsevec | l2_distance | {2:1}/3 | {1:-1}/3 | 1.4142135623730951
    sparsevec | l2_squared_distance | {2:1}/3 | {1:-1}/3 | 2
    sparsevec | inner_product | {2:1}/3 | {1:-1}/3 | 0
    sparsevec | negative_inner_product | {2:1}/3 | {1:-1}/3 | -0
    sparsevec | cosine_distance | {2:1}/3 | {1:-1}/3 | 1
    sparsevec | l1_distance | {2:1}/3 | {1:-1}/3 | 2
    sparsevec | cmp | {2:1}/3 | {1:-1}/3 | 1
    sparsevec | l2_distance | {1:1}/3 | {1:1,3:-1}/3 | 1
    sparsevec | l2_squared_distance | {1:1}/3 | {1:1,3:-1}/3 | 1
    sparsevec | inner_product | {1:1}/3 | {1:1,3:-1}/3 | 1
    sparsevec | negative_inner_product | {1:1}/3 | {1:1,3:-1}/3 | -1
    sparsevec | cosine_distance | {1:1}/3 | {1:1,3:-1}/3 | 0.29289321881345254
    sparsevec | l1_distance | {1:1}/3 | {1:1,3:-1}/3 | 1
    sparsevec | cmp | {1:1}/3 | {1:1,3:-1}/3 | 1
    sparsevec | l2_distance | {1:1}/2 | {1:1,3:-1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | l2_squared_distance | {1:1}/2 | {1:1,3:-1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | inner_product | {1:1}/2 | {1:1,3:-1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | negative_inner_product | {1:1}/2 | {1:1,3:-1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | cosine_distance | {1:1}/2 | {1:1,3:-1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | l1_distance | {1:1}/2 | {1:1,3:-1}/3 | ! 22000 different sparsevec dimensions 2 and 3
    sparsevec | cmp | {1:1}/2 | {1:1,3:-1}/3 | -1
    sparsevec | l2_distance | {1:1,3:5}/3 | {1:1}/3 | 5
    sparsevec | l2_squared_distance | {1:1,3:5}/3 | {1:1}/3 | 25
    sparsevec | inner_product | {1:1,3:5}/3 | {1:1}/3 | 1
    sparsevec | negative_inner_product | {1:1,3:5}/3 | {1:1}/3 | -1
    sparsevec | cosine_distance | {1:1,3:5}/3 | {1:1}/3 | 0.803883864861816
    sparsevec | l1_distance | {1:1,3:5}/3 | {1:1}/3 | 5
    sparsevec | cmp | {1:1,3:5}/3 | {1:1}/3 | 1
    sparsevec | l2_distance | {1:1,3:5}/3 | {1:1}/2 | ! 22000 different sparsevec dimensions 3 and 2
    sparsevec | l2_squared_distance | {1:1,3:5}/3 | {1:1}/2 | ! 22000 different sparsevec dimensions 3 and 2
    sparsevec | inner_product | {1:1,3:5}/3 | {1:1}/2 | ! 22000 different sparsevec dimensions 3 and 2
    sparsevec | negative_inner_product | {1:1,3:5}/3 | {1:1}/2 | ! 22000 different sparsevec dimensions 3 and 2
    sparsevec | cosine_distance | {1:1,3:5}/3 | {1:1}/2 | ! 22000 different sparsevec dimensions 3 and 2
    sparsevec | l1_distance | {1:1,3:5}/3 | {1:1}/2 | ! 22000 different sparsevec dimensions 3 and 2
    sparsevec | cmp | {1:1,3:5}/3 | {1:1}/2 | 1
    sparsevec | l2_distance | {1:1}/2 | {1:1}/2 | 0
    sparsevec | l2_squared_distance | {1:1}/2 | {1:1}/2 | 0
    sparsevec | inner_product | {1:1}/2 | {1:1}/2 | 1
    sparsevec | negative_inner_product | {1:1}/2 | {1:1}/2 | -1
    sparsevec | cosine_distance | {1:1}/2 | {1:1}/2 | 0
    sparsevec | l1_distance | {1:1}/2 | {1:1}/2 | 0
    sparsevec | cmp | {1:1}/2 | {1:1}/2 | 0
    sparsevec | l2_distance | {}/1 | {}/2 | ! 22000 different sparsevec dimensions 1 and 2
    sparsevec | l2_squared_distance | {}/1 | {}/2 | ! 22000 different sparsevec dimensions 1 and 2
    sparsevec | inner_product | {}/1 | {}/2 | ! 22000 different sparsevec dimensions 1 and 2
    sparsevec | negative_inner_product | {}/1 | {}/2 | ! 22000 different sparsevec dimensions 1 and 2
    sparsevec | cosine_distance | {}/1 | {}/2 | ! 22000 different sparsevec dimensions 1 and 2
    sparsevec | l1_distance | {}/1 | {}/2 | ! 22000 different sparsevec dimensions 1 and 2
    sparsevec | cmp | {}/1 | {}/2 | -1
    sparsevec | l2_distance | {}/2 | {}/1 | ! 22000 different sparsevec dimensions 2 and 1
    sparsevec | l2_squared_distance | {}/2 | {}/1 | ! 22000 different sparsevec dimensions 2 and 1
    sparsevec | inner_product | {}/2 | {}/1 | ! 22000 different sparsevec dimensions 2 and 1
    sparsevec | negative_inner_product | {}/2 | {}/1 | ! 22000 different sparsevec dimensions 2 and 1
    sparsevec | cosine_distance | {}/2 | {}/1 | ! 22000 different sparsevec dimensions 2 and 1
    sparsevec | l1_distance | {}/2 | {}/1 | ! 22000 different sparsevec dimensions 2 and 1
    sparsevec | cmp | {}/2 | {}/1 | 1
    sparsevec | l2_normalize | {1:3,2:4}/2 | {1:0.6,2:0.8}/2
    sparsevec | norm | {1:3,2:4}/2 | 5
    sparsevec | l2_normalize | {}/2 | {}/2
    sparsevec | norm | {}/2 | 0
    sparsevec | l2_normalize | {1:1e-45,2:1e30}/3 | {2:1}/3
    sparsevec | norm | {1:1e-45,2:1e30}/3 | 1.0000000150474662e+30
    sparsevec | l2_normalize | {1:3e38,2:3e38}/2 | {1:0.70710677,2:0.70710677}/2
    sparsevec | norm | {1:3e38,2:3e38}/2 | 4.2426406948942856e+38
    sparsevec | to_vector | {1:1,3:2.5}/4 | [1,0,2.5,0]
    sparsevec | to_halfvec | {1:1,3:2.5}/4 | [1,0,2.5,0]
    sparsevec | to_vector | {}/3 | [0,0,0]
    sparsevec | to_halfvec | {}/3 | [0,0,0]
    sparsevec | to_vector | {1:1}/16001 | ! 54000 vector cannot have more than 16000 dimensions
    sparsevec | to_halfvec | {1:1}/16001 | ! 54000 halfvec cannot have more than 16000 dimensions
    sparsevec | to_vector | {1:70000}/2 | [70000,0]
    sparsevec | to_halfvec | {1:70000}/2 | ! 22003 "70000" is out of range for type halfvec
    sparsevec | to_vector | {2:1e-10}/2 | [0,1e-10]
    sparsevec | to_halfvec | {2:1e-10}/2 | [0,0]
    sparsevec | to_vector | {1:1}/2 | 3 | ! 22000 expected 3 dimensions, not 2
    sparsevec | to_halfvec | {1:1}/2 | 3 | ! 22000 expected 3 dimensions, not 2
    sparsevec | from_float8 | {1,0,2.5} | {1:1,3:2.5}/3
    sparsevec | from_float8 | {1e39} | ! 22000 infinite value not allowed in sparsevec
    sparsevec | from_float8 | {NaN} | ! 22000 NaN not allowed in sparsevec
    sparsevec | from_float8 | {} | ! 22000 sparsevec must have at least 1 dimension
    sparsevec | from_float8 | {0,0} | {}/2
    sparsevec | from_float8 | {1e-50,1} | {2:1}/2
    sparsevec | from_float8 | {1,2} | 3 | ! 22000 expected 3 dimensions, not 2
    """#
