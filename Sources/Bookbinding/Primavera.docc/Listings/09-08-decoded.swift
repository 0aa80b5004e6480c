let (across, down) = (evenly(width, count: 14), evenly(height, count: 14).reversed())
let places = down.flatMap { y in across.map { [Float($0), Float(y)] } }
