/// `P = K² · C · N + N`
func parameters(kernel k: Int, channels c: Int, filters n: Int) -> Int { k * k * c * n + n }
