private func tensorCost(_ p: [Variable]) -> Variable {
    let x = Variable(tensor([HandNetwork.slideInput]))
    let hidden = sigmoid(x.matrixProduct(p[0], transposingOther: true) + p[1])
    let output = sigmoid(hidden.matrixProduct(p[2], transposingOther: true) + p[3])
    return pow(output - Variable(tensor([HandNetwork.slideTarget])), 2).sum() * 0.5
}
