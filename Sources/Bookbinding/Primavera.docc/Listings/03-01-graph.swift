let x = Value(-2)
let y = Value(5)
let z = Value(-4)
let q = x + y
let f = q * z
f.backward()
