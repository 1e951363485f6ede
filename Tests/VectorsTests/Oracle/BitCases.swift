// SPDX-License-Identifier: Apache-2.0

/// See ``OracleTests``.
let bitCases = #"""
    bit | in | 101 | 101
    bit | in | b101 | 101
    bit | in | B0 | 0
    bit | in | x5F | 01011111
    bit | in | XaB | 10101011
    bit | in |  | 
    bit | in | b | 
    bit | in | x | 
    bit | in | 102 | ! 22P02 "2" is not a valid binary digit
    bit | in | x5G | ! 22P02 "G" is not a valid hexadecimal digit
    bit | in | 1 0 | ! 22P02 " " is not a valid binary digit
    bit | in | é | ! 22P02 "é" is not a valid binary digit
    bit | in | b1é | ! 22P02 "é" is not a valid binary digit
    bit | in | 01é1 | ! 22P02 "é" is not a valid binary digit
    bit | send | 10110 | 00000005b0
    bit | send |  | 00000000
    bit | send | 1 | 0000000180
    bit | send | 111111111 | 00000009ff80
    bit | recv | 00000005b0 | 10110
    bit | recv | 00000005b7 | 10110
    bit | recv | 00000000 | 
    bit | recv | 00000001 | ! 08P01 insufficient data left in message
    bit | recv | ffffffff | ! 22P03 invalid length in external bit string
    bit | recv | 0000000900 | ! 08P01 insufficient data left in message
    bit | recv | 00000009ff80 | 111111111
    bit | recv | 7fffffff | ! 22P03 invalid length in external bit string
    bit | recv | 000000018000 | ! 22P03 incorrect binary data format
    bit | recv | 000000 | ! 08P01 insufficient data left in message
    bit | hamming_distance | 101 | 100 | 1
    bit | jaccard_distance | 101 | 100 | 0.5
    bit | hamming_distance | 111 | 111 | 0
    bit | jaccard_distance | 111 | 111 | 0
    bit | hamming_distance | 000 | 000 | 0
    bit | jaccard_distance | 000 | 000 | 1
    bit | hamming_distance | 000 | 111 | 3
    bit | jaccard_distance | 000 | 111 | 1
    bit | hamming_distance | 1 | 11 | ! 22000 different bit lengths 1 and 2
    bit | jaccard_distance | 1 | 11 | ! 22000 different bit lengths 1 and 2
    bit | hamming_distance |  |  | 0
    bit | jaccard_distance |  |  | 1
    bit | hamming_distance | 1110001110 | 1010101010 | 3
    bit | jaccard_distance | 1110001110 | 1010101010 | 0.4285714285714286
    bit | and | 10110 | 01100 | 00100
    bit | or | 10110 | 01100 | 11110
    bit | xor | 10110 | 01100 | 11010
    bit | concat | 10110 | 01100 | 1011001100
    bit | compare | 10110 | 01100 | 1
    bit | and | 1 | 11 | ! 22026 cannot AND bit strings of different sizes
    bit | or | 1 | 11 | ! 22026 cannot OR bit strings of different sizes
    bit | xor | 1 | 11 | ! 22026 cannot XOR bit strings of different sizes
    bit | concat | 1 | 11 | 111
    bit | compare | 1 | 11 | -1
    bit | and |  |  | 
    bit | or |  |  | 
    bit | xor |  |  | 
    bit | concat |  |  | 
    bit | compare |  |  | 0
    bit | and | 1110001110 | 1010101010 | 1010001010
    bit | or | 1110001110 | 1010101010 | 1110101110
    bit | xor | 1110001110 | 1010101010 | 0100100100
    bit | concat | 1110001110 | 1010101010 | 11100011101010101010
    bit | compare | 1110001110 | 1010101010 | 1
    bit | and | 1 | 1000000000 | ! 22026 cannot AND bit strings of different sizes
    bit | or | 1 | 1000000000 | ! 22026 cannot OR bit strings of different sizes
    bit | xor | 1 | 1000000000 | ! 22026 cannot XOR bit strings of different sizes
    bit | concat | 1 | 1000000000 | 11000000000
    bit | compare | 1 | 1000000000 | -1
    bit | and | 10 | 1 | ! 22026 cannot AND bit strings of different sizes
    bit | or | 10 | 1 | ! 22026 cannot OR bit strings of different sizes
    bit | xor | 10 | 1 | ! 22026 cannot XOR bit strings of different sizes
    bit | concat | 10 | 1 | 101
    bit | compare | 10 | 1 | 1
    bit | not | 10110 | 01001
    bit | not |  | 
    bit | not | 1 | 0
    bit | not | 111111110 | 000000001
    bit | shl | 10110 | 0 | 10110
    bit | shr | 10110 | 0 | 10110
    bit | shl | 10110 | 1 | 01100
    bit | shr | 10110 | 1 | 01011
    bit | shl | 10110 | 3 | 10000
    bit | shr | 10110 | 3 | 00010
    bit | shl | 10110 | 8 | 00000
    bit | shr | 10110 | 8 | 00000
    bit | shl | 10110 | 9 | 00000
    bit | shr | 10110 | 9 | 00000
    bit | shl | 10110 | 100 | 00000
    bit | shr | 10110 | 100 | 00000
    bit | shl | 10110 | -1 | 01011
    bit | shr | 10110 | -1 | 01100
    bit | shl | 10110 | -9 | 00000
    bit | shr | 10110 | -9 | 00000
    bit | shl | 10110 | -100 | 00000
    bit | shr | 10110 | -100 | 00000
    bit | shl | 10110 | 2147483647 | 00000
    bit | shr | 10110 | 2147483647 | 00000
    bit | shl | 10110 | -2147483648 | 00000
    bit | shr | 10110 | -2147483648 | 00000
    bit | shl | 1110001110111 | 0 | 1110001110111
    bit | shr | 1110001110111 | 0 | 1110001110111
    bit | shl | 1110001110111 | 1 | 1100011101110
    bit | shr | 1110001110111 | 1 | 0111000111011
    bit | shl | 1110001110111 | 3 | 0001110111000
    bit | shr | 1110001110111 | 3 | 0001110001110
    bit | shl | 1110001110111 | 8 | 1011100000000
    bit | shr | 1110001110111 | 8 | 0000000011100
    bit | shl | 1110001110111 | 9 | 0111000000000
    bit | shr | 1110001110111 | 9 | 0000000001110
    bit | shl | 1110001110111 | 100 | 0000000000000
    bit | shr | 1110001110111 | 100 | 0000000000000
    bit | shl | 1110001110111 | -1 | 0111000111011
    bit | shr | 1110001110111 | -1 | 1100011101110
    bit | shl | 1110001110111 | -9 | 0000000001110
    bit | shr | 1110001110111 | -9 | 0111000000000
    bit | shl | 1110001110111 | -100 | 0000000000000
    bit | shr | 1110001110111 | -100 | 0000000000000
    bit | shl | 1110001110111 | 2147483647 | 0000000000000
    bit | shr | 1110001110111 | 2147483647 | 0000000000000
    bit | shl | 1110001110111 | -2147483648 | 0000000000000
    bit | shr | 1110001110111 | -2147483648 | 0000000000000
    bit | substring | 10110 | 1 | 3 | 101
    bit | substring | 10110 | 2 | 0110
    bit | substring | 10110 | 0 | 3 | 10
    bit | substring | 10110 | -5 | 3 | 
    bit | substring | 10110 | -5 | 9 | 101
    bit | substring | 10110 | 3 | 100 | 110
    bit | substring | 10110 | 6 | 1 | 
    bit | substring | 10110 | 2 | -1 | ! 22011 negative substring length not allowed
    bit | substring | 10110 | -5 | 10110
    bit | substring | 1110001110111 | 9 | 4 | 1011
    bit | substring | 1110001110111 | 3 | 9 | 100011101
    bit | substring | 10110 | 2 | 2147483647 | 0110
    bit | substring | 10110 | -2147483648 | 2147483647 | 
    bit | overlay | 10110 | 00 | 2 | 10010
    bit | overlay | 10110 | 00 | 2 | 0 | 1000110
    bit | overlay | 10110 | 0011 | 2 | 1 | 10011110
    bit | overlay | 10110 | 0 | 5 | 10110
    bit | overlay | 10110 | 111 | 9 | 10110111
    bit | overlay | 10110 | 1 | 0 | ! 22011 negative substring length not allowed
    bit | overlay | 10110 | 1 | -1 | ! 22011 negative substring length not allowed
    bit | overlay | 10110 | 1 | 2147483647 | 1 | ! 22003 integer out of range
    bit | overlay | 10110 | 1 | 1 | -1 | 110110
    bit | overlay | 10110 | 1 | 2 | -1 | 1110110
    bit | overlay | 1111111111 | 000 | 4 | 3 | 1110001111
    bit | position | 1 | 0001 | 4
    bit | position | 11 | 0101 | 0
    bit | position |  | 01 | 1
    bit | position |  |  | 0
    bit | position | 1 |  | 0
    bit | position | 0001 | 00100010001 | 4
    bit | position | 11111111 | 0111111110 | 2
    bit | position | 000000001 | 000000001 | 1
    bit | position | 101 | 0010101 | 3
    bit | get_bit | 10110 | 0 | 1
    bit | get_bit | 10110 | 4 | 0
    bit | get_bit | 10110 | 5 | ! 2202E bit index 5 out of valid range (0..4)
    bit | get_bit | 10110 | -1 | ! 2202E bit index -1 out of valid range (0..4)
    bit | get_bit |  | 0 | ! 2202E bit index 0 out of valid range (0..-1)
    bit | set_bit | 10110 | 0 | 0 | 00110
    bit | set_bit | 10110 | 1 | 1 | 11110
    bit | set_bit | 10110 | 5 | 1 | ! 2202E bit index 5 out of valid range (0..4)
    bit | set_bit | 10110 | -1 | 1 | ! 2202E bit index -1 out of valid range (0..4)
    bit | set_bit | 10110 | 0 | 2 | ! 22023 new bit must be 0 or 1
    bit | set_bit | 10110 | 9 | 2 | ! 2202E bit index 9 out of valid range (0..4)
    bit | set_bit | 10110 | 0 | -1 | ! 22023 new bit must be 0 or 1
    bit | from_int | 5 | 3 | 101
    bit | from_int | 5 | 8 | 00000101
    bit | from_int | -1 | 3 | 111
    bit | from_int | -1 | 70 | 1111111111111111111111111111111111111111111111111111111111111111111111
    bit | from_int | -2 | 70 | 1111111111111111111111111111111111111111111111111111111111111111111110
    bit | from_int | 5 | 70 | 0000000000000000000000000000000000000000000000000000000000000000000101
    bit | from_int | 256 | 8 | 00000000
    bit | from_int | 44 | 1 | 0
    bit | to_int4 | 101 | 5
    bit | to_int8 | 101 | 5
    bit | to_int4 | 11111111111111111111111111111111 | -1
    bit | to_int8 | 11111111111111111111111111111111 | 4294967295
    bit | to_int4 | 00000000000000000000000000000000 | 0
    bit | to_int8 | 00000000000000000000000000000000 | 0
    bit | to_int4 | 111111111111111111111111111111111 | ! 22003 integer out of range
    bit | to_int8 | 111111111111111111111111111111111 | 8589934591
    bit | to_int4 | 1111111111111111111111111111111111111111111111111111111111111111 | ! 22003 integer out of range
    bit | to_int8 | 1111111111111111111111111111111111111111111111111111111111111111 | -1
    bit | to_int4 | 1000000000000000000000000000000000000000000000000000000000000000 | ! 22003 integer out of range
    bit | to_int8 | 1000000000000000000000000000000000000000000000000000000000000000 | -9223372036854775808
    bit | to_int4 | 11111111111111111111111111111111111111111111111111111111111111111 | ! 22003 integer out of range
    bit | to_int8 | 11111111111111111111111111111111111111111111111111111111111111111 | ! 22003 bigint out of range
    """#
