import Dispatch
import Synchronization

/// Maps a list with so many threads at a time, in order of the list; the first error ends it.
func inParallel<Element: Sendable, Result: Sendable>(
    _ elements: [Element], width: Int, _ body: @escaping @Sendable (Element) throws -> Result
) throws -> [Result] {
    let state = Mutex((next: 0, results: [Int: Swift.Result<Result, any Error>]()))
    DispatchQueue.concurrentPerform(iterations: max(1, min(width, elements.count))) { _ in
        while true {
            let index = state.withLock { state in
                defer { state.next += 1 }
                return state.next
            }
            if index >= elements.count { return }
            let result = Swift.Result { try body(elements[index]) }
            state.withLock {
                $0.results[index] = result
                if case .failure = result { $0.next = elements.count }
            }
        }
    }
    let results = state.withLock { $0.results }
    if let failed = results.sorted(by: { $0.key < $1.key }).first(where: {
        if case .failure = $0.value { true } else { false }
    }) {
        _ = try failed.value.get()
    }
    return try elements.indices.map { try results[$0]!.get() }
}
