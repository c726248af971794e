import Language

/// How many people, as one reader may know it. Below the threshold there is no number, so that nobody can be picked out of it; a page says
/// it in words (domain 0.3 G3, 0.5 and 14). The one rule for every number of people on a page that strangers open.
enum Headcount: Sendable, Equatable {
    case nobody
    /// Some, too few to be counted aloud.
    case few
    case exactly(Int)

    /// From so many on for anybody: the public threshold.
    static let anybody = 10
    /// From so many on for those who take part without being of the place: with a code, or by mail.
    static let takingPart = 5

    init(_ n: Int, from fewest: Int) { self = n <= 0 ? .nobody : n < fewest ? .few : .exactly(n) }
}

extension Reader {
    /// Below so many people this reader is given no number. The people of a place work with its exact numbers.
    func fewest(in space: ID<Space>) -> Int {
        if takesPart(in: space) { return 1 }
        return speaker?.space == space || roles[space] != nil ? Headcount.takingPart : Headcount.anybody
    }

    func headcount(_ n: Int, in space: ID<Space>) -> Headcount { Headcount(n, from: fewest(in: space)) }
}
