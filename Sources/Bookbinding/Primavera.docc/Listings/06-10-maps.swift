let digit = Variable(framed(test.images.slice(0..<1)))
let (maps, deeper) = withoutGradients { () -> (Tensor, Tensor) in
    let maps = first(digit)
    return (maps.value, third(network.layers[1](maps)).value)
}
