import FoundationEssentials
import Primavera

/// How many damaged files a test makes: `count`, or so many times more as `PRIMAVERA_MUTATIONS_TIMES`
/// says, for a longer run than one wants to wait for every day.
func mutations(_ count: Int) -> Int {
    count
        * (ProcessInfo.processInfo.environment["PRIMAVERA_MUTATIONS_TIMES"].flatMap(Int.init) ?? 1)
}

/// The bytes with a few of them changed, lost, doubled or exchanged.
func mutated(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var result = bytes
    for _ in 0...random.integer(below: 2) where !result.isEmpty {
        let place = random.integer(below: result.count)
        switch random.integer(below: 6) {
        case 0: result[place] = UInt8(random.integer(below: 256))
        case 1: result[place] ^= 1 << UInt8(random.integer(below: 8))
        case 2: result.remove(at: place)
        case 3: result.insert(UInt8(random.integer(below: 256)), at: place)
        case 4: result[place] = random.bernoulli(0.5) ? 255 : 0
        default:
            let end = min(result.count, place + random.integer(below: 40))
            result.removeSubrange(place..<end)
        }
    }
    return result
}
