import Primavera
import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Exercises 6.4 to 6.7: training LeNet-5.
final class Lesson06TrainingTests: ExerciseTestCase {
    func testBatchCrossEntropy() throws {
        try exercise("6.4") { judge in
            try judge.expect(
                "batchCrossEntropy([[2, 1, 0.1]], labels: [0])",
                Answer(Submission.batchCrossEntropy([[2, 1, 0.1]], [0])), Answer(0.417_030),
                tolerance: 1e-5,
                mistakes: [
                    KnownMistake(Answer(-0.417_030), "The minus sign is missing."),
                    KnownMistake(Answer(0.659_001), "This is the probability: −log of it."),
                    KnownMistake(
                        Answer(0.417_030 / 3), "The mean is over the batch, not over the classes."),
                    KnownMistake(
                        Answer(2.417_030), "The label's own logit is missing: take it away."),
                    KnownMistake(
                        Answer(-1.582_970),
                        "The maximum m that was taken away has to come back: + m."),
                ])
            try judge.expect(
                "batchCrossEntropy([[1000, 0], [0, 1000]], labels: [0, 0])",
                Answer(Submission.batchCrossEntropy([[1_000, 0], [0, 1_000]], [0, 0])), Answer(500),
                mistakes: [
                    KnownMistake(
                        Answer(Double.infinity), "e¹⁰⁰⁰ overflowed: subtract the maximum first."),
                    KnownMistake(
                        Answer(Double.nan), "e¹⁰⁰⁰ overflowed: subtract the maximum first."),
                    KnownMistake(
                        Answer(0), "This is the cost of the largest logit, not of the label's."),
                    KnownMistake(
                        Answer(1_000), "This is the sum: the mean over the batch is asked."),
                ])
            var inputs = Inputs(seed: 4)
            for (n, k) in [(1, 2), (3, 4), (5, 10)] {
                let logits = inputs.rows(n, k)
                let labels = inputs.integers(n, below: k)
                var total = 0.0
                for i in 0..<n { total -= log(Reference.softmax(logits[i])[labels[i]]) }
                try judge.expect(
                    "batchCrossEntropy(\(logits), labels: \(labels))",
                    Answer(Submission.batchCrossEntropy(logits, labels)), Answer(total / Double(n)),
                    mistakes: [KnownMistake(Answer(total), "This is the sum: the mean is asked.")])
            }
        }
    }

    func testReadRight() throws {
        try exercise("6.5") { judge in
            try judge.expect(
                "readRight([[0.1, 0.9], [0.8, 0.2]], labels: [1, 1])",
                Answer(Submission.readRight([[0.1, 0.9], [0.8, 0.2]], [1, 1])), Answer(0.5),
                mistakes: [
                    KnownMistake(Answer(0), "1 / 2 of integers is 0: make Doubles of them first."),
                    KnownMistake(
                        Answer(1), "This is how many are right: divide by how many there are."),
                    KnownMistake(Answer(50), "This is in percent: a part is from 0 to 1."),
                ])
            try judge.expect(
                "readRight([[3, 1, 2], [0, 1, 0], [0, 0, 9]], labels: [0, 1, 1])",
                Answer(
                    Submission.readRight([[3, 1, 2], [0, 1, 0], [0, 0, 9]], [0, 1, 1])),
                Answer(2.0 / 3),
                mistakes: [
                    KnownMistake(Answer(1.0 / 3), "This is the part that is wrong."),
                    KnownMistake(
                        Answer(0), "Of each row the largest number is the answer, not the smallest."
                    ),
                ])
            try judge.expect(
                "readRight([[0.5, 0.5]], labels: [0])",
                Answer(Submission.readRight([[0.5, 0.5]], [0])),
                Answer(1),
                mistakes: [KnownMistake(Answer(0), "Of equals the first one is the answer.")])
            var inputs = Inputs(seed: 5)
            for (n, k) in [(1, 2), (8, 3), (20, 10)] {
                let scores = inputs.rows(n, k)
                let labels = inputs.integers(n, below: k)
                var hits = 0
                for i in 0..<n {
                    var best = 0
                    for c in 1..<k where scores[i][c] > scores[i][best] { best = c }
                    if best == labels[i] { hits += 1 }
                }
                try judge.expect(
                    "readRight(\(scores), labels: \(labels))",
                    Answer(Submission.readRight(scores, labels)),
                    Answer(Double(hits) / Double(n)))
            }
        }
    }

