import Glibc

/// When a file or folder last changed in any way (`st_ctim`, which nobody can set back), in seconds since 1970; nil where there is none.
/// A link is looked at itself.
public func lastChange(of path: String) -> Int? {
    // Here and not where it is needed: with the whole of the product's modules imported, an optimised build no longer finds the fields.
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return nil }
    return facts.st_ctim.tv_sec
}
