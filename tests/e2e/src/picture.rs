//! Compares pictures that drivers take of a page.
//!
//! It knows PNG; it knows no page.

/// The side of the squares whose colors are compared; edges differ less than what stands between them.
const SQUARE: usize = 8;

/// Says where two PNGs differ most, if any square's mean color differs by more than `tolerance` of 255.
///
/// # Panics
/// When one of them is no PNG.
pub fn difference(one: &[u8], other: &[u8], tolerance: u32) -> Option<String> {
    // Equal files are equal pictures, and far more quickly compared.
    if one == other {
        return None;
    }
    let (one, other) = (Picture::read(one), Picture::read(other));
    if (one.width, one.height) != (other.width, other.height) {
        return Some(format!("{} × {} instead of {} × {}", other.width, other.height, one.width, one.height));
    }
    let squares =
        (0..one.height).step_by(SQUARE).flat_map(|top| (0..one.width).step_by(SQUARE).map(move |at| (at, top)));
    let apart = |(left, top)| {
        let (one, other) = (one.mean(left, top), other.mean(left, top));
        one.iter().zip(other).map(|(one, other)| one.abs_diff(other)).max().unwrap_or_default()
    };
    let (most, (left, top)) = squares.map(|square| (apart(square), square)).max()?;
    // Where even the means agree, something is different all the same.
    (most > tolerance || tolerance == 0).then(|| format!("differs by {most} at {left}, {top}"))
}

/// Decoded pixels, four bytes each.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn read(png: &[u8]) -> Self {
        let header = minipng::decode_png_header(png).expect("drivers send PNG");
        let mut pixels = vec![0; header.required_bytes_rgba8bpc()];
        let mut image = minipng::decode_png(png, &mut pixels).expect("drivers send whole pictures");
        image.convert_to_rgba8bpc().expect("there is room for every pixel");
        let (width, height) = (image.width() as usize, image.height() as usize);
        Self { width, height, pixels }
    }

    /// The mean of each channel over the square that begins there.
    fn mean(&self, left: usize, top: usize) -> [u32; 3] {
        let (right, bottom) = ((left + SQUARE).min(self.width), (top + SQUARE).min(self.height));
        let mut sums = [0; 3];
        for row in top..bottom {
            for pixel in self.pixels[4 * (row * self.width + left)..4 * (row * self.width + right)].chunks_exact(4) {
                for (sum, channel) in sums.iter_mut().zip(pixel) {
                    *sum += u32::from(*channel);
                }
            }
        }
        let count = u32::try_from((right - left) * (bottom - top)).unwrap_or(u32::MAX);
        sums.map(|sum| sum / count)
    }
}
