import Foundation

/// Values that only this installation can read again, as they wait in a page, a job or a row.
extension Keys {
    func sealed(_ value: some Encodable, for purpose: KeyPurpose) throws -> String {
        Base64URL.text(seal(Array(try JSONEncoder().encode(value)), for: purpose))
    }

    /// nil when it was not sealed here for this purpose, or was changed since.
    func opened<Value: Decodable>(_ sealed: String, as _: Value.Type = Value.self, for purpose: KeyPurpose) -> Value? {
        guard let bytes = Base64URL.bytes(sealed), let plain = open(bytes, for: purpose) else { return nil }
        return try? JSONDecoder().decode(Value.self, from: Data(plain))
    }
}
