let racers: [(name: String, make: ([Variable]) -> any Optimizer)] = [
    ("SGD", { GradientDescent($0, learningRate: 0.45) }),
    ("momentum", { GradientDescent($0, learningRate: 0.08, momentum: 0.9) }),
    ("Nesterov", { GradientDescent($0, learningRate: 0.08, momentum: 0.9, nesterov: true) }),
    ("AdaGrad", { AdaGrad($0, learningRate: 0.9) }),
    ("AdaDelta", { AdaDelta($0, learningRate: 20) }),
    ("RMSProp", { RMSProp($0, learningRate: 0.12) }),
    ("Adam", { Adam($0, learningRate: 0.3) }),

let cost = (place * place * Variable([0.1, 2])).sum()
path.x.append(Double(place.value[0]))
path.y.append(Double(place.value[1]))
own.append(Double(cost.value.scalar))
optimizer.zeroGradients()
cost.backward()
optimizer.step()
