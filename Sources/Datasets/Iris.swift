import Primavera

/// 150 iris flowers of three species, four measurements each. Fisher 1936.
///
/// ```swift
/// let flowers = try Iris.load()
/// flowers.features.shape         // [150, 4]
/// flowers.classNames.count       // 3
/// ```
public enum Iris {
    /// Features `[150, 4]` in cm: sepal length and width, petal length and width.
    public static func load() throws -> LabelledVectors {
        try read(csv: Resources.path("iris.csv"))
    }

    /// A table of one's own: columns of numbers, then a last column with the name of the class.
    ///
    /// - Throws: `InputError` when a cell is missing or not a number, with its line
    public static func read(csv path: String) throws -> LabelledVectors {
        let table = try CSV(path: path)
        guard table.header.count >= 2, let last = table.header.last else {
            throw InputError(
                "\(path) needs columns of numbers and then one with the class; it has only "
                    + table.header.joined(separator: ", ") + ".")
        }
        if table.rows.isEmpty { throw InputError("\(path) has a header, but no rows.") }
        let names = table.header.dropLast().map(\.trimmed)
        let columns = try names.map { try table.floats($0) }
        let species = try table.texts(last.trimmed)
        var classNames: [String] = []
        for name in species where !classNames.contains(name) { classNames.append(name) }
        return LabelledVectors(
            features: Tensor(columns).transposed(),
            labels: species.map { classNames.firstIndex(of: $0) ?? 0 }, featureNames: names,
            classNames: classNames)
    }
}
