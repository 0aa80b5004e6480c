func linear(_ count: Int) -> (rebuilt: Tensor, error: Double) {
    let pca = PrincipalComponents(of: known, count: count)
    let rebuilt = pca.decode(pca.encode(unseen))
    let error = mean(errors(unseen, rebuilt))
    lesson.claim("pca.\(count).error", error)
    return (rebuilt, error)
}
