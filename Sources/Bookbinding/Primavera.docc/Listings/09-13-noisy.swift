/// The images with random numbers from a bell curve added to every pixel, kept between black and
/// white.
func noisy(_ images: Tensor, deviation: Float, using random: inout Random) -> Tensor {
    (images + random.normal(images.shape, deviation: deviation)).clamped(to: 0...1)
}
