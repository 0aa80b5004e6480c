extension Layer {
    /// Saves all parameters and buffers as a safetensors file.
    ///
    /// - Throws: `InputError` when the file cannot be written; an older file is kept then
    public func saveWeights(to path: String) throws {
        let state = (parameters + buffers).map { ($0.name, $0.variable.value) }
        try writeAtomically(Safetensors.encode(state), to: path)
    }

    /// Loads parameters and buffers that `saveWeights` or another program has saved.
    ///
    /// - Throws: `InputError` when the file cannot be read, is not of this kind, or belongs to
    ///   another network; nothing of this network has been changed then
    public func loadWeights(from path: String) throws {
        let tensors = try Safetensors.decode(readFile(path), name: path)
        let state = parameters + buffers
        for parameter in state {
            guard let tensor = tensors[parameter.name] else {
                throw InputError(
                    "\(path) has no weights \"\(parameter.name)\": it was saved from another "
                        + "network.")
            }
            if tensor.shape != parameter.variable.shape {
                throw InputError(
                    "\(path) was saved from another network: \"\(parameter.name)\" has the shape "
                        + "\(tensor.shape) there and \(parameter.variable.shape) here.")
            }
        }
        if tensors.count != state.count {
            let known = Set(state.map(\.name))
            let extra = tensors.keys.filter { !known.contains($0) }.sorted()
            throw InputError(
                "\(path) was saved from another network: this one has no weights \"\(extra[0])\".")
        }
        for parameter in state { parameter.variable.value = tensors[parameter.name]! }
    }
}
