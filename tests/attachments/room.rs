//! Pages of many sizes with ink at their edges: all of it is still seen in the pack, with the pack's
//! own words beside it. It looks at no tags.

use boardpack::cli::Exit;

use crate::attachments::built::{council_with, read};
use crate::attachments::writer::drawn;
use crate::support::{Picture, pictures_of};

/// The sizes of pages: common ones, and odd ones.
const SIZES: [(f64, f64); 10] = [
    (595.0, 842.0),
    (842.0, 595.0),
    (612.0, 792.0),
    (960.0, 540.0),
    (842.0, 1191.0),
    (300.0, 420.0),
    (720.0, 405.0),
    (500.0, 500.0),
    (200.0, 800.0),
    (420.0, 595.0),
];
/// Whole numbers that look made up, and are the same each time.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, most: u32) -> f64 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from((self.0 >> 8) % most)
    }
}

/// A page with red areas at its edges, or in the middle where `calm`.
fn page((width, height): (f64, f64), numbers: &mut Numbers, calm: bool) -> (f64, f64, String) {
    let mut content = String::from("1 0 0 rg ");
    for _ in 0..4 {
        let (wide, tall) = (20.0 + numbers.below(80), 6.0 + numbers.below(20));
        let far = |side: f64, own: f64| (side - own).max(0.0);
        let middle = |side: f64, own: f64, n: f64| far(side, own) * (0.3 + 0.4 * n / 100.0);
        let along = numbers.below(101);
        let (x, y) = match numbers.below(4) as u32 {
            _ if calm => (middle(width, wide, along), middle(height, tall, numbers.below(101))),
            0 => (far(width, wide) * along / 100.0, numbers.below(30)),
            1 => (far(width, wide) * along / 100.0, far(height, tall) - numbers.below(30)),
            2 => (numbers.below(30), far(height, tall) * along / 100.0),
            _ => (far(width, wide) - numbers.below(30), far(height, tall) * along / 100.0),
        };
        content.push_str(&format!("{:.1} {:.1} {wide} {tall} re f ", x.max(0.0), y.max(0.0)));
    }
    (width, height, content)
}

/// The number of red pixels of a picture.
fn red(picture: &Picture) -> f64 {
    let count = picture.2.chunks_exact(4).filter(|p| p[0] > 200 && p[1] < 80 && p[2] < 80).count();
    f64::from(u32::try_from(count).expect("pixels of a page"))
}

/// Builds a pack of made files, and holds each page against the one that was sent.
fn assert_nothing_covered(sizes: &[(f64, f64)], pages: usize) {
    let mut numbers = Numbers(7);
    let made = |(n, size): (usize, &(f64, f64))| {
        let pages: Vec<_> = (0..pages).map(|_| page(*size, &mut numbers, n % 4 == 3)).collect();
        (format!("f{n}"), drawn(&pages))
    };
    let files: Vec<(String, Vec<u8>)> = sizes.iter().enumerate().map(made).collect();
    let named: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let council = council_with(&named, "");
    let ran = council.run(&["build", "packs/made"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let pack = read(&council.path().join("out/packs/made"), files.len());
    let ours = pictures_of(pack.bytes.clone(), 2.0);
    let mut faults = Vec::new();
    let mut same = 0;
    for ((name, bytes), range) in files.iter().zip(&pack.ranges) {
        let theirs = pictures_of(bytes.clone(), 2.0);
        // All pages of a size are as much smaller.
        let shares: Vec<f64> =
            theirs.iter().zip(&ours[range.clone()]).map(|(theirs, ours)| red(ours) / red(theirs)).collect();
        assert_eq!(shares.len(), pages);
        let (least, most) = shares.iter().fold((f64::MAX, 0.0_f64), |(a, b), s| (a.min(*s), b.max(*s)));
        if most - least > 0.04 || most > 1.02 {
            faults.push(format!("{name}: {least:.3} to {most:.3}"));
        }
        same += usize::from(least > 0.98);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // Where the middle alone has ink, nothing becomes smaller.
    assert!(same >= files.len() / 4, "{same} files are as large as they were");
}

#[test]
fn no_ink_of_an_attachment_is_covered() {
    assert_nothing_covered(&SIZES[..4], 3);
}

#[test]
#[ignore = "two hundred pages are slow: .ci/slow runs it"]
fn no_ink_of_two_hundred_pages_is_covered() {
    let sizes: Vec<(f64, f64)> = SIZES.iter().flat_map(|size| [*size; 2]).collect();
    assert_nothing_covered(&sizes, 10);
}
