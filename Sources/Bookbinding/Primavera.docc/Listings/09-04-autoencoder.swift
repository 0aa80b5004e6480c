let encoder: Sequential
let decoder: Sequential
/// Both, one after the other: this is what learns.
let network: Sequential

init(encoder: Sequential, decoder: Sequential) {
    self.encoder = encoder
    self.decoder = decoder
    network = Sequential([encoder, decoder])
}

/// The images as they come back.
func rebuilt(_ images: Tensor) -> Tensor { network.predict(images) }
