import Database
import Language

/// The end of invitations nobody can use any more; with `InvitationStore` the owner of the table `invitations`.
struct PastInvitations {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Removes those that ran out before a day.
    func forget(before day: Day) throws {
        try tx.run("DELETE FROM invitations WHERE until < \(day)")
    }
}
