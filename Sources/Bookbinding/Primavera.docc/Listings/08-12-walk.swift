let points = zip(ends, ends.dropFirst()).flatMap { start, end in
    (0..<steps).map { step -> Tensor in
        let t = Float(step) / Float(steps - 1)
        return noise.slice(start..<start + 1) * (1 - t) + noise.slice(end..<end + 1) * t
    }
}
let images = generator.predict(Tensor.concatenated(points))
