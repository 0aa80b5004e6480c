import Foundation
import Primavera

/// The pages that `docc` has made, as the files under `data` describe them.
struct ReferencePages {
    /// Each page: its address and what its file says.
    let pages: [(address: String, bytes: Int, content: [String: Any])]
    /// The address of each symbol's page, by the name that the compiler knows it by.
    let addresses: [String: String]

    init(of site: String) throws {
        let folder = site + "/data"
        var pages: [(address: String, bytes: Int, content: [String: Any])] = []
        var addresses: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        where name.hasSuffix(".json") {
            let data = Data(try Primavera.readFile(folder + "/" + name))
            guard let content = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            else {
                throw InputError("\(name) in the site is not a page.")
            }
            let address = "/" + name.dropLast(5)
            pages.append((address, data.count, content))
            if let metadata = content["metadata"] as? [String: Any],
                let symbol = metadata["externalID"] as? String
            {
                addresses[symbol] = address
            }
        }
        self.pages = pages
        self.addresses = addresses
    }
}
