// SPDX-License-Identifier: Apache-2.0

extension Digests {
    /// The SHA-256 digest of `message`, 32 bytes.
    static func sha256(_ message: [UInt8]) -> [UInt8] {
        sha(message, halves(initial512), 32, rounds: 64)
    }

    /// The SHA-224 digest of `message`, 28 bytes.
    static func sha224(_ message: [UInt8]) -> [UInt8] {
        // The second halves of SHA-384's initial words.
        let initial = initial384.map { UInt32(truncatingIfNeeded: $0) }
        return sha(message, initial, 28, rounds: 64)
    }

    /// The SHA-512 digest of `message`, 64 bytes.
    static func sha512(_ message: [UInt8]) -> [UInt8] { sha(message, initial512, 64, rounds: 80) }

    /// The SHA-384 digest of `message`, 48 bytes.
    static func sha384(_ message: [UInt8]) -> [UInt8] { sha(message, initial384, 48, rounds: 80) }

    /// SHA-256's constants are the first halves of SHA-512's.
    private static func halves(_ words: [UInt64]) -> [UInt32] { words.map { UInt32($0 >> 32) } }

    private static func sha<Word: FixedWidthInteger & UnsignedInteger>(
        _ message: [UInt8],
        _ initial: [Word],
        _ length: Int,
        rounds: Int
    ) -> [UInt8] {
        let wide = Word.bitWidth == 64
        let block = wide ? 128 : 64
        let constants: [Word] = roundConstants.prefix(rounds).map {
            Word(truncatingIfNeeded: wide ? $0 : $0 >> 32)
        }
        let rotations: [[Word]] =
            wide
            ? [[1, 8, 7], [19, 61, 6], [14, 18, 41], [28, 34, 39]]
            : [[7, 18, 3], [17, 19, 10], [6, 11, 25], [2, 13, 22]]
        func rotate(_ word: Word, _ count: Word) -> Word {
            word >> count | word << (Word(Word.bitWidth) - count)
        }
        func small(_ word: Word, _ by: [Word]) -> Word {
            rotate(word, by[0]) ^ rotate(word, by[1]) ^ (word >> by[2])
        }
        func large(_ word: Word, _ by: [Word]) -> Word {
            rotate(word, by[0]) ^ rotate(word, by[1]) ^ rotate(word, by[2])
        }
        var state = initial
        let bytes = padded(message, block: block, lengthBytes: block / 8, bigEndian: true)
        for start in stride(from: 0, to: bytes.count, by: block) {
            var w: [Word] = words(bytes, at: start, count: 16)
            for t in 16..<rounds {
                w.append(
                    small(w[t - 2], rotations[1]) &+ w[t - 7] &+ small(w[t - 15], rotations[0])
                        &+ w[t - 16]
                )
            }
            var s = state
            for t in 0..<rounds {
                let choice = (s[4] & s[5]) ^ (~s[4] & s[6])
                let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])
                let first = s[7] &+ large(s[4], rotations[2]) &+ choice &+ constants[t] &+ w[t]
                let second = large(s[0], rotations[3]) &+ majority
                s = [first &+ second, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
            }
            for index in 0..<8 { state[index] &+= s[index] }
        }
        let size = Word.bitWidth / 8
        let digest = state.flatMap { word in
            (0..<size).map { UInt8(truncatingIfNeeded: word >> Word(8 * (size - 1 - $0))) }
        }
        return Array(digest.prefix(length))
    }

    /// The fractional parts of the square roots of the first eight primes.
    private static let initial512: [UInt64] = [
        0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1,
        0x510E_527F_ADE6_82D1, 0x9B05_688C_2B3E_6C1F, 0x1F83_D9AB_FB41_BD6B, 0x5BE0_CD19_137E_2179,
    ]

    /// The fractional parts of the square roots of the ninth to sixteenth primes.
    private static let initial384: [UInt64] = [
        0xCBBB_9D5D_C105_9ED8, 0x629A_292A_367C_D507, 0x9159_015A_3070_DD17, 0x152F_ECD8_F70E_5939,
        0x6733_2667_FFC0_0B31, 0x8EB4_4A87_6858_1511, 0xDB0C_2E0D_64F9_8FA7, 0x47B5_481D_BEFA_4FA4,
    ]

    /// The fractional parts of the cube roots of the first eighty primes.
    private static let roundConstants: [UInt64] = [
        0x428A_2F98_D728_AE22, 0x7137_4491_23EF_65CD, 0xB5C0_FBCF_EC4D_3B2F, 0xE9B5_DBA5_8189_DBBC,
        0x3956_C25B_F348_B538, 0x59F1_11F1_B605_D019, 0x923F_82A4_AF19_4F9B, 0xAB1C_5ED5_DA6D_8118,
        0xD807_AA98_A303_0242, 0x1283_5B01_4570_6FBE, 0x2431_85BE_4EE4_B28C, 0x550C_7DC3_D5FF_B4E2,
        0x72BE_5D74_F27B_896F, 0x80DE_B1FE_3B16_96B1, 0x9BDC_06A7_25C7_1235, 0xC19B_F174_CF69_2694,
        0xE49B_69C1_9EF1_4AD2, 0xEFBE_4786_384F_25E3, 0x0FC1_9DC6_8B8C_D5B5, 0x240C_A1CC_77AC_9C65,
        0x2DE9_2C6F_592B_0275, 0x4A74_84AA_6EA6_E483, 0x5CB0_A9DC_BD41_FBD4, 0x76F9_88DA_8311_53B5,
        0x983E_5152_EE66_DFAB, 0xA831_C66D_2DB4_3210, 0xB003_27C8_98FB_213F, 0xBF59_7FC7_BEEF_0EE4,
        0xC6E0_0BF3_3DA8_8FC2, 0xD5A7_9147_930A_A725, 0x06CA_6351_E003_826F, 0x1429_2967_0A0E_6E70,
        0x27B7_0A85_46D2_2FFC, 0x2E1B_2138_5C26_C926, 0x4D2C_6DFC_5AC4_2AED, 0x5338_0D13_9D95_B3DF,
        0x650A_7354_8BAF_63DE, 0x766A_0ABB_3C77_B2A8, 0x81C2_C92E_47ED_AEE6, 0x9272_2C85_1482_353B,
        0xA2BF_E8A1_4CF1_0364, 0xA81A_664B_BC42_3001, 0xC24B_8B70_D0F8_9791, 0xC76C_51A3_0654_BE30,
        0xD192_E819_D6EF_5218, 0xD699_0624_5565_A910, 0xF40E_3585_5771_202A, 0x106A_A070_32BB_D1B8,
        0x19A4_C116_B8D2_D0C8, 0x1E37_6C08_5141_AB53, 0x2748_774C_DF8E_EB99, 0x34B0_BCB5_E19B_48A8,
        0x391C_0CB3_C5C9_5A63, 0x4ED8_AA4A_E341_8ACB, 0x5B9C_CA4F_7763_E373, 0x682E_6FF3_D6B2_B8A3,
        0x748F_82EE_5DEF_B2FC, 0x78A5_636F_4317_2F60, 0x84C8_7814_A1F0_AB72, 0x8CC7_0208_1A64_39EC,
        0x90BE_FFFA_2363_1E28, 0xA450_6CEB_DE82_BDE9, 0xBEF9_A3F7_B2C6_7915, 0xC671_78F2_E372_532B,
        0xCA27_3ECE_EA26_619C, 0xD186_B8C7_21C0_C207, 0xEADA_7DD6_CDE0_EB1E, 0xF57D_4F7F_EE6E_D178,
        0x06F0_67AA_7217_6FBA, 0x0A63_7DC5_A2C8_98A6, 0x113F_9804_BEF9_0DAE, 0x1B71_0B35_131C_471B,
        0x28DB_77F5_2304_7D84, 0x32CA_AB7B_40C7_2493, 0x3C9E_BE0A_15C9_BEBC, 0x431D_67C4_9C10_0D4C,
        0x4CC5_D4BE_CB3E_42B6, 0x597F_299C_FC65_7E2A, 0x5FCB_6FAB_3AD6_FAEC, 0x6C44_198C_4A47_5817,
    ]
}
