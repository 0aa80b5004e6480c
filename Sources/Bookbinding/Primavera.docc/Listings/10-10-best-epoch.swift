/// The epoch (from 0) with the smallest loss, on the validation examples where there are any.
public var bestEpoch: Int? {
    epochs.indices.min { epochs[$0].judgedLoss < epochs[$1].judgedLoss }
}
