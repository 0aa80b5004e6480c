for layers in 1...4 {
    let x = Variable(Tensor.zeros([1, 1, 25, 25]), requiresGradient: true)
    let kernel = Variable(Tensor.ones([1, 1, 3, 3]))
    let y = (0..<layers).reduce(x) { y, _ in conv2d(y, weight: kernel, padding: 1) }
    y.slice(axis: 2, 12..<13).slice(axis: 3, 12..<13).sum().backward()
    let seen = x.gradient!.slice(axis: 2, 12..<13).values.filter { $0 != 0 }.count