    func testTrainingStep() throws {
        try exercise("6.6") { judge in
            // Two steps on a small layer, computed by hand: softmax minus target, times the input.
            let layer = Dense(
                weight: [[0.1, -0.2], [0.3, 0.4], [0, 0.5]], bias: [0, 0.1, -0.1])
            let network = Sequential([layer])
            let optimizer = GradientDescent(network.variables, learningRate: 0.5)
            var weights = [[0.1, -0.2], [0.3, 0.4], [0, 0.5]]
            var biases = [0, 0.1, -0.1]
            var last = weights.map { $0.map { _ in 0.0 } }
            for (step, x) in [[1.0, 2.0], [-1, 0.5]].enumerated() {
                let p = Reference.softmax(Reference.sums(x, weights, biases))
                let before = weights
                let cost = Submission.trainingStep(
                    network, optimizer, Tensor([x.map { Float($0) }]), [[0, 1, 0]])
                for k in 0..<3 {
                    let delta = p[k] - (k == 1 ? 1 : 0)
                    for i in 0..<2 { weights[k][i] -= 0.5 * delta * x[i] }
                    biases[k] -= 0.5 * delta
                }
                try judge.expect(
                    "the cost of step \(step + 1)", Answer(Double(cost)), Answer(-log(p[1])),
                    tolerance: 1e-5,
                    mistakes: [
                        KnownMistake(
                            Answer(-log(Reference.softmax(Reference.sums(x, weights, biases))[1])),
                            "This is the cost after the step: the one before is asked."),
                        KnownMistake(
                            Answer(-log(Reference.softmax(p)[1])),
                            "The network gives logits: this is the cost with one softmax too many."),
                    ])
                let steps = weights.indices.map { k in
                    weights[k].indices.map { weights[k][$0] - before[k][$0] }
                }
                // Where the gradients of step 1 take part, step 2 makes that step once more.
                let both = weights.indices.map { k in
                    weights[k].indices.map { weights[k][$0] + last[k][$0] }
                }
                let twice = weights.indices.map { k in
                    weights[k].indices.map { weights[k][$0] + steps[k][$0] }
                }
                last = steps
                try judge.expect(
                    "the weights after step \(step + 1)", Answer(layer.weight.value),
                    Answer(weights),
                    tolerance: 1e-5,
                    mistakes: [
                        KnownMistake(
                            Answer(before),
                            "Nothing was learned: backward() and step() are missing, or "
                                + "zeroGradients() came between them."),
                        KnownMistake(
                            Answer(twice), "The weights went twice as far: one step is asked."),
                        KnownMistake(
                            Answer(both),
                            "The gradients of step 1 took part: zeroGradients() is missing, or "
                                + "comes too late."),
                    ])
            }
        }
    }

    func testEarlyStop() throws {
        try exercise("6.7") { judge in
            func answer(_ pair: (stop: Int, best: Int)) -> Answer {
                Answer([pair.stop, pair.best])
            }
            try judge.expect(
                "earlyStop(costs: [5, 3, 4, 3.5, 2], patience: 2), stop and best,",
                answer(Submission.earlyStop([5, 3, 4, 3.5, 2], 2)), Answer([3, 1]),
                mistakes: [
                    KnownMistake(
                        Answer([4, 4]), "It did not stop: two epochs in a row were not better."),
                    KnownMistake(Answer([2, 1]), "It stopped after one epoch: the patience is 2."),
                    KnownMistake(Answer([4, 2]), "Epochs are counted from 0."),
                ])
            try judge.expect(
                "earlyStop(costs: [3, 4, 2, 3, 1], patience: 2), stop and best,",
                answer(Submission.earlyStop([3, 4, 2, 3, 1], 2)), Answer([4, 4]),
                mistakes: [
                    KnownMistake(
                        Answer([3, 2]), "In a row: after a better epoch the waiting begins anew.")
                ])
            for (costs, patience, right) in [
                ([4, 3, 2, 1], 1, [3, 3]), ([1.0], 3, [0, 0]), ([2, 2, 2, 2], 2, [2, 0]),
                ([3, 4, 2, 3, 1, 5, 5, 5], 2, [6, 4]), ([1, 2, 3], 5, [2, 0]),
            ] {
                try judge.expect(
                    "earlyStop(costs: \(costs), patience: \(patience)), stop and best,",
                    answer(Submission.earlyStop(costs, patience)), Answer(right),
                    mistakes: costs == [2, 2, 2, 2]
                        ? [
                            KnownMistake(
                                Answer([3, 3]), "A cost that stands still is no better: <, not <=.")
                        ]
                        : [])
            }
        }
    }
}
