/// Exercise 9.3 · A decoder without weights of its own.
///
/// With *tied* weights the decoder uses the encoder's matrix the other way round, its rows as columns:
/// `rebuiltⱼ = Σᵢ W[i][j] codeᵢ + dⱼ`. Half as many numbers have to be learned. No activation here.
///
/// - Parameters:
///   - code: k numbers
///   - encoderWeights: k rows of n numbers, as the encoder has them
///   - biases: n numbers d
///
/// ```swift
/// tiedDecode([2, 1], encoderWeights: [[1, 0, 3], [0, 1, -1]], biases: [0, 0, 0.5])      // [2, 1, 5.5]
