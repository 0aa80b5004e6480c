import Foundation
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Shows a folder to the browsers of this machine, and of no other one.
///
/// The least of HTTP that a browser needs: it asks for a file, gets it, and the connection is closed.
struct Preview {
    private let folder: String
    private let port: UInt16

    init(of folder: String, port: UInt16) {
        self.folder = folder
        self.port = port
    }

    /// Answers until the program is ended.
    func serve() throws -> Never {
        let listener = try listen()
        signal(SIGPIPE, SIG_IGN)
        Terminal.write("The book is at http://localhost:\(port)/ until Ctrl-C.\n")
        while true {
            let connection = accept(listener, nil, nil)
            if connection < 0 { continue }
            DispatchQueue.global().async { [self] in
                answer(connection)
                close(connection)
            }
        }
    }

    /// A socket of 127.0.0.1, which other machines cannot reach.
    private func listen() throws -> Int32 {
        #if canImport(Glibc)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        let listener = socket(AF_INET, stream, 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if listener < 0 || !isBound || systemListen(listener, 64) != 0 {
            throw InputError(
                "Port \(port) cannot be used: \(lastSystemError()). Try another: --port 8081.")
        }
        return listener
    }

    private func answer(_ connection: Int32) {
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var request = [UInt8]()
        var part = [UInt8](repeating: 0, count: 4096)
        while !request.contains([13, 10, 13, 10]), request.count < 65_536 {
            let count = recv(connection, &part, part.count, 0)
            if count <= 0 { break }
            request += part[..<count]
        }
        let words = String(decoding: request, as: UTF8.self).split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0] == "GET" || words[0] == "HEAD" else { return }
        let response = Self.response(to: String(words[1]), in: folder)
        var bytes = Array(
            """
            HTTP/1.1 \(response.status)\r
            Content-Type: \(response.type)\r
            Content-Length: \(response.body.count)\r
            Cache-Control: no-store\r
            Connection: close\r
            \(response.location.map { "Location: \($0)\r\n" } ?? "")\r

            """.utf8)
        if words[0] == "GET" { bytes += response.body }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, 0)
            }
            if count <= 0 { return }
            sent += count
        }
    }

    struct Response: Equatable {
        var status = "200 OK"
        var type = "text/plain; charset=utf-8"
        var body: [UInt8] = []
        var location: String?
    }

    /// What an address gets: a file, the index of a folder, or a sentence. Nothing outside of the folder.
    static func response(to target: String, in folder: String) -> Response {
        let path = target.prefix { $0 != "?" && $0 != "#" }.removingPercentEncoding ?? ""
        let parts = path.split(separator: "/")
        if !path.hasPrefix("/") || parts.contains("..") || path.contains("\0") {
            return Response(status: "400 Bad Request", body: Array("No such address.\n".utf8))
        }
        let file = ([folder] + parts.map(String.init)).joined(separator: "/")
        var isFolder = ObjCBool(false)
        if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) {
            if !isFolder.boolValue, let body = try? Primavera.readFile(file) {
                return Response(type: type(of: file), body: body)
            }
            if isFolder.boolValue, let body = try? Primavera.readFile(file + "/index.html") {
                // With a slash at the end, as other servers do it.
                if path.hasSuffix("/") { return Response(type: type(of: ".html"), body: body) }
                return Response(status: "301 Moved Permanently", location: target + "/")
            }
        }
        return Response(status: "404 Not Found", body: Array("There is no page \(path).\n".utf8))
    }

    private static func type(of file: String) -> String {
        switch file.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg": "image/jpeg"
        case "ico": "image/x-icon"
        case "txt", "swift": "text/plain; charset=utf-8"
        default: "application/octet-stream"
        }
    }
}

/// The system's `listen`, under a name that the method above does not hide.
private let systemListen: @Sendable (Int32, Int32) -> Int32 = {
    #if canImport(Glibc)
    Glibc.listen($0, $1)
    #else
    Darwin.listen($0, $1)
    #endif
}
