/// `application/x-www-form-urlencoded` as the URL Standard reads it, but refusing what is not UTF-8 rather than guessing.
extension Fields {
    mutating func readPairs(_ body: ArraySlice<UInt8>, limits: FormLimits) throws(FormError) {
        for pair in body.split(separator: UInt8(ascii: "&")) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.text(Self.decoded(halves[0]), of: "")
            guard name.utf8.count <= 200 else { throw .tooLong(field: "", limit: 200) }
            try take(halves.count > 1 ? Self.decoded(halves[1]) : [], as: name, limits: limits)
        }
    }

    /// A plus is a space; a percent sign without two hexadecimal digits stands for itself.
    private static func decoded(_ encoded: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var place = encoded.startIndex
        while place < encoded.endIndex {
            let byte = encoded[place]
            if byte == UInt8(ascii: "%"), place + 2 < encoded.endIndex,
                let high = Character(Unicode.Scalar(encoded[place + 1])).hexDigitValue,
                let low = Character(Unicode.Scalar(encoded[place + 2])).hexDigitValue
            {
                bytes.append(UInt8(high * 16 + low))
                place += 3
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                place += 1
            }
        }
        return bytes
    }
}
