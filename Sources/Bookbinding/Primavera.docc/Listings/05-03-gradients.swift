let (y, switches) = maxPool2dWithSwitches(x, window: 2)
y.sum().backward()

let shared = Variable(tensor, requiresGradient: true)
averagePool2d(shared, window: 2).sum().backward()
