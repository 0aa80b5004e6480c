/// The four original files from a folder, as they are or as `.gz`.
///
/// - Throws: `InputError` when the folder or a file is missing, damaged, or does not fit
public static func read(
    from folder: String
) throws -> (train: LabelledImages, test: LabelledImages) {
    var status = stat()
    if stat(folder, &status) != 0 {
        throw InputError("There is no folder \(folder): check the path after --data.")
    }
    if status.st_mode & S_IFMT != S_IFDIR {
        throw InputError("\(folder) is not a folder: --data takes the folder of the files.")
    }
    return (try part("train", of: folder), try part("t10k", of: folder))
}
