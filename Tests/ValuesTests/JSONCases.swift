// SPDX-License-Identifier: Apache-2.0

/// JSON texts and operators; line ends are shown as ⏎.
///
/// Fields are separated by a broken bar; the last one is what PostgreSQL 15 answered.
enum JSONCases {
    /// Type, text.
    static let parsing = #"""
        jsonb ¦ {"b":1,"a":2,"b":3} ¦ {"a": 2, "b": 3}
        json ¦ {"b":1,"a":2,"b":3} ¦ {"b":1,"a":2,"b":3}
        jsonb ¦  [ 1 , 2 ]  ¦ [1, 2]
        json ¦  [ 1 , 2 ]  ¦  [ 1 , 2 ] 
        jsonb ¦ "\u0041\t\/" ¦ "A\t/"
        json ¦ "\u0041\t\/" ¦ "\u0041\t\/"
        jsonb ¦ 1e3 ¦ 1000
        json ¦ 1e3 ¦ 1e3
        jsonb ¦ 1E-2 ¦ 0.01
        json ¦ 1E-2 ¦ 1E-2
        jsonb ¦ -0 ¦ 0
        json ¦ -0 ¦ -0
        jsonb ¦ -0.0 ¦ 0.0
        json ¦ -0.0 ¦ -0.0
        jsonb ¦ 1.10 ¦ 1.10
        json ¦ 1.10 ¦ 1.10
        jsonb ¦ true ¦ true
        json ¦ true ¦ true
        jsonb ¦ [[[]]] ¦ [[[]]]
        json ¦ [[[]]] ¦ [[[]]]
        jsonb ¦ {"a":{"b":{"c":[]}}} ¦ {"a": {"b": {"c": []}}}
        json ¦ {"a":{"b":{"c":[]}}} ¦ {"a":{"b":{"c":[]}}}
        jsonb ¦ 123456789012345678901234567890.5 ¦ 123456789012345678901234567890.5
        json ¦ 123456789012345678901234567890.5 ¦ 123456789012345678901234567890.5
        jsonb ¦ {"a":1,} ¦ ERR 22P02 invalid input syntax for type json | Expected string, but found "}". || JSON data, line 1: {"a":1,}
        json ¦ {"a":1,} ¦ ERR 22P02 invalid input syntax for type json | Expected string, but found "}". || JSON data, line 1: {"a":1,}
        jsonb ¦ {"a" 1} ¦ ERR 22P02 invalid input syntax for type json | Expected ":", but found "1". || JSON data, line 1: {"a" 1...
        json ¦ {"a" 1} ¦ ERR 22P02 invalid input syntax for type json | Expected ":", but found "1". || JSON data, line 1: {"a" 1...
        jsonb ¦ [1,2 ¦ ERR 22P02 invalid input syntax for type json | The input string ended unexpectedly. || JSON data, line 1: [1,2
        json ¦ [1,2 ¦ ERR 22P02 invalid input syntax for type json | The input string ended unexpectedly. || JSON data, line 1: [1,2
        jsonb ¦ [1 2] ¦ ERR 22P02 invalid input syntax for type json | Expected "," or "]", but found "2". || JSON data, line 1: [1 2...
        json ¦ [1 2] ¦ ERR 22P02 invalid input syntax for type json | Expected "," or "]", but found "2". || JSON data, line 1: [1 2...
        jsonb ¦ ∅ ¦ ERR 22P02 invalid input syntax for type json | The input string ended unexpectedly. || JSON data, line 1: 
        json ¦ ∅ ¦ ERR 22P02 invalid input syntax for type json | The input string ended unexpectedly. || JSON data, line 1: 
        jsonb ¦ tru ¦ ERR 22P02 invalid input syntax for type json | Token "tru" is invalid. || JSON data, line 1: tru
        json ¦ tru ¦ ERR 22P02 invalid input syntax for type json | Token "tru" is invalid. || JSON data, line 1: tru
        jsonb ¦ "a ¦ ERR 22P02 invalid input syntax for type json | Token ""a" is invalid. || JSON data, line 1: "a
        json ¦ "a ¦ ERR 22P02 invalid input syntax for type json | Token ""a" is invalid. || JSON data, line 1: "a
        jsonb ¦ "\x" ¦ ERR 22P02 invalid input syntax for type json | Escape sequence "\x" is invalid. || JSON data, line 1: "\x...
        json ¦ "\x" ¦ ERR 22P02 invalid input syntax for type json | Escape sequence "\x" is invalid. || JSON data, line 1: "\x...
        jsonb ¦ "\u12" ¦ ERR 22P02 invalid input syntax for type json | "\u" must be followed by four hexadecimal digits. || JSON data, line 1: "\u12"
        json ¦ "\u12" ¦ ERR 22P02 invalid input syntax for type json | "\u" must be followed by four hexadecimal digits. || JSON data, line 1: "\u12"
        jsonb ¦ "\u0000" ¦ ERR 22P05 unsupported Unicode escape sequence | \u0000 cannot be converted to text. || JSON data, line 1: "\u0000...
        json ¦ "\u0000" ¦ "\u0000"
        jsonb ¦ "\ud800" ¦ ERR 22P02 invalid input syntax for type json | Unicode low surrogate must follow a high surrogate. || JSON data, line 1: "\ud800"
        json ¦ "\ud800" ¦ "\ud800"
        jsonb ¦ "\ud800\ud800" ¦ ERR 22P02 invalid input syntax for type json | Unicode high surrogate must not follow a high surrogate. || JSON data, line 1: "\ud800\ud800...
        json ¦ "\ud800\ud800" ¦ "\ud800\ud800"
        jsonb ¦ "\udc00" ¦ ERR 22P02 invalid input syntax for type json | Unicode low surrogate must follow a high surrogate. || JSON data, line 1: "\udc00...
        json ¦ "\udc00" ¦ "\udc00"
        jsonb ¦ "a⏎b" ¦ ERR 22P02 invalid input syntax for type json | Character with value 0x0a must be escaped. || JSON data, line 1: "a
        json ¦ "a⏎b" ¦ ERR 22P02 invalid input syntax for type json | Character with value 0x0a must be escaped. || JSON data, line 1: "a
        jsonb ¦ 01 ¦ ERR 22P02 invalid input syntax for type json | Token "01" is invalid. || JSON data, line 1: 01
        json ¦ 01 ¦ ERR 22P02 invalid input syntax for type json | Token "01" is invalid. || JSON data, line 1: 01
        jsonb ¦ - ¦ ERR 22P02 invalid input syntax for type json | Token "-" is invalid. || JSON data, line 1: -
        json ¦ - ¦ ERR 22P02 invalid input syntax for type json | Token "-" is invalid. || JSON data, line 1: -
        jsonb ¦ 1. ¦ ERR 22P02 invalid input syntax for type json | Token "1." is invalid. || JSON data, line 1: 1.
        json ¦ 1. ¦ ERR 22P02 invalid input syntax for type json | Token "1." is invalid. || JSON data, line 1: 1.
        jsonb ¦ 1e ¦ ERR 22P02 invalid input syntax for type json | Token "1e" is invalid. || JSON data, line 1: 1e
        json ¦ 1e ¦ ERR 22P02 invalid input syntax for type json | Token "1e" is invalid. || JSON data, line 1: 1e
        jsonb ¦ 1.5x yy ¦ ERR 22P02 invalid input syntax for type json | Token "1.5x" is invalid. || JSON data, line 1: 1.5x...
        json ¦ 1.5x yy ¦ ERR 22P02 invalid input syntax for type json | Token "1.5x" is invalid. || JSON data, line 1: 1.5x...
        jsonb ¦ {1:2} ¦ ERR 22P02 invalid input syntax for type json | Expected string or "}", but found "1". || JSON data, line 1: {1...
        json ¦ {1:2} ¦ ERR 22P02 invalid input syntax for type json | Expected string or "}", but found "1". || JSON data, line 1: {1...
        jsonb ¦ {"a":1 "b":2} ¦ ERR 22P02 invalid input syntax for type json | Expected "," or "}", but found ""b"". || JSON data, line 1: {"a":1 "b"...
        json ¦ {"a":1 "b":2} ¦ ERR 22P02 invalid input syntax for type json | Expected "," or "}", but found ""b"". || JSON data, line 1: {"a":1 "b"...
        jsonb ¦ [1] x ¦ ERR 22P02 invalid input syntax for type json | Token "x" is invalid. || JSON data, line 1: [1] x
        json ¦ [1] x ¦ ERR 22P02 invalid input syntax for type json | Token "x" is invalid. || JSON data, line 1: [1] x
        jsonb ¦ % ¦ ERR 22P02 invalid input syntax for type json | Token "%" is invalid. || JSON data, line 1: %
        json ¦ % ¦ ERR 22P02 invalid input syntax for type json | Token "%" is invalid. || JSON data, line 1: %
        jsonb ¦ é ¦ ERR 22P02 invalid input syntax for type json | Token "é" is invalid. || JSON data, line 1: é
        json ¦ é ¦ ERR 22P02 invalid input syntax for type json | Token "é" is invalid. || JSON data, line 1: é
        jsonb ¦ [1,] ¦ ERR 22P02 invalid input syntax for type json | Expected JSON value, but found "]". || JSON data, line 1: [1,]
        json ¦ [1,] ¦ ERR 22P02 invalid input syntax for type json | Expected JSON value, but found "]". || JSON data, line 1: [1,]
        jsonb ¦ [,1] ¦ ERR 22P02 invalid input syntax for type json | Expected JSON value, but found ",". || JSON data, line 1: [,...
        json ¦ [,1] ¦ ERR 22P02 invalid input syntax for type json | Expected JSON value, but found ",". || JSON data, line 1: [,...
        jsonb ¦ } ¦ ERR 22P02 invalid input syntax for type json | Expected JSON value, but found "}". || JSON data, line 1: }
        json ¦ } ¦ ERR 22P02 invalid input syntax for type json | Expected JSON value, but found "}". || JSON data, line 1: }
        jsonb ¦ {"a":1,⏎"b":x⏎} ¦ ERR 22P02 invalid input syntax for type json | Token "x" is invalid. || JSON data, line 2: "b":x
        json ¦ {"a":1,⏎"b":x⏎} ¦ ERR 22P02 invalid input syntax for type json | Token "x" is invalid. || JSON data, line 2: "b":x
        jsonb ¦ {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":x, "b":3} ¦ ERR 22P02 invalid input syntax for type json | Token "x" is invalid. || JSON data, line 1: ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":x...
        json ¦ {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":x, "b":3} ¦ ERR 22P02 invalid input syntax for type json | Token "x" is invalid. || JSON data, line 1: ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":x...
        jsonb ¦ "\ud83dx" ¦ ERR 22P02 invalid input syntax for type json | Unicode low surrogate must follow a high surrogate. || JSON data, line 1: "\ud83dx...
        json ¦ "\ud83dx" ¦ "\ud83dx"
        jsonb ¦ [1,2]] ¦ ERR 22P02 invalid input syntax for type json | Expected end of input, but found "]". || JSON data, line 1: [1,2]]
        json ¦ [1,2]] ¦ ERR 22P02 invalid input syntax for type json | Expected end of input, but found "]". || JSON data, line 1: [1,2]]
        jsonb ¦ nul ¦ ERR 22P02 invalid input syntax for type json | Token "nul" is invalid. || JSON data, line 1: nul
        json ¦ nul ¦ ERR 22P02 invalid input syntax for type json | Token "nul" is invalid. || JSON data, line 1: nul
        jsonb ¦ "\" ¦ ERR 22P02 invalid input syntax for type json | Token ""\"" is invalid. || JSON data, line 1: "\"
        json ¦ "\" ¦ ERR 22P02 invalid input syntax for type json | Token ""\"" is invalid. || JSON data, line 1: "\"
        jsonb ¦ 1e999999 ¦ ERR 22003 value overflows numeric format
        json ¦ 1e999999 ¦ 1e999999
        """#

    /// Operator, operands.
    static let operators = #"""
        -> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ 1
        - ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ {"b": [1, 2, {"c": null}], "aa": "x"}
        ? ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ true
        -> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b ¦ [1, 2, {"c": null}]
        - ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b ¦ {"a": 1, "aa": "x"}
        ? ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b ¦ true
        -> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ é ¦ NULL
        - ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ é ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        ? ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ é ¦ false
        ->i ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ NULL
        ->i ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ NULL
        ->i ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 2 ¦ NULL
        ->i ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 9 ¦ NULL
        -i ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ ERR 22023 cannot delete from object using integer index
        json->i ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ NULL
        -i ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ ERR 22023 cannot delete from object using integer index
        json->i ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ NULL
        #> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ 1
        #>> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ 1
        #- ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ {"b": [1, 2, {"c": null}], "aa": "x"}
        json#> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ 1
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ "new" ¦ true ¦ {"a": "new", "b": [1, 2, {"c": null}], "aa": "x"}
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ "new" ¦ true ¦ ERR 22023 cannot replace existing key ! Try using the function jsonb_set to replace key value.
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ a ¦ "new" ¦ false ¦ ERR 22023 cannot replace existing key ! Try using the function jsonb_set to replace key value.
        #> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,2,c ¦ null
        #>> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,2,c ¦ NULL
        #- ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,2,c ¦ {"a": 1, "b": [1, 2, {}], "aa": "x"}
        json#> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,2,c ¦ null
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,2,c ¦ "new" ¦ true ¦ {"a": 1, "b": [1, 2, {"c": "new"}], "aa": "x"}
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,2,c ¦ "new" ¦ true ¦ ERR 22023 cannot replace existing key ! Try using the function jsonb_set to replace key value.
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,2,c ¦ "new" ¦ false ¦ {"a": 1, "b": [1, 2, {"c": "new"}], "aa": "x"}
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22023 cannot replace existing key ! Try using the function jsonb_set to replace key value.
        #> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ NULL
        #>> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ NULL
        #- ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ "new" ¦ true ¦ {"0": "new", "a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ "new" ¦ true ¦ {"0": "new", "a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ "new" ¦ false ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0 ¦ "new" ¦ false ¦ {"0": "new", "a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        #> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 1,0 ¦ NULL
        #>> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 1,0 ¦ NULL
        #- ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 1,0 ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        json#> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 1,0 ¦ NULL
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 1,0 ¦ "new" ¦ true ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 1,0 ¦ "new" ¦ false ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 1,0 ¦ "new" ¦ false ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        #> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ NULL
        #>> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ NULL
        #- ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        json#> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ NULL
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ "new" ¦ false ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1 ¦ "new" ¦ false ¦ {"a": 1, "b": [1, 2, {"c": null}], "-1": "new", "aa": "x"}
        #> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,b,b ¦ NULL
        #>> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,b,b ¦ NULL
        #- ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,b,b ¦ ERR 22P02 path element at position 2 is not an integer: "b"
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22P02 path element at position 2 is not an integer: "b"
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ b,b,b ¦ "new" ¦ false ¦ ERR 22P02 path element at position 2 is not an integer: "b"
        #> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ x,y ¦ NULL
        #>> ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ x,y ¦ NULL
        #- ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ x,y ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ x,y ¦ "new" ¦ true ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        insert ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ x,y ¦ "new" ¦ true ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        set ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ x,y ¦ "new" ¦ false ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        strip ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {"a": 1, "b": [1, 2, {}], "aa": "x"}
        pretty ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {⏎    "a": 1,⏎    "b": [⏎        1,⏎        2,⏎        {⏎            "c": null⏎        }⏎    ],⏎    "aa": "x"⏎}
        typeof ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ object
        || ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 0
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [1, "a", null, true, {"k": 1}] ¦ 1
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ "text" ¦ 1
        || ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 12.50 ¦ [{"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}, 12.50]
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ 12.50 ¦ 1
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ null ¦ 1
        || ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {} ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {} ¦ 1
        || ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [] ¦ [{"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}]
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [] ¦ 1
        || ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [[1, 2], [3]] ¦ [{"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}, [1, 2], [3]]
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [[1, 2], [3]] ¦ 1
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 1
        || ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [1, 2, 1.00, "1"] ¦ [{"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}, 1, 2, 1.00, "1"]
        compare ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [1, 2, 1.00, "1"] ¦ 1
        -> ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ NULL
        - ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ [1, null, true, {"k": 1}]
        ? ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ true
        -> ¦ [1, "a", null, true, {"k": 1}] ¦ b ¦ NULL
        - ¦ [1, "a", null, true, {"k": 1}] ¦ b ¦ [1, "a", null, true, {"k": 1}]
        ? ¦ [1, "a", null, true, {"k": 1}] ¦ b ¦ false
        -> ¦ [1, "a", null, true, {"k": 1}] ¦ é ¦ NULL
        - ¦ [1, "a", null, true, {"k": 1}] ¦ é ¦ [1, "a", null, true, {"k": 1}]
        ? ¦ [1, "a", null, true, {"k": 1}] ¦ é ¦ false
        ->i ¦ [1, "a", null, true, {"k": 1}] ¦ 0 ¦ 1
        ->i ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ {"k": 1}
        ->i ¦ [1, "a", null, true, {"k": 1}] ¦ 2 ¦ null
        ->i ¦ [1, "a", null, true, {"k": 1}] ¦ 9 ¦ NULL
        -i ¦ [1, "a", null, true, {"k": 1}] ¦ 0 ¦ ["a", null, true, {"k": 1}]
        json->i ¦ [1, "a", null, true, {"k": 1}] ¦ 0 ¦ 1
        -i ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ [1, "a", null, true]
        json->i ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ {"k": 1}
        #> ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ NULL
        #>> ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ NULL
        #- ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        json#> ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ NULL
        set ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        set ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ a ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        #> ¦ [1, "a", null, true, {"k": 1}] ¦ b,2,c ¦ NULL
        #>> ¦ [1, "a", null, true, {"k": 1}] ¦ b,2,c ¦ NULL
        #- ¦ [1, "a", null, true, {"k": 1}] ¦ b,2,c ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        json#> ¦ [1, "a", null, true, {"k": 1}] ¦ b,2,c ¦ NULL
        set ¦ [1, "a", null, true, {"k": 1}] ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        #> ¦ [1, "a", null, true, {"k": 1}] ¦ 0 ¦ 1
        #>> ¦ [1, "a", null, true, {"k": 1}] ¦ 0 ¦ 1
        #- ¦ [1, "a", null, true, {"k": 1}] ¦ 0 ¦ ["a", null, true, {"k": 1}]
        set ¦ [1, "a", null, true, {"k": 1}] ¦ 0 ¦ "new" ¦ true ¦ ["new", "a", null, true, {"k": 1}]
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ 0 ¦ "new" ¦ false ¦ ["new", 1, "a", null, true, {"k": 1}]
        #> ¦ [1, "a", null, true, {"k": 1}] ¦ 1,0 ¦ NULL
        #>> ¦ [1, "a", null, true, {"k": 1}] ¦ 1,0 ¦ NULL
        #- ¦ [1, "a", null, true, {"k": 1}] ¦ 1,0 ¦ [1, "a", null, true, {"k": 1}]
        json#> ¦ [1, "a", null, true, {"k": 1}] ¦ 1,0 ¦ NULL
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ 1,0 ¦ "new" ¦ true ¦ [1, "a", null, true, {"k": 1}]
        set ¦ [1, "a", null, true, {"k": 1}] ¦ 1,0 ¦ "new" ¦ false ¦ [1, "a", null, true, {"k": 1}]
        #> ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ {"k": 1}
        #>> ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ {"k": 1}
        #- ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ [1, "a", null, true]
        json#> ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ {"k": 1}
        set ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ "new" ¦ true ¦ [1, "a", null, true, "new"]
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ "new" ¦ true ¦ [1, "a", null, true, {"k": 1}, "new"]
        set ¦ [1, "a", null, true, {"k": 1}] ¦ -1 ¦ "new" ¦ false ¦ [1, "a", null, true, "new"]
        #> ¦ [1, "a", null, true, {"k": 1}] ¦ b,b,b ¦ NULL
        #>> ¦ [1, "a", null, true, {"k": 1}] ¦ b,b,b ¦ NULL
        #- ¦ [1, "a", null, true, {"k": 1}] ¦ b,b,b ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ b,b,b ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        #> ¦ [1, "a", null, true, {"k": 1}] ¦ x,y ¦ NULL
        #>> ¦ [1, "a", null, true, {"k": 1}] ¦ x,y ¦ NULL
        #- ¦ [1, "a", null, true, {"k": 1}] ¦ x,y ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ x,y ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        set ¦ [1, "a", null, true, {"k": 1}] ¦ x,y ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        insert ¦ [1, "a", null, true, {"k": 1}] ¦ x,y ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        strip ¦ [1, "a", null, true, {"k": 1}] ¦ [1, "a", null, true, {"k": 1}]
        pretty ¦ [1, "a", null, true, {"k": 1}] ¦ [⏎    1,⏎    "a",⏎    null,⏎    true,⏎    {⏎        "k": 1⏎    }⏎]
        typeof ¦ [1, "a", null, true, {"k": 1}] ¦ array
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ [1, "a", null, true, {"k": 1}] ¦ 0
        || ¦ [1, "a", null, true, {"k": 1}] ¦ "text" ¦ [1, "a", null, true, {"k": 1}, "text"]
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ "text" ¦ 1
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ 12.50 ¦ 1
        || ¦ [1, "a", null, true, {"k": 1}] ¦ null ¦ [1, "a", null, true, {"k": 1}, null]
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ null ¦ 1
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ {} ¦ -1
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ [] ¦ 1
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ [[1, 2], [3]] ¦ 1
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1
        || ¦ [1, "a", null, true, {"k": 1}] ¦ [1, 2, 1.00, "1"] ¦ [1, "a", null, true, {"k": 1}, 1, 2, 1.00, "1"]
        compare ¦ [1, "a", null, true, {"k": 1}] ¦ [1, 2, 1.00, "1"] ¦ 1
        -> ¦ "text" ¦ a ¦ NULL
        - ¦ "text" ¦ a ¦ ERR 22023 cannot delete from scalar
        ? ¦ "text" ¦ a ¦ false
        -> ¦ "text" ¦ b ¦ NULL
        - ¦ "text" ¦ b ¦ ERR 22023 cannot delete from scalar
        ? ¦ "text" ¦ b ¦ false
        -> ¦ "text" ¦ é ¦ NULL
        - ¦ "text" ¦ é ¦ ERR 22023 cannot delete from scalar
        ? ¦ "text" ¦ é ¦ false
        ->i ¦ "text" ¦ 0 ¦ "text"
        ->i ¦ "text" ¦ -1 ¦ "text"
        ->i ¦ "text" ¦ 2 ¦ NULL
        ->i ¦ "text" ¦ 9 ¦ NULL
        -i ¦ "text" ¦ 0 ¦ ERR 22023 cannot delete from scalar
        json->i ¦ "text" ¦ 0 ¦ NULL
        -i ¦ "text" ¦ -1 ¦ ERR 22023 cannot delete from scalar
        json->i ¦ "text" ¦ -1 ¦ NULL
        #> ¦ "text" ¦ a ¦ NULL
        #>> ¦ "text" ¦ a ¦ NULL
        #- ¦ "text" ¦ a ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ "text" ¦ a ¦ NULL
        set ¦ "text" ¦ a ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ "text" ¦ a ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ "text" ¦ a ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ "text" ¦ b,2,c ¦ NULL
        #>> ¦ "text" ¦ b,2,c ¦ NULL
        #- ¦ "text" ¦ b,2,c ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ "text" ¦ b,2,c ¦ NULL
        set ¦ "text" ¦ b,2,c ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ "text" ¦ b,2,c ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ "text" ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ "text" ¦ 0 ¦ NULL
        #>> ¦ "text" ¦ 0 ¦ NULL
        #- ¦ "text" ¦ 0 ¦ ERR 22023 cannot delete path in scalar
        set ¦ "text" ¦ 0 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ "text" ¦ 0 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ "text" ¦ 0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ "text" ¦ 1,0 ¦ NULL
        #>> ¦ "text" ¦ 1,0 ¦ NULL
        #- ¦ "text" ¦ 1,0 ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ "text" ¦ 1,0 ¦ NULL
        set ¦ "text" ¦ 1,0 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ "text" ¦ 1,0 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ "text" ¦ 1,0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ "text" ¦ -1 ¦ NULL
        #>> ¦ "text" ¦ -1 ¦ NULL
        #- ¦ "text" ¦ -1 ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ "text" ¦ -1 ¦ NULL
        set ¦ "text" ¦ -1 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ "text" ¦ -1 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ "text" ¦ b,b,b ¦ NULL
        #>> ¦ "text" ¦ b,b,b ¦ NULL
        #- ¦ "text" ¦ b,b,b ¦ ERR 22023 cannot delete path in scalar
        set ¦ "text" ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ "text" ¦ b,b,b ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ "text" ¦ x,y ¦ NULL
        #>> ¦ "text" ¦ x,y ¦ NULL
        #- ¦ "text" ¦ x,y ¦ ERR 22023 cannot delete path in scalar
        set ¦ "text" ¦ x,y ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ "text" ¦ x,y ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ "text" ¦ x,y ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ "text" ¦ x,y ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        strip ¦ "text" ¦ "text"
        pretty ¦ "text" ¦ "text"
        typeof ¦ "text" ¦ string
        compare ¦ "text" ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        || ¦ "text" ¦ [1, "a", null, true, {"k": 1}] ¦ ["text", 1, "a", null, true, {"k": 1}]
        compare ¦ "text" ¦ [1, "a", null, true, {"k": 1}] ¦ -1
        || ¦ "text" ¦ "text" ¦ ["text", "text"]
        compare ¦ "text" ¦ "text" ¦ 0
        || ¦ "text" ¦ 12.50 ¦ ["text", 12.50]
        compare ¦ "text" ¦ 12.50 ¦ -1
        || ¦ "text" ¦ null ¦ ["text", null]
        compare ¦ "text" ¦ null ¦ 1
        compare ¦ "text" ¦ {} ¦ -1
        compare ¦ "text" ¦ [] ¦ 1
        compare ¦ "text" ¦ [[1, 2], [3]] ¦ -1
        compare ¦ "text" ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1
        compare ¦ "text" ¦ [1, 2, 1.00, "1"] ¦ -1
        -> ¦ 12.50 ¦ a ¦ NULL
        - ¦ 12.50 ¦ a ¦ ERR 22023 cannot delete from scalar
        ? ¦ 12.50 ¦ a ¦ false
        -> ¦ 12.50 ¦ b ¦ NULL
        - ¦ 12.50 ¦ b ¦ ERR 22023 cannot delete from scalar
        ? ¦ 12.50 ¦ b ¦ false
        -> ¦ 12.50 ¦ é ¦ NULL
        - ¦ 12.50 ¦ é ¦ ERR 22023 cannot delete from scalar
        ? ¦ 12.50 ¦ é ¦ false
        ->i ¦ 12.50 ¦ 0 ¦ 12.50
        ->i ¦ 12.50 ¦ -1 ¦ 12.50
        ->i ¦ 12.50 ¦ 2 ¦ NULL
        ->i ¦ 12.50 ¦ 9 ¦ NULL
        -i ¦ 12.50 ¦ 0 ¦ ERR 22023 cannot delete from scalar
        json->i ¦ 12.50 ¦ 0 ¦ NULL
        -i ¦ 12.50 ¦ -1 ¦ ERR 22023 cannot delete from scalar
        json->i ¦ 12.50 ¦ -1 ¦ NULL
        #> ¦ 12.50 ¦ a ¦ NULL
        #>> ¦ 12.50 ¦ a ¦ NULL
        #- ¦ 12.50 ¦ a ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ 12.50 ¦ a ¦ NULL
        insert ¦ 12.50 ¦ a ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        #> ¦ 12.50 ¦ b,2,c ¦ NULL
        #>> ¦ 12.50 ¦ b,2,c ¦ NULL
        #- ¦ 12.50 ¦ b,2,c ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ 12.50 ¦ b,2,c ¦ NULL
        set ¦ 12.50 ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ 12.50 ¦ 0 ¦ NULL
        #>> ¦ 12.50 ¦ 0 ¦ NULL
        #- ¦ 12.50 ¦ 0 ¦ ERR 22023 cannot delete path in scalar
        set ¦ 12.50 ¦ 0 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ 12.50 ¦ 0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ 0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ 12.50 ¦ 1,0 ¦ NULL
        #>> ¦ 12.50 ¦ 1,0 ¦ NULL
        #- ¦ 12.50 ¦ 1,0 ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ 12.50 ¦ 1,0 ¦ NULL
        set ¦ 12.50 ¦ 1,0 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ 1,0 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ 12.50 ¦ 1,0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ 1,0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ 12.50 ¦ -1 ¦ NULL
        #>> ¦ 12.50 ¦ -1 ¦ NULL
        #- ¦ 12.50 ¦ -1 ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ 12.50 ¦ -1 ¦ NULL
        set ¦ 12.50 ¦ -1 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ -1 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ 12.50 ¦ -1 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ -1 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ 12.50 ¦ b,b,b ¦ NULL
        #>> ¦ 12.50 ¦ b,b,b ¦ NULL
        #- ¦ 12.50 ¦ b,b,b ¦ ERR 22023 cannot delete path in scalar
        set ¦ 12.50 ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ b,b,b ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ 12.50 ¦ x,y ¦ NULL
        #>> ¦ 12.50 ¦ x,y ¦ NULL
        #- ¦ 12.50 ¦ x,y ¦ ERR 22023 cannot delete path in scalar
        set ¦ 12.50 ¦ x,y ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ x,y ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ 12.50 ¦ x,y ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ 12.50 ¦ x,y ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        strip ¦ 12.50 ¦ 12.50
        pretty ¦ 12.50 ¦ 12.50
        typeof ¦ 12.50 ¦ number
        compare ¦ 12.50 ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        compare ¦ 12.50 ¦ [1, "a", null, true, {"k": 1}] ¦ -1
        || ¦ 12.50 ¦ "text" ¦ [12.50, "text"]
        compare ¦ 12.50 ¦ "text" ¦ 1
        || ¦ 12.50 ¦ 12.50 ¦ [12.50, 12.50]
        compare ¦ 12.50 ¦ 12.50 ¦ 0
        || ¦ 12.50 ¦ null ¦ [12.50, null]
        compare ¦ 12.50 ¦ null ¦ 1
        || ¦ 12.50 ¦ {} ¦ [12.50, {}]
        compare ¦ 12.50 ¦ {} ¦ -1
        || ¦ 12.50 ¦ [] ¦ [12.50]
        compare ¦ 12.50 ¦ [] ¦ 1
        || ¦ 12.50 ¦ [[1, 2], [3]] ¦ [12.50, [1, 2], [3]]
        compare ¦ 12.50 ¦ [[1, 2], [3]] ¦ -1
        compare ¦ 12.50 ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1
        || ¦ 12.50 ¦ [1, 2, 1.00, "1"] ¦ [12.50, 1, 2, 1.00, "1"]
        compare ¦ 12.50 ¦ [1, 2, 1.00, "1"] ¦ -1
        -> ¦ null ¦ a ¦ NULL
        - ¦ null ¦ a ¦ ERR 22023 cannot delete from scalar
        ? ¦ null ¦ a ¦ false
        -> ¦ null ¦ b ¦ NULL
        - ¦ null ¦ b ¦ ERR 22023 cannot delete from scalar
        ? ¦ null ¦ b ¦ false
        -> ¦ null ¦ é ¦ NULL
        - ¦ null ¦ é ¦ ERR 22023 cannot delete from scalar
        ? ¦ null ¦ é ¦ false
        ->i ¦ null ¦ 0 ¦ null
        ->i ¦ null ¦ -1 ¦ null
        ->i ¦ null ¦ 2 ¦ NULL
        ->i ¦ null ¦ 9 ¦ NULL
        -i ¦ null ¦ 0 ¦ ERR 22023 cannot delete from scalar
        json->i ¦ null ¦ 0 ¦ NULL
        -i ¦ null ¦ -1 ¦ ERR 22023 cannot delete from scalar
        json->i ¦ null ¦ -1 ¦ NULL
        #> ¦ null ¦ a ¦ NULL
        #>> ¦ null ¦ a ¦ NULL
        #- ¦ null ¦ a ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ null ¦ a ¦ NULL
        set ¦ null ¦ a ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ null ¦ a ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ null ¦ a ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ null ¦ b,2,c ¦ NULL
        #>> ¦ null ¦ b,2,c ¦ NULL
        #- ¦ null ¦ b,2,c ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ null ¦ b,2,c ¦ NULL
        set ¦ null ¦ b,2,c ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ null ¦ b,2,c ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ null ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ null ¦ 0 ¦ NULL
        #>> ¦ null ¦ 0 ¦ NULL
        #- ¦ null ¦ 0 ¦ ERR 22023 cannot delete path in scalar
        set ¦ null ¦ 0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ null ¦ 0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ null ¦ 1,0 ¦ NULL
        #>> ¦ null ¦ 1,0 ¦ NULL
        #- ¦ null ¦ 1,0 ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ null ¦ 1,0 ¦ NULL
        set ¦ null ¦ 1,0 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ null ¦ 1,0 ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        #> ¦ null ¦ -1 ¦ NULL
        #>> ¦ null ¦ -1 ¦ NULL
        #- ¦ null ¦ -1 ¦ ERR 22023 cannot delete path in scalar
        json#> ¦ null ¦ -1 ¦ NULL
        set ¦ null ¦ -1 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ null ¦ -1 ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        #> ¦ null ¦ b,b,b ¦ NULL
        #>> ¦ null ¦ b,b,b ¦ NULL
        #- ¦ null ¦ b,b,b ¦ ERR 22023 cannot delete path in scalar
        #> ¦ null ¦ x,y ¦ NULL
        #>> ¦ null ¦ x,y ¦ NULL
        #- ¦ null ¦ x,y ¦ ERR 22023 cannot delete path in scalar
        set ¦ null ¦ x,y ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        insert ¦ null ¦ x,y ¦ "new" ¦ true ¦ ERR 22023 cannot set path in scalar
        set ¦ null ¦ x,y ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        insert ¦ null ¦ x,y ¦ "new" ¦ false ¦ ERR 22023 cannot set path in scalar
        strip ¦ null ¦ null
        pretty ¦ null ¦ null
        typeof ¦ null ¦ null
        || ¦ null ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [null, {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}]
        compare ¦ null ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        || ¦ null ¦ [1, "a", null, true, {"k": 1}] ¦ [null, 1, "a", null, true, {"k": 1}]
        compare ¦ null ¦ [1, "a", null, true, {"k": 1}] ¦ -1
        || ¦ null ¦ "text" ¦ [null, "text"]
        compare ¦ null ¦ "text" ¦ -1
        compare ¦ null ¦ 12.50 ¦ -1
        compare ¦ null ¦ null ¦ 0
        || ¦ null ¦ {} ¦ [null, {}]
        compare ¦ null ¦ {} ¦ -1
        compare ¦ null ¦ [] ¦ 1
        compare ¦ null ¦ [[1, 2], [3]] ¦ -1
        compare ¦ null ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1
        || ¦ null ¦ [1, 2, 1.00, "1"] ¦ [null, 1, 2, 1.00, "1"]
        compare ¦ null ¦ [1, 2, 1.00, "1"] ¦ -1
        -> ¦ {} ¦ a ¦ NULL
        - ¦ {} ¦ a ¦ {}
        ? ¦ {} ¦ a ¦ false
        -> ¦ {} ¦ b ¦ NULL
        - ¦ {} ¦ b ¦ {}
        ? ¦ {} ¦ b ¦ false
        -> ¦ {} ¦ é ¦ NULL
        - ¦ {} ¦ é ¦ {}
        ? ¦ {} ¦ é ¦ false
        ->i ¦ {} ¦ 0 ¦ NULL
        ->i ¦ {} ¦ -1 ¦ NULL
        ->i ¦ {} ¦ 2 ¦ NULL
        ->i ¦ {} ¦ 9 ¦ NULL
        -i ¦ {} ¦ 0 ¦ ERR 22023 cannot delete from object using integer index
        json->i ¦ {} ¦ 0 ¦ NULL
        -i ¦ {} ¦ -1 ¦ ERR 22023 cannot delete from object using integer index
        json->i ¦ {} ¦ -1 ¦ NULL
        #> ¦ {} ¦ a ¦ NULL
        #>> ¦ {} ¦ a ¦ NULL
        #- ¦ {} ¦ a ¦ {}
        json#> ¦ {} ¦ a ¦ NULL
        set ¦ {} ¦ a ¦ "new" ¦ true ¦ {"a": "new"}
        insert ¦ {} ¦ a ¦ "new" ¦ true ¦ {"a": "new"}
        set ¦ {} ¦ a ¦ "new" ¦ false ¦ {}
        insert ¦ {} ¦ a ¦ "new" ¦ false ¦ {"a": "new"}
        #> ¦ {} ¦ b,2,c ¦ NULL
        #>> ¦ {} ¦ b,2,c ¦ NULL
        #- ¦ {} ¦ b,2,c ¦ {}
        json#> ¦ {} ¦ b,2,c ¦ NULL
        insert ¦ {} ¦ b,2,c ¦ "new" ¦ false ¦ {}
        #> ¦ {} ¦ 0 ¦ NULL
        #>> ¦ {} ¦ 0 ¦ NULL
        #- ¦ {} ¦ 0 ¦ {}
        set ¦ {} ¦ 0 ¦ "new" ¦ false ¦ {}
        #> ¦ {} ¦ 1,0 ¦ NULL
        #>> ¦ {} ¦ 1,0 ¦ NULL
        #- ¦ {} ¦ 1,0 ¦ {}
        json#> ¦ {} ¦ 1,0 ¦ NULL
        insert ¦ {} ¦ 1,0 ¦ "new" ¦ false ¦ {}
        #> ¦ {} ¦ -1 ¦ NULL
        #>> ¦ {} ¦ -1 ¦ NULL
        #- ¦ {} ¦ -1 ¦ {}
        json#> ¦ {} ¦ -1 ¦ NULL
        set ¦ {} ¦ -1 ¦ "new" ¦ true ¦ {"-1": "new"}
        set ¦ {} ¦ -1 ¦ "new" ¦ false ¦ {}
        #> ¦ {} ¦ b,b,b ¦ NULL
        #>> ¦ {} ¦ b,b,b ¦ NULL
        #- ¦ {} ¦ b,b,b ¦ {}
        insert ¦ {} ¦ b,b,b ¦ "new" ¦ true ¦ {}
        set ¦ {} ¦ b,b,b ¦ "new" ¦ false ¦ {}
        #> ¦ {} ¦ x,y ¦ NULL
        #>> ¦ {} ¦ x,y ¦ NULL
        #- ¦ {} ¦ x,y ¦ {}
        insert ¦ {} ¦ x,y ¦ "new" ¦ true ¦ {}
        set ¦ {} ¦ x,y ¦ "new" ¦ false ¦ {}
        insert ¦ {} ¦ x,y ¦ "new" ¦ false ¦ {}
        strip ¦ {} ¦ {}
        pretty ¦ {} ¦ {⏎}
        typeof ¦ {} ¦ object
        compare ¦ {} ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        compare ¦ {} ¦ [1, "a", null, true, {"k": 1}] ¦ 1
        || ¦ {} ¦ "text" ¦ [{}, "text"]
        compare ¦ {} ¦ "text" ¦ 1
        compare ¦ {} ¦ 12.50 ¦ 1
        compare ¦ {} ¦ null ¦ 1
        compare ¦ {} ¦ {} ¦ 0
        || ¦ {} ¦ [] ¦ [{}]
        compare ¦ {} ¦ [] ¦ 1
        compare ¦ {} ¦ [[1, 2], [3]] ¦ 1
        || ¦ {} ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        compare ¦ {} ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1
        || ¦ {} ¦ [1, 2, 1.00, "1"] ¦ [{}, 1, 2, 1.00, "1"]
        compare ¦ {} ¦ [1, 2, 1.00, "1"] ¦ 1
        -> ¦ [] ¦ a ¦ NULL
        - ¦ [] ¦ a ¦ []
        ? ¦ [] ¦ a ¦ false
        -> ¦ [] ¦ b ¦ NULL
        - ¦ [] ¦ b ¦ []
        ? ¦ [] ¦ b ¦ false
        -> ¦ [] ¦ é ¦ NULL
        - ¦ [] ¦ é ¦ []
        ? ¦ [] ¦ é ¦ false
        ->i ¦ [] ¦ 0 ¦ NULL
        ->i ¦ [] ¦ -1 ¦ NULL
        ->i ¦ [] ¦ 2 ¦ NULL
        ->i ¦ [] ¦ 9 ¦ NULL
        -i ¦ [] ¦ 0 ¦ []
        json->i ¦ [] ¦ 0 ¦ NULL
        -i ¦ [] ¦ -1 ¦ []
        json->i ¦ [] ¦ -1 ¦ NULL
        #> ¦ [] ¦ a ¦ NULL
        #>> ¦ [] ¦ a ¦ NULL
        #- ¦ [] ¦ a ¦ []
        json#> ¦ [] ¦ a ¦ NULL
        set ¦ [] ¦ a ¦ "new" ¦ false ¦ []
        #> ¦ [] ¦ b,2,c ¦ NULL
        #>> ¦ [] ¦ b,2,c ¦ NULL
        #- ¦ [] ¦ b,2,c ¦ []
        json#> ¦ [] ¦ b,2,c ¦ NULL
        set ¦ [] ¦ b,2,c ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        insert ¦ [] ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        #> ¦ [] ¦ 0 ¦ NULL
        #>> ¦ [] ¦ 0 ¦ NULL
        #- ¦ [] ¦ 0 ¦ []
        set ¦ [] ¦ 0 ¦ "new" ¦ true ¦ ["new"]
        insert ¦ [] ¦ 0 ¦ "new" ¦ true ¦ ["new"]
        set ¦ [] ¦ 0 ¦ "new" ¦ false ¦ []
        insert ¦ [] ¦ 0 ¦ "new" ¦ false ¦ ["new"]
        #> ¦ [] ¦ 1,0 ¦ NULL
        #>> ¦ [] ¦ 1,0 ¦ NULL
        #- ¦ [] ¦ 1,0 ¦ []
        json#> ¦ [] ¦ 1,0 ¦ NULL
        set ¦ [] ¦ 1,0 ¦ "new" ¦ true ¦ []
        insert ¦ [] ¦ 1,0 ¦ "new" ¦ true ¦ []
        set ¦ [] ¦ 1,0 ¦ "new" ¦ false ¦ []
        #> ¦ [] ¦ -1 ¦ NULL
        #>> ¦ [] ¦ -1 ¦ NULL
        #- ¦ [] ¦ -1 ¦ []
        json#> ¦ [] ¦ -1 ¦ NULL
        set ¦ [] ¦ -1 ¦ "new" ¦ true ¦ ["new"]
        insert ¦ [] ¦ -1 ¦ "new" ¦ true ¦ ["new"]
        set ¦ [] ¦ -1 ¦ "new" ¦ false ¦ []
        #> ¦ [] ¦ b,b,b ¦ NULL
        #>> ¦ [] ¦ b,b,b ¦ NULL
        #- ¦ [] ¦ b,b,b ¦ []
        set ¦ [] ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        set ¦ [] ¦ b,b,b ¦ "new" ¦ false ¦ []
        insert ¦ [] ¦ b,b,b ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        #> ¦ [] ¦ x,y ¦ NULL
        #>> ¦ [] ¦ x,y ¦ NULL
        #- ¦ [] ¦ x,y ¦ []
        set ¦ [] ¦ x,y ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        insert ¦ [] ¦ x,y ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        set ¦ [] ¦ x,y ¦ "new" ¦ false ¦ []
        insert ¦ [] ¦ x,y ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        strip ¦ [] ¦ []
        pretty ¦ [] ¦ [⏎]
        typeof ¦ [] ¦ array
        || ¦ [] ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [{"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}]
        compare ¦ [] ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        compare ¦ [] ¦ [1, "a", null, true, {"k": 1}] ¦ -1
        || ¦ [] ¦ "text" ¦ ["text"]
        compare ¦ [] ¦ "text" ¦ -1
        || ¦ [] ¦ 12.50 ¦ [12.50]
        compare ¦ [] ¦ 12.50 ¦ -1
        compare ¦ [] ¦ null ¦ -1
        compare ¦ [] ¦ {} ¦ -1
        || ¦ [] ¦ [] ¦ []
        compare ¦ [] ¦ [] ¦ 0
        compare ¦ [] ¦ [[1, 2], [3]] ¦ -1
        compare ¦ [] ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1
        compare ¦ [] ¦ [1, 2, 1.00, "1"] ¦ -1
        -> ¦ [[1, 2], [3]] ¦ a ¦ NULL
        - ¦ [[1, 2], [3]] ¦ a ¦ [[1, 2], [3]]
        ? ¦ [[1, 2], [3]] ¦ a ¦ false
        -> ¦ [[1, 2], [3]] ¦ b ¦ NULL
        - ¦ [[1, 2], [3]] ¦ b ¦ [[1, 2], [3]]
        ? ¦ [[1, 2], [3]] ¦ b ¦ false
        -> ¦ [[1, 2], [3]] ¦ é ¦ NULL
        - ¦ [[1, 2], [3]] ¦ é ¦ [[1, 2], [3]]
        ? ¦ [[1, 2], [3]] ¦ é ¦ false
        ->i ¦ [[1, 2], [3]] ¦ 0 ¦ [1, 2]
        ->i ¦ [[1, 2], [3]] ¦ -1 ¦ [3]
        ->i ¦ [[1, 2], [3]] ¦ 2 ¦ NULL
        ->i ¦ [[1, 2], [3]] ¦ 9 ¦ NULL
        -i ¦ [[1, 2], [3]] ¦ 0 ¦ [[3]]
        json->i ¦ [[1, 2], [3]] ¦ 0 ¦ [1, 2]
        -i ¦ [[1, 2], [3]] ¦ -1 ¦ [[1, 2]]
        json->i ¦ [[1, 2], [3]] ¦ -1 ¦ [3]
        #> ¦ [[1, 2], [3]] ¦ a ¦ NULL
        #>> ¦ [[1, 2], [3]] ¦ a ¦ NULL
        #- ¦ [[1, 2], [3]] ¦ a ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        json#> ¦ [[1, 2], [3]] ¦ a ¦ NULL
        set ¦ [[1, 2], [3]] ¦ a ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        insert ¦ [[1, 2], [3]] ¦ a ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        set ¦ [[1, 2], [3]] ¦ a ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        insert ¦ [[1, 2], [3]] ¦ a ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        #> ¦ [[1, 2], [3]] ¦ b,2,c ¦ NULL
        #>> ¦ [[1, 2], [3]] ¦ b,2,c ¦ NULL
        #- ¦ [[1, 2], [3]] ¦ b,2,c ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        json#> ¦ [[1, 2], [3]] ¦ b,2,c ¦ NULL
        insert ¦ [[1, 2], [3]] ¦ b,2,c ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        set ¦ [[1, 2], [3]] ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        #> ¦ [[1, 2], [3]] ¦ 0 ¦ [1, 2]
        #>> ¦ [[1, 2], [3]] ¦ 0 ¦ [1, 2]
        #- ¦ [[1, 2], [3]] ¦ 0 ¦ [[3]]
        insert ¦ [[1, 2], [3]] ¦ 0 ¦ "new" ¦ true ¦ [[1, 2], "new", [3]]
        insert ¦ [[1, 2], [3]] ¦ 0 ¦ "new" ¦ false ¦ ["new", [1, 2], [3]]
        #> ¦ [[1, 2], [3]] ¦ 1,0 ¦ 3
        #>> ¦ [[1, 2], [3]] ¦ 1,0 ¦ 3
        #- ¦ [[1, 2], [3]] ¦ 1,0 ¦ [[1, 2], []]
        json#> ¦ [[1, 2], [3]] ¦ 1,0 ¦ 3
        set ¦ [[1, 2], [3]] ¦ 1,0 ¦ "new" ¦ true ¦ [[1, 2], ["new"]]
        set ¦ [[1, 2], [3]] ¦ 1,0 ¦ "new" ¦ false ¦ [[1, 2], ["new"]]
        insert ¦ [[1, 2], [3]] ¦ 1,0 ¦ "new" ¦ false ¦ [[1, 2], ["new", 3]]
        #> ¦ [[1, 2], [3]] ¦ -1 ¦ [3]
        #>> ¦ [[1, 2], [3]] ¦ -1 ¦ [3]
        #- ¦ [[1, 2], [3]] ¦ -1 ¦ [[1, 2]]
        json#> ¦ [[1, 2], [3]] ¦ -1 ¦ [3]
        set ¦ [[1, 2], [3]] ¦ -1 ¦ "new" ¦ true ¦ [[1, 2], "new"]
        #> ¦ [[1, 2], [3]] ¦ b,b,b ¦ NULL
        #>> ¦ [[1, 2], [3]] ¦ b,b,b ¦ NULL
        #- ¦ [[1, 2], [3]] ¦ b,b,b ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        insert ¦ [[1, 2], [3]] ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        set ¦ [[1, 2], [3]] ¦ b,b,b ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        #> ¦ [[1, 2], [3]] ¦ x,y ¦ NULL
        #>> ¦ [[1, 2], [3]] ¦ x,y ¦ NULL
        #- ¦ [[1, 2], [3]] ¦ x,y ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        insert ¦ [[1, 2], [3]] ¦ x,y ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        set ¦ [[1, 2], [3]] ¦ x,y ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        insert ¦ [[1, 2], [3]] ¦ x,y ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        strip ¦ [[1, 2], [3]] ¦ [[1, 2], [3]]
        pretty ¦ [[1, 2], [3]] ¦ [⏎    [⏎        1,⏎        2⏎    ],⏎    [⏎        3⏎    ]⏎]
        typeof ¦ [[1, 2], [3]] ¦ array
        || ¦ [[1, 2], [3]] ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ [[1, 2], [3], {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"}]
        compare ¦ [[1, 2], [3]] ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        || ¦ [[1, 2], [3]] ¦ [1, "a", null, true, {"k": 1}] ¦ [[1, 2], [3], 1, "a", null, true, {"k": 1}]
        compare ¦ [[1, 2], [3]] ¦ [1, "a", null, true, {"k": 1}] ¦ -1
        || ¦ [[1, 2], [3]] ¦ "text" ¦ [[1, 2], [3], "text"]
        compare ¦ [[1, 2], [3]] ¦ "text" ¦ 1
        compare ¦ [[1, 2], [3]] ¦ 12.50 ¦ 1
        compare ¦ [[1, 2], [3]] ¦ null ¦ 1
        compare ¦ [[1, 2], [3]] ¦ {} ¦ -1
        || ¦ [[1, 2], [3]] ¦ [] ¦ [[1, 2], [3]]
        compare ¦ [[1, 2], [3]] ¦ [] ¦ 1
        compare ¦ [[1, 2], [3]] ¦ [[1, 2], [3]] ¦ 0
        compare ¦ [[1, 2], [3]] ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1
        || ¦ [[1, 2], [3]] ¦ [1, 2, 1.00, "1"] ¦ [[1, 2], [3], 1, 2, 1.00, "1"]
        compare ¦ [[1, 2], [3]] ¦ [1, 2, 1.00, "1"] ¦ -1
        -> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ a ¦ NULL
        - ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ a ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        ? ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ a ¦ false
        -> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b ¦ {"b": {"b": 1}}
        - ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b ¦ {"é": "é\n😀"}
        ? ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b ¦ true
        -> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ é ¦ "é\n😀"
        - ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ é ¦ {"b": {"b": {"b": 1}}}
        ? ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ é ¦ true
        ->i ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ NULL
        ->i ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ NULL
        ->i ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 2 ¦ NULL
        ->i ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 9 ¦ NULL
        -i ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ ERR 22023 cannot delete from object using integer index
        json->i ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ NULL
        -i ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ ERR 22023 cannot delete from object using integer index
        json->i ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ NULL
        #> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ a ¦ NULL
        #>> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ a ¦ NULL
        #- ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ a ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        json#> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ a ¦ NULL
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ a ¦ "new" ¦ false ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        #> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,2,c ¦ NULL
        #>> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,2,c ¦ NULL
        #- ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,2,c ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        json#> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,2,c ¦ NULL
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,2,c ¦ "new" ¦ true ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,2,c ¦ "new" ¦ true ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        #> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ NULL
        #>> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ NULL
        #- ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ "new" ¦ true ¦ {"0": "new", "b": {"b": {"b": 1}}, "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ "new" ¦ true ¦ {"0": "new", "b": {"b": {"b": 1}}, "é": "é\n😀"}
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ "new" ¦ false ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0 ¦ "new" ¦ false ¦ {"0": "new", "b": {"b": {"b": 1}}, "é": "é\n😀"}
        #> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 1,0 ¦ NULL
        #>> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 1,0 ¦ NULL
        #- ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 1,0 ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        json#> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 1,0 ¦ NULL
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 1,0 ¦ "new" ¦ true ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 1,0 ¦ "new" ¦ true ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 1,0 ¦ "new" ¦ false ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        #> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ NULL
        #>> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ NULL
        #- ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        json#> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ NULL
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ "new" ¦ true ¦ {"b": {"b": {"b": 1}}, "-1": "new", "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ "new" ¦ true ¦ {"b": {"b": {"b": 1}}, "-1": "new", "é": "é\n😀"}
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ "new" ¦ false ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1 ¦ "new" ¦ false ¦ {"b": {"b": {"b": 1}}, "-1": "new", "é": "é\n😀"}
        #> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,b,b ¦ 1
        #>> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,b,b ¦ 1
        #- ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,b,b ¦ {"b": {"b": {}}, "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22023 cannot replace existing key ! Try using the function jsonb_set to replace key value.
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ b,b,b ¦ "new" ¦ false ¦ {"b": {"b": {"b": "new"}}, "é": "é\n😀"}
        #> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ x,y ¦ NULL
        #>> ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ x,y ¦ NULL
        #- ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ x,y ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        set ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ x,y ¦ "new" ¦ false ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        insert ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ x,y ¦ "new" ¦ false ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        strip ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        pretty ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {⏎    "b": {⏎        "b": {⏎            "b": 1⏎        }⏎    },⏎    "é": "é\n😀"⏎}
        typeof ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ object
        || ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x", "é": "é\n😀"}
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ [1, "a", null, true, {"k": 1}] ¦ 1
        || ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ "text" ¦ [{"b": {"b": {"b": 1}}, "é": "é\n😀"}, "text"]
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ "text" ¦ 1
        || ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 12.50 ¦ [{"b": {"b": {"b": 1}}, "é": "é\n😀"}, 12.50]
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 12.50 ¦ 1
        || ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ null ¦ [{"b": {"b": {"b": 1}}, "é": "é\n😀"}, null]
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ null ¦ 1
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {} ¦ 1
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ [] ¦ 1
        || ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ [[1, 2], [3]] ¦ [{"b": {"b": {"b": 1}}, "é": "é\n😀"}, [1, 2], [3]]
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ [[1, 2], [3]] ¦ 1
        || ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {"b": {"b": {"b": 1}}, "é": "é\n😀"}
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ 0
        compare ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ [1, 2, 1.00, "1"] ¦ 1
        -> ¦ [1, 2, 1.00, "1"] ¦ a ¦ NULL
        - ¦ [1, 2, 1.00, "1"] ¦ a ¦ [1, 2, 1.00, "1"]
        ? ¦ [1, 2, 1.00, "1"] ¦ a ¦ false
        -> ¦ [1, 2, 1.00, "1"] ¦ b ¦ NULL
        - ¦ [1, 2, 1.00, "1"] ¦ b ¦ [1, 2, 1.00, "1"]
        ? ¦ [1, 2, 1.00, "1"] ¦ b ¦ false
        -> ¦ [1, 2, 1.00, "1"] ¦ é ¦ NULL
        - ¦ [1, 2, 1.00, "1"] ¦ é ¦ [1, 2, 1.00, "1"]
        ? ¦ [1, 2, 1.00, "1"] ¦ é ¦ false
        ->i ¦ [1, 2, 1.00, "1"] ¦ 0 ¦ 1
        ->i ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ "1"
        ->i ¦ [1, 2, 1.00, "1"] ¦ 2 ¦ 1.00
        ->i ¦ [1, 2, 1.00, "1"] ¦ 9 ¦ NULL
        -i ¦ [1, 2, 1.00, "1"] ¦ 0 ¦ [2, 1.00, "1"]
        json->i ¦ [1, 2, 1.00, "1"] ¦ 0 ¦ 1
        -i ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ [1, 2, 1.00]
        json->i ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ "1"
        #> ¦ [1, 2, 1.00, "1"] ¦ a ¦ NULL
        #>> ¦ [1, 2, 1.00, "1"] ¦ a ¦ NULL
        #- ¦ [1, 2, 1.00, "1"] ¦ a ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        json#> ¦ [1, 2, 1.00, "1"] ¦ a ¦ NULL
        set ¦ [1, 2, 1.00, "1"] ¦ a ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        set ¦ [1, 2, 1.00, "1"] ¦ a ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        insert ¦ [1, 2, 1.00, "1"] ¦ a ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "a"
        #> ¦ [1, 2, 1.00, "1"] ¦ b,2,c ¦ NULL
        #>> ¦ [1, 2, 1.00, "1"] ¦ b,2,c ¦ NULL
        #- ¦ [1, 2, 1.00, "1"] ¦ b,2,c ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        json#> ¦ [1, 2, 1.00, "1"] ¦ b,2,c ¦ NULL
        insert ¦ [1, 2, 1.00, "1"] ¦ b,2,c ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        set ¦ [1, 2, 1.00, "1"] ¦ b,2,c ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        #> ¦ [1, 2, 1.00, "1"] ¦ 0 ¦ 1
        #>> ¦ [1, 2, 1.00, "1"] ¦ 0 ¦ 1
        #- ¦ [1, 2, 1.00, "1"] ¦ 0 ¦ [2, 1.00, "1"]
        set ¦ [1, 2, 1.00, "1"] ¦ 0 ¦ "new" ¦ false ¦ ["new", 2, 1.00, "1"]
        #> ¦ [1, 2, 1.00, "1"] ¦ 1,0 ¦ NULL
        #>> ¦ [1, 2, 1.00, "1"] ¦ 1,0 ¦ NULL
        #- ¦ [1, 2, 1.00, "1"] ¦ 1,0 ¦ [1, 2, 1.00, "1"]
        json#> ¦ [1, 2, 1.00, "1"] ¦ 1,0 ¦ NULL
        set ¦ [1, 2, 1.00, "1"] ¦ 1,0 ¦ "new" ¦ true ¦ [1, 2, 1.00, "1"]
        set ¦ [1, 2, 1.00, "1"] ¦ 1,0 ¦ "new" ¦ false ¦ [1, 2, 1.00, "1"]
        insert ¦ [1, 2, 1.00, "1"] ¦ 1,0 ¦ "new" ¦ false ¦ [1, 2, 1.00, "1"]
        #> ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ "1"
        #>> ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ 1
        #- ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ [1, 2, 1.00]
        json#> ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ "1"
        set ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ "new" ¦ true ¦ [1, 2, 1.00, "new"]
        set ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ "new" ¦ false ¦ [1, 2, 1.00, "new"]
        insert ¦ [1, 2, 1.00, "1"] ¦ -1 ¦ "new" ¦ false ¦ [1, 2, 1.00, "new", "1"]
        #> ¦ [1, 2, 1.00, "1"] ¦ b,b,b ¦ NULL
        #>> ¦ [1, 2, 1.00, "1"] ¦ b,b,b ¦ NULL
        #- ¦ [1, 2, 1.00, "1"] ¦ b,b,b ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        set ¦ [1, 2, 1.00, "1"] ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        insert ¦ [1, 2, 1.00, "1"] ¦ b,b,b ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        set ¦ [1, 2, 1.00, "1"] ¦ b,b,b ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        insert ¦ [1, 2, 1.00, "1"] ¦ b,b,b ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "b"
        #> ¦ [1, 2, 1.00, "1"] ¦ x,y ¦ NULL
        #>> ¦ [1, 2, 1.00, "1"] ¦ x,y ¦ NULL
        #- ¦ [1, 2, 1.00, "1"] ¦ x,y ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        set ¦ [1, 2, 1.00, "1"] ¦ x,y ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        insert ¦ [1, 2, 1.00, "1"] ¦ x,y ¦ "new" ¦ true ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        set ¦ [1, 2, 1.00, "1"] ¦ x,y ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        insert ¦ [1, 2, 1.00, "1"] ¦ x,y ¦ "new" ¦ false ¦ ERR 22P02 path element at position 1 is not an integer: "x"
        strip ¦ [1, 2, 1.00, "1"] ¦ [1, 2, 1.00, "1"]
        pretty ¦ [1, 2, 1.00, "1"] ¦ [⏎    1,⏎    2,⏎    1.00,⏎    "1"⏎]
        typeof ¦ [1, 2, 1.00, "1"] ¦ array
        compare ¦ [1, 2, 1.00, "1"] ¦ {"a": 1, "b": [1, 2, {"c": null}], "aa": "x"} ¦ -1
        || ¦ [1, 2, 1.00, "1"] ¦ [1, "a", null, true, {"k": 1}] ¦ [1, 2, 1.00, "1", 1, "a", null, true, {"k": 1}]
        compare ¦ [1, 2, 1.00, "1"] ¦ [1, "a", null, true, {"k": 1}] ¦ -1
        compare ¦ [1, 2, 1.00, "1"] ¦ "text" ¦ 1
        || ¦ [1, 2, 1.00, "1"] ¦ 12.50 ¦ [1, 2, 1.00, "1", 12.50]
        compare ¦ [1, 2, 1.00, "1"] ¦ 12.50 ¦ 1
        || ¦ [1, 2, 1.00, "1"] ¦ null ¦ [1, 2, 1.00, "1", null]
        compare ¦ [1, 2, 1.00, "1"] ¦ null ¦ 1
        || ¦ [1, 2, 1.00, "1"] ¦ {} ¦ [1, 2, 1.00, "1", {}]
        compare ¦ [1, 2, 1.00, "1"] ¦ {} ¦ -1
        || ¦ [1, 2, 1.00, "1"] ¦ [] ¦ [1, 2, 1.00, "1"]
        compare ¦ [1, 2, 1.00, "1"] ¦ [] ¦ 1
        || ¦ [1, 2, 1.00, "1"] ¦ [[1, 2], [3]] ¦ [1, 2, 1.00, "1", [1, 2], [3]]
        compare ¦ [1, 2, 1.00, "1"] ¦ [[1, 2], [3]] ¦ 1
        compare ¦ [1, 2, 1.00, "1"] ¦ {"é": "\u00e9\n\ud83d\ude00", "b": {"b": {"b": 1}}} ¦ -1
        compare ¦ [1, 2, 1.00, "1"] ¦ [1, 2, 1.00, "1"] ¦ 0
        @> ¦ {"a":1,"b":{"c":[1,2,3]}} ¦ {"b":{"c":[3,1]}} ¦ true
        @> ¦ [1,2,[1,3]] ¦ [[1]] ¦ true
        @> ¦ [1,2,[1,3]] ¦ [1,3] ¦ false
        @> ¦ {"a":1} ¦ {"a":1.0} ¦ true
        @> ¦ "a" ¦ "a" ¦ true
        @> ¦ ["a","b"] ¦ "a" ¦ true
        @> ¦ "a" ¦ ["a"] ¦ false
        @> ¦ {"a":{}} ¦ {} ¦ true
        @> ¦ [] ¦ [] ¦ true
        @> ¦ [{"a":1,"b":2}] ¦ [{"a":1}] ¦ true
        @> ¦ {"a":[1]} ¦ {"a":1} ¦ false
        @> ¦ 1 ¦ 1.0 ¦ true
        @> ¦ [1,1] ¦ [1] ¦ true
        @> ¦ {"a":null} ¦ {"a":null} ¦ true
        @> ¦ null ¦ null ¦ true
        """#
}
