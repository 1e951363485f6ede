// SPDX-License-Identifier: Apache-2.0

/// Texts of values of many types.
///
/// Fields are separated by a broken bar; the last one is what PostgreSQL 15 answered.
enum TypeCases {
    /// Type, modifier, text.
    static let scalars = #"""
        21 ¦ -1 ¦ 1 ¦ 1
        21 ¦ -1 ¦  -7  ¦ -7
        21 ¦ -1 ¦ 32768 ¦ ERR 22003 value "32768" is out of range for type smallint
        21 ¦ -1 ¦ -32769 ¦ ERR 22003 value "-32769" is out of range for type smallint
        21 ¦ -1 ¦ x ¦ ERR 22P02 invalid input syntax for type smallint: "x"
        21 ¦ -1 ¦ ∅ ¦ ERR 22P02 invalid input syntax for type smallint: ""
        21 ¦ -1 ¦ 1.0 ¦ ERR 22P02 invalid input syntax for type smallint: "1.0"
        21 ¦ -1 ¦ +3 ¦ 3
        21 ¦ -1 ¦ 99999999999999999999 ¦ ERR 22003 value "99999999999999999999" is out of range for type smallint
        21 ¦ -1 ¦ 0 ¦ 0
        23 ¦ -1 ¦ 2147483647 ¦ 2147483647
        23 ¦ -1 ¦ 2147483648 ¦ ERR 22003 value "2147483648" is out of range for type integer
        23 ¦ -1 ¦ -2147483648 ¦ -2147483648
        23 ¦ -1 ¦ a ¦ ERR 22P02 invalid input syntax for type integer: "a"
        23 ¦ -1 ¦ 1 2 ¦ ERR 22P02 invalid input syntax for type integer: "1 2"
        23 ¦ -1 ¦ 00012 ¦ 12
        20 ¦ -1 ¦ 9223372036854775807 ¦ 9223372036854775807
        20 ¦ -1 ¦ 9223372036854775808 ¦ ERR 22003 value "9223372036854775808" is out of range for type bigint
        20 ¦ -1 ¦ -9223372036854775808 ¦ -9223372036854775808
        20 ¦ -1 ¦ -9223372036854775809 ¦ ERR 22003 value "-9223372036854775809" is out of range for type bigint
        26 ¦ -1 ¦ 0 ¦ 0
        26 ¦ -1 ¦ 4294967295 ¦ 4294967295
        26 ¦ -1 ¦ 4294967296 ¦ ERR 22003 value "4294967296" is out of range for type oid
        26 ¦ -1 ¦ -1 ¦ 4294967295
        26 ¦ -1 ¦ -2147483649 ¦ ERR 22003 value "-2147483649" is out of range for type oid
        26 ¦ -1 ¦ x ¦ ERR 22P02 invalid input syntax for type oid: "x"
        700 ¦ -1 ¦ 1.5 ¦ 1.5
        700 ¦ -1 ¦ 0.1 ¦ 0.1
        700 ¦ -1 ¦ 1e39 ¦ ERR 22003 "1e39" is out of range for type real
        700 ¦ -1 ¦ 1e-46 ¦ ERR 22003 "1e-46" is out of range for type real
        700 ¦ -1 ¦ NaN ¦ NaN
        700 ¦ -1 ¦ -inf ¦ -Infinity
        700 ¦ -1 ¦ Infinity ¦ Infinity
        700 ¦ -1 ¦ abc ¦ ERR 22P02 invalid input syntax for type real: "abc"
        700 ¦ -1 ¦ ∅ ¦ ERR 22P02 invalid input syntax for type real: ""
        700 ¦ -1 ¦ 1 x ¦ ERR 22P02 invalid input syntax for type real: "1 x"
        700 ¦ -1 ¦ 3.4028235e38 ¦ 3.4028235e+38
        700 ¦ -1 ¦ 16777217 ¦ 1.6777216e+07
        700 ¦ -1 ¦ -0 ¦ -0
        700 ¦ -1 ¦ 1e10 ¦ 1e+10
        700 ¦ -1 ¦ 123456.789 ¦ 123456.79
        701 ¦ -1 ¦ 0.1 ¦ 0.1
        701 ¦ -1 ¦ 1e309 ¦ ERR 22003 "1e309" is out of range for type double precision
        701 ¦ -1 ¦ 1e-400 ¦ ERR 22003 "1e-400" is out of range for type double precision
        701 ¦ -1 ¦ 1e22 ¦ 1e+22
        701 ¦ -1 ¦ 123456789.123456789 ¦ 123456789.12345679
        701 ¦ -1 ¦ 4.9e-324 ¦ 5e-324
        701 ¦ -1 ¦ -Infinity ¦ -Infinity
        701 ¦ -1 ¦ 1e ¦ ERR 22P02 invalid input syntax for type double precision: "1e"
        701 ¦ -1 ¦ 0x1p3 ¦ 8
        701 ¦ -1 ¦  7  ¦ 7
        701 ¦ -1 ¦ 1e15 ¦ 1e+15
        701 ¦ -1 ¦ 1e16 ¦ 1e+16
        701 ¦ -1 ¦ 0.00001 ¦ 1e-05
        17 ¦ -1 ¦ \x ¦ \x
        17 ¦ -1 ¦ \x0aFF ¦ \x0aff
        17 ¦ -1 ¦ \x0 ¦ ERR 22023 invalid hexadecimal data: odd number of digits
        17 ¦ -1 ¦ \xzz ¦ ERR 22023 invalid hexadecimal digit: "z"
        17 ¦ -1 ¦ \x 0a ff ¦ \x0aff
        17 ¦ -1 ¦ abc ¦ \x616263
        17 ¦ -1 ¦ a\\b ¦ \x615c62
        17 ¦ -1 ¦ a\001 ¦ \x6101
        17 ¦ -1 ¦ a\8 ¦ ERR 22P02 invalid input syntax for type bytea
        17 ¦ -1 ¦ \ ¦ ERR 22P02 invalid input syntax for type bytea
        17 ¦ -1 ¦ \377 ¦ \xff
        17 ¦ -1 ¦ \x0é ¦ ERR 22023 invalid hexadecimal digit: "é"
        2950 ¦ -1 ¦ A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11 ¦ a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
        2950 ¦ -1 ¦ {a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11} ¦ a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
        2950 ¦ -1 ¦ a0eebc999c0b4ef8bb6d6bb9bd380a11 ¦ a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
        2950 ¦ -1 ¦ a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11 ¦ a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
        2950 ¦ -1 ¦ a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1 ¦ ERR 22P02 invalid input syntax for type uuid: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1"
        2950 ¦ -1 ¦ a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11  ¦ ERR 22P02 invalid input syntax for type uuid: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 "
        2950 ¦ -1 ¦ {a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 ¦ ERR 22P02 invalid input syntax for type uuid: "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
        2950 ¦ -1 ¦ x ¦ ERR 22P02 invalid input syntax for type uuid: "x"
        1560 ¦ 3 ¦ 101 ¦ 101
        1560 ¦ 3 ¦ 10 ¦ ERR 22026 bit string length 2 does not match type bit(3)
        1560 ¦ 3 ¦ 1011 ¦ ERR 22026 bit string length 4 does not match type bit(3)
        1560 ¦ 3 ¦ x5 ¦ ERR 22026 bit string length 4 does not match type bit(3)
        1560 ¦ 3 ¦ b101 ¦ 101
        1560 ¦ 3 ¦ 102 ¦ ERR 22P02 "2" is not a valid binary digit
        1562 ¦ -1 ¦ 101 ¦ 101
        1562 ¦ -1 ¦ xA5 ¦ 10100101
        1562 ¦ -1 ¦ ∅ ¦ ∅
        1562 ¦ -1 ¦ 012 ¦ ERR 22P02 "2" is not a valid binary digit
        1562 ¦ -1 ¦ xG ¦ ERR 22P02 "G" is not a valid hexadecimal digit
        1562 ¦ 2 ¦ 11 ¦ 11
        1562 ¦ 2 ¦ 111 ¦ ERR 22001 bit string too long for type bit varying(2)
        19 ¦ -1 ¦ abc ¦ abc
        19 ¦ -1 ¦ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ¦ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        19 ¦ -1 ¦ éééééééééééééééééééééééééééééééééééééééé ¦ ééééééééééééééééééééééééééééééé
        3220 ¦ -1 ¦ 0/0 ¦ 0/0
        3220 ¦ -1 ¦ 16/B374D848 ¦ 16/B374D848
        3220 ¦ -1 ¦ FFFFFFFF/FFFFFFFF ¦ FFFFFFFF/FFFFFFFF
        3220 ¦ -1 ¦ 1/ ¦ ERR 22P02 invalid input syntax for type pg_lsn: "1/"
        3220 ¦ -1 ¦ /1 ¦ ERR 22P02 invalid input syntax for type pg_lsn: "/1"
        3220 ¦ -1 ¦ x/1 ¦ ERR 22P02 invalid input syntax for type pg_lsn: "x/1"
        3220 ¦ -1 ¦ 123456789/1 ¦ ERR 22P02 invalid input syntax for type pg_lsn: "123456789/1"
        790 ¦ -1 ¦ 1 ¦ $1.00
        790 ¦ -1 ¦ $1,234.567 ¦ $1,234.57
        790 ¦ -1 ¦ -5.5 ¦ -$5.50
        790 ¦ -1 ¦ (3.2) ¦ -$3.20
        790 ¦ -1 ¦ abc ¦ ERR 22P02 invalid input syntax for type money: "abc"
        790 ¦ -1 ¦ 12345678901234567890 ¦ ERR 22003 value "12345678901234567890" is out of range for type money
        22 ¦ -1 ¦ ∅ ¦ ∅
        22 ¦ -1 ¦ 1 2 3 ¦ 1 2 3
        22 ¦ -1 ¦  4  5  ¦ 4 5
        22 ¦ -1 ¦ x ¦ ERR 22P02 invalid input syntax for type smallint: "x"
        30 ¦ -1 ¦ 1 2 ¦ 1 2
        30 ¦ -1 ¦ -1 ¦ 4294967295
        27 ¦ -1 ¦ (0,1) ¦ (0,1)
        27 ¦ -1 ¦ (4294967295,65535) ¦ (4294967295,65535)
        27 ¦ -1 ¦ (1,70000) ¦ ERR 22P02 invalid input syntax for type tid: "(1,70000)"
        27 ¦ -1 ¦ 1,2 ¦ ERR 22P02 invalid input syntax for type tid: "1,2"
        1043 ¦ 7 ¦ ∅ ¦ ∅
        1043 ¦ 7 ¦ a ¦ a
        1043 ¦ 7 ¦ abc ¦ abc
        1043 ¦ 7 ¦ abcd ¦ ERR 22001 value too long for type character varying(3)
        1043 ¦ 7 ¦ abc   ¦ abc
        1043 ¦ 7 ¦ éèê ¦ éèê
        1043 ¦ 7 ¦ éèêx ¦ ERR 22001 value too long for type character varying(3)
        """#

    /// Type, modifier, text.
    static let arrays = #"""
        1009 ¦ -1 ¦ {} ¦ {}
        1009 ¦ -1 ¦ {1,2,3} ¦ {1,2,3}
        1009 ¦ -1 ¦ {NULL,null,"NULL"} ¦ {NULL,NULL,"NULL"}
        1009 ¦ -1 ¦ {"a b","","q\"","b\\"} ¦ {"a b","","q\"","b\\"}
        1009 ¦ -1 ¦ {{1,2},{3,4}} ¦ {{1,2},{3,4}}
        1009 ¦ -1 ¦ {{1,2},{3}} ¦ ERR 22P02 malformed array literal: "{{1,2},{3}}" | Multidimensional arrays must have sub-arrays with matching dimensions.
        1009 ¦ -1 ¦ {1,{2}} ¦ ERR 22P02 malformed array literal: "{1,{2}}" | Unexpected "{" character.
        1009 ¦ -1 ¦ {{1},2} ¦ ERR 22P02 malformed array literal: "{{1},2}" | Unexpected array element.
        1009 ¦ -1 ¦ [0:2]={1,2,3} ¦ [0:2]={1,2,3}
        1009 ¦ -1 ¦ [-1:0][2:3]={{1,2},{3,4}} ¦ [-1:0][2:3]={{1,2},{3,4}}
        1009 ¦ -1 ¦ [1:2]={1} ¦ ERR 22P02 malformed array literal: "[1:2]={1}" | Specified array dimensions do not match array contents.
        1009 ¦ -1 ¦ [3:1]={1} ¦ ERR 2202E upper bound cannot be less than lower bound
        1009 ¦ -1 ¦ [1: ¦ ERR 22P02 malformed array literal: "[1:" | Missing array dimension value.
        1009 ¦ -1 ¦ [a]={1} ¦ ERR 22P02 malformed array literal: "[a]={1}" | "[" must introduce explicitly-specified array dimensions.
        1009 ¦ -1 ¦ {1,2 ¦ ERR 22P02 malformed array literal: "{1,2" | Unexpected end of input.
        1009 ¦ -1 ¦ 1,2 ¦ ERR 22P02 malformed array literal: "1,2" | Array value must start with "{" or dimension information.
        1009 ¦ -1 ¦ {1,,2} ¦ ERR 22P02 malformed array literal: "{1,,2}" | Unexpected "," character.
        1009 ¦ -1 ¦ {1}x ¦ ERR 22P02 malformed array literal: "{1}x" | Junk after closing right brace.
        1009 ¦ -1 ¦ { 1 , 2 } ¦ {1,2}
        1009 ¦ -1 ¦ {a"b} ¦ ERR 22P02 malformed array literal: "{a"b}" | Unexpected array element.
        1009 ¦ -1 ¦ {"a"b} ¦ ERR 22P02 malformed array literal: "{"a"b}" | Unexpected array element.
        1009 ¦ -1 ¦ {{}} ¦ ERR 22P02 malformed array literal: "{{}}" | Unexpected "}" character.
        1009 ¦ -1 ¦ {{{{{{{1}}}}}}} ¦ ERR 54000 number of array dimensions (7) exceeds the maximum allowed (6)
        1009 ¦ -1 ¦ {a,b,} ¦ ERR 22P02 malformed array literal: "{a,b,}" | Unexpected "}" character.
        1009 ¦ -1 ¦ {"a ¦ ERR 22P02 malformed array literal: "{"a" | Unexpected end of input.
        1009 ¦ -1 ¦ {1 2} ¦ {"1 2"}
        1009 ¦ -1 ¦ {}} ¦ ERR 22P02 malformed array literal: "{}}" | Junk after closing right brace.
        1009 ¦ -1 ¦ {t,f} ¦ {t,f}
        1009 ¦ -1 ¦ [1:2][1:1]={{1},{2}} ¦ {{1},{2}}
        1009 ¦ -1 ¦ ∅ ¦ ERR 22P02 malformed array literal: "" | Array value must start with "{" or dimension information.
        1009 ¦ -1 ¦ {é,"x,y"} ¦ {é,"x,y"}
        1009 ¦ -1 ¦ {a\,b} ¦ {"a,b"}
        1009 ¦ -1 ¦ [2147483647:2147483647]={1} ¦ ERR 54000 array lower bound is too large: 2147483647
        1007 ¦ -1 ¦ {NULL,null,"NULL"} ¦ ERR 22P02 invalid input syntax for type integer: "NULL"
        1007 ¦ -1 ¦ {{1,2},{3,4}} ¦ {{1,2},{3,4}}
        1007 ¦ -1 ¦ {{1},2} ¦ ERR 22P02 malformed array literal: "{{1},2}" | Unexpected array element.
        1007 ¦ -1 ¦ [-1:0][2:3]={{1,2},{3,4}} ¦ [-1:0][2:3]={{1,2},{3,4}}
        1007 ¦ -1 ¦ [1:2]={1} ¦ ERR 22P02 malformed array literal: "[1:2]={1}" | Specified array dimensions do not match array contents.
        1007 ¦ -1 ¦ [3:1]={1} ¦ ERR 2202E upper bound cannot be less than lower bound
        1007 ¦ -1 ¦ [a]={1} ¦ ERR 22P02 malformed array literal: "[a]={1}" | "[" must introduce explicitly-specified array dimensions.
        1007 ¦ -1 ¦ {1,2 ¦ ERR 22P02 malformed array literal: "{1,2" | Unexpected end of input.
        1007 ¦ -1 ¦ 1,2 ¦ ERR 22P02 malformed array literal: "1,2" | Array value must start with "{" or dimension information.
        1007 ¦ -1 ¦ {{}} ¦ ERR 22P02 malformed array literal: "{{}}" | Unexpected "}" character.
        1007 ¦ -1 ¦ {1 2} ¦ ERR 22P02 invalid input syntax for type integer: "1 2"
        1007 ¦ -1 ¦ {}} ¦ ERR 22P02 malformed array literal: "{}}" | Junk after closing right brace.
        1007 ¦ -1 ¦ {t,f} ¦ ERR 22P02 invalid input syntax for type integer: "t"
        1022 ¦ -1 ¦ {NULL,null,"NULL"} ¦ ERR 22P02 invalid input syntax for type double precision: "NULL"
        1022 ¦ -1 ¦ {"a b","","q\"","b\\"} ¦ ERR 22P02 invalid input syntax for type double precision: "a b"
        1022 ¦ -1 ¦ {{1,2},{3,4}} ¦ {{1,2},{3,4}}
        1022 ¦ -1 ¦ {1,{2}} ¦ ERR 22P02 malformed array literal: "{1,{2}}" | Unexpected "{" character.
        1022 ¦ -1 ¦ [1: ¦ ERR 22P02 malformed array literal: "[1:" | Missing array dimension value.
        1022 ¦ -1 ¦ {1,2 ¦ ERR 22P02 malformed array literal: "{1,2" | Unexpected end of input.
        1022 ¦ -1 ¦ {a,b,} ¦ ERR 22P02 malformed array literal: "{a,b,}" | Unexpected "}" character.
        1022 ¦ -1 ¦ {"a ¦ ERR 22P02 malformed array literal: "{"a" | Unexpected end of input.
        1022 ¦ -1 ¦ {1 2} ¦ ERR 22P02 invalid input syntax for type double precision: "1 2"
        1022 ¦ -1 ¦ {}} ¦ ERR 22P02 malformed array literal: "{}}" | Junk after closing right brace.
        1022 ¦ -1 ¦ {t,f} ¦ ERR 22P02 invalid input syntax for type double precision: "t"
        1022 ¦ -1 ¦ [1:2][1:1]={{1},{2}} ¦ {{1},{2}}
        1022 ¦ -1 ¦ {a\,b} ¦ ERR 22P02 invalid input syntax for type double precision: "a,b"
        1000 ¦ -1 ¦ {} ¦ {}
        1000 ¦ -1 ¦ {1,2,3} ¦ ERR 22P02 invalid input syntax for type boolean: "2"
        1000 ¦ -1 ¦ {"a b","","q\"","b\\"} ¦ ERR 22P02 invalid input syntax for type boolean: "a b"
        1000 ¦ -1 ¦ {{1,2},{3,4}} ¦ ERR 22P02 invalid input syntax for type boolean: "2"
        1000 ¦ -1 ¦ {{1,2},{3}} ¦ ERR 22P02 malformed array literal: "{{1,2},{3}}" | Multidimensional arrays must have sub-arrays with matching dimensions.
        1000 ¦ -1 ¦ {1,{2}} ¦ ERR 22P02 malformed array literal: "{1,{2}}" | Unexpected "{" character.
        1000 ¦ -1 ¦ {{1},2} ¦ ERR 22P02 malformed array literal: "{{1},2}" | Unexpected array element.
        1000 ¦ -1 ¦ [-1:0][2:3]={{1,2},{3,4}} ¦ ERR 22P02 invalid input syntax for type boolean: "2"
        1000 ¦ -1 ¦ [1:2]={1} ¦ ERR 22P02 malformed array literal: "[1:2]={1}" | Specified array dimensions do not match array contents.
        1000 ¦ -1 ¦ [3:1]={1} ¦ ERR 2202E upper bound cannot be less than lower bound
        1000 ¦ -1 ¦ [1: ¦ ERR 22P02 malformed array literal: "[1:" | Missing array dimension value.
        1000 ¦ -1 ¦ [a]={1} ¦ ERR 22P02 malformed array literal: "[a]={1}" | "[" must introduce explicitly-specified array dimensions.
        1000 ¦ -1 ¦ {1,2 ¦ ERR 22P02 malformed array literal: "{1,2" | Unexpected end of input.
        1000 ¦ -1 ¦ 1,2 ¦ ERR 22P02 malformed array literal: "1,2" | Array value must start with "{" or dimension information.
        1000 ¦ -1 ¦ {1,,2} ¦ ERR 22P02 malformed array literal: "{1,,2}" | Unexpected "," character.
        1000 ¦ -1 ¦ {1}x ¦ ERR 22P02 malformed array literal: "{1}x" | Junk after closing right brace.
        1000 ¦ -1 ¦ {a,b,} ¦ ERR 22P02 malformed array literal: "{a,b,}" | Unexpected "}" character.
        1000 ¦ -1 ¦ {"a ¦ ERR 22P02 malformed array literal: "{"a" | Unexpected end of input.
        1000 ¦ -1 ¦ {1 2} ¦ ERR 22P02 invalid input syntax for type boolean: "1 2"
        1000 ¦ -1 ¦ {}} ¦ ERR 22P02 malformed array literal: "{}}" | Junk after closing right brace.
        1000 ¦ -1 ¦ {t,f} ¦ {t,f}
        1000 ¦ -1 ¦ {é,"x,y"} ¦ ERR 22P02 invalid input syntax for type boolean: "é"
        1000 ¦ -1 ¦ {a\,b} ¦ ERR 22P02 invalid input syntax for type boolean: "a,b"
        1000 ¦ -1 ¦ [2147483647:2147483647]={1} ¦ ERR 54000 array lower bound is too large: 2147483647
        1182 ¦ -1 ¦ {} ¦ {}
        1182 ¦ -1 ¦ {1,2,3} ¦ ERR 22007 invalid input syntax for type date: "1"
        1182 ¦ -1 ¦ {"a b","","q\"","b\\"} ¦ ERR 22007 invalid input syntax for type date: "a b"
        1182 ¦ -1 ¦ {{1},2} ¦ ERR 22P02 malformed array literal: "{{1},2}" | Unexpected array element.
        1182 ¦ -1 ¦ [-1:0][2:3]={{1,2},{3,4}} ¦ ERR 22007 invalid input syntax for type date: "1"
        1182 ¦ -1 ¦ [1:2]={1} ¦ ERR 22P02 malformed array literal: "[1:2]={1}" | Specified array dimensions do not match array contents.
        1182 ¦ -1 ¦ {1,2 ¦ ERR 22P02 malformed array literal: "{1,2" | Unexpected end of input.
        1182 ¦ -1 ¦ 1,2 ¦ ERR 22P02 malformed array literal: "1,2" | Array value must start with "{" or dimension information.
        1182 ¦ -1 ¦ {1,,2} ¦ ERR 22P02 malformed array literal: "{1,,2}" | Unexpected "," character.
        1182 ¦ -1 ¦ {1}x ¦ ERR 22P02 malformed array literal: "{1}x" | Junk after closing right brace.
        1182 ¦ -1 ¦ {{}} ¦ ERR 22P02 malformed array literal: "{{}}" | Unexpected "}" character.
        1182 ¦ -1 ¦ {a,b,} ¦ ERR 22P02 malformed array literal: "{a,b,}" | Unexpected "}" character.
        1182 ¦ -1 ¦ {t,f} ¦ ERR 22007 invalid input syntax for type date: "t"
        1182 ¦ -1 ¦ [1:2][1:1]={{1},{2}} ¦ ERR 22007 invalid input syntax for type date: "1"
        1182 ¦ -1 ¦ ∅ ¦ ERR 22P02 malformed array literal: "" | Array value must start with "{" or dimension information.
        1182 ¦ -1 ¦ {a\,b} ¦ ERR 22007 invalid input syntax for type date: "a,b"
        """#

    /// Type, text; the binary format in hexadecimal.
    static let binary = #"""
        16 ¦ true ¦ 01
        16 ¦ false ¦ 00
        21 ¦ -2 ¦ fffe
        23 ¦ 1 ¦ 00000001
        20 ¦ -1 ¦ ffffffffffffffff
        26 ¦ 4294967295 ¦ ffffffff
        700 ¦ 1.5 ¦ 3fc00000
        700 ¦ NaN ¦ 7fc00000
        701 ¦ -0 ¦ 8000000000000000
        701 ¦ 1e10 ¦ 4202a05f20000000
        25 ¦ é ¦ c3a9
        1043 ¦ ab ¦ 6162
        1042 ¦ ab  ¦ 616220
        19 ¦ n ¦ 6e
        18 ¦ a ¦ 61
        18 ¦ ∅ ¦ 00
        17 ¦ \x00ff ¦ 00ff
        1082 ¦ 2000-01-02 ¦ 00000001
        1082 ¦ infinity ¦ 7fffffff
        1082 ¦ -infinity ¦ 80000000
        1083 ¦ 04:05:06.7 ¦ 000000036c966ee0
        1266 ¦ 04:05:06+02 ¦ 000000036c8bc080ffffe3e0
        1114 ¦ 2000-01-01 00:00:01 ¦ 00000000000f4240
        1114 ¦ -infinity ¦ 8000000000000000
        1184 ¦ 1999-12-31 23:59:59.5+00 ¦ fffffffffff85ee0
        1186 ¦ 1 year 2 days 00:00:03 ¦ 00000000002dc6c0000000020000000c
        2950 ¦ a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 ¦ a0eebc999c0b4ef8bb6d6bb9bd380a11
        114 ¦ {"a": 1} ¦ 7b2261223a20317d
        3802 ¦ {"b": 1, "a": [2]} ¦ 017b2261223a205b325d2c202262223a20317d
        1560 ¦ 101 ¦ 00000003a0
        1562 ¦ 1010101010 ¦ 0000000aaa80
        1700 ¦ -12345.678 ¦ 0003000140000003000109291a7c
        1007 ¦ {1,NULL,3} ¦ 00000001000000010000001700000003000000010000000400000001ffffffff0000000400000003
        1007 ¦ {} ¦ 000000000000000000000017
        1007 ¦ [0:1]={5,6} ¦ 000000010000000000000017000000020000000000000004000000050000000400000006
        1009 ¦ {a,"b c"} ¦ 0000000100000000000000190000000200000001000000016100000003622063
        1009 ¦ {{a},{b}} ¦ 0000000200000000000000190000000200000001000000010000000100000001610000000162
        22 ¦ 1 2 ¦ 0000000100000000000000150000000200000000000000020001000000020002
        30 ¦ 7 ¦ 00000001000000000000001a00000001000000000000000400000007
        869 ¦ 192.168.0.1 ¦ 02200004c0a80001
        869 ¦ 10.0.0.0/8 ¦ 020800040a000000
        869 ¦ 2001:db8::1 ¦ 0380001020010db8000000000000000000000001
        3220 ¦ 16/B374D848 ¦ 00000016b374d848
        790 ¦ $1.50 ¦ 0000000000000096
        28 ¦ 5 ¦ 00000005
        27 ¦ (1,2) ¦ 000000010002
        2205 ¦ 1259 ¦ 000004eb
        """#
}
