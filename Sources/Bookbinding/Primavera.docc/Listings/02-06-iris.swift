/// Iris by three thresholds that one can read off the petals: which are short (setosa), and which
/// are wide (virginica). Inputs: petal length and width in cm. Outputs: one unit a species.
let irisHidden = HandLayer([[1, 0], [0, 1]], biases: [-2.45, -1.75])
let irisOutput = HandLayer([[-1, -1], [1, -1], [1, 1]], biases: [0.5, -0.5, -1.5])
