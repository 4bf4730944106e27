//! Every page of an attachment looks in the pack as it looks alone, but where words of ours
//! stand on it. It reads no text and no tags.

use std::collections::BTreeMap;

use crate::attachments::built::{build, original, pack};
use crate::attachments::corpus::{CASES, UNLIKE};
use crate::attachments::writer::drawn;
use crate::support::{Picture, pictures_of};

/// By how much a channel may differ: edges of letters are drawn a little otherwise where a page's
/// corner is moved by part of a point.
const SHADE: u8 = 48;
/// Which part of a page's pixels may differ by more.
const SHARE: f64 = 0.0005;
/// Which part of a page may be ours.
const OURS: f64 = 0.06;
/// How many pixels round our words are not compared.
const EDGE: usize = 2;

#[test]
fn pages_look_as_they_did() {
    let mut twins = BTreeMap::new();
    let mut faults = Vec::new();
    for case in CASES {
        let pack = pack(case.name);
        let first = pack.ranges[0].start;
        let ours = pictures_of(pack.bytes.clone(), 1.0);
        let theirs = pictures_of(original(case.like), 1.0);
        let ours = &ours[first..first + theirs.len()];
        let sizes: Vec<(u16, u16)> = ours.iter().map(|p| (p.0, p.1)).collect();
        let masks = twins.entry(sizes.clone()).or_insert_with(|| masks(&sizes));
        for (at, their) in theirs.into_iter().enumerate() {
            let our = &ours[at];
            // The one that draws does not know of units that are larger than a point.
            let their = if our.0 == their.0 { their } else { enlarged(case.like, at, our) };
            assert_eq!((our.0, our.1), (their.0, their.1), "{} page {}", case.name, at + 1);
            let share = differing(our, &their, &masks[at]);
            let unlike = UNLIKE.iter().find(|(name, page, ..)| (*name, *page) == (case.name, at + 1));
            let allowed = unlike.map_or(0.0..=SHARE, |(_, _, from, to, _)| *from..=*to);
            if !allowed.contains(&share) {
                faults.push(format!("{} page {}: {share:.5} of it, not {allowed:?}", case.name, at + 1));
            }
        }
    }
    assert!(faults.is_empty(), "pages that look otherwise:\n{}", faults.join("\n"));
}

/// The page of a file at the size of ours.
fn enlarged(name: &str, at: usize, our: &Picture) -> Picture {
    let small = pictures_of(original(name), 1.0).swap_remove(at);
    pictures_of(original(name), f32::from(our.0) / f32::from(small.0)).swap_remove(at)
}

/// Which part of a page's pixels differ.
fn differing(our: &Picture, their: &Picture, ours: &[bool]) -> f64 {
    let pixels = our.2.chunks_exact(4).zip(their.2.chunks_exact(4)).zip(ours);
    let far = |a: &[u8], b: &[u8]| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > SHADE);
    let count = pixels.filter(|((a, b), ours)| !**ours && far(a, b)).count();
    part(count, ours.len())
}

/// Where words of ours stand on pages of such sizes, and their ground: what is not black once the
/// pages are.
fn masks(sizes: &[(u16, u16)]) -> Vec<Vec<bool>> {
    let pack = build(&[("black", &black(sizes))]);
    let pages = pictures_of(pack.bytes.clone(), 1.0);
    let mask = |page: &Picture| {
        let (width, height) = (usize::from(page.0), usize::from(page.1));
        let light: Vec<bool> = page.2.chunks_exact(4).map(|p| p[..3].iter().any(|c| *c > 8)).collect();
        let near = |at: usize| {
            let (x, y) = (at % width, at / width);
            let rows = y.saturating_sub(EDGE)..(y + EDGE + 1).min(height);
            let mut all = rows.flat_map(|y| {
                (x.saturating_sub(EDGE)..(x + EDGE + 1).min(width)).map(move |x| y * width + x)
            });
            all.any(|at| light[at])
        };
        let mask: Vec<bool> = (0..light.len()).map(near).collect();
        let share = part(mask.iter().filter(|ours| **ours).count(), mask.len());
        assert!(share > 0.0 && share < OURS, "{share:.3} of a page of {width} by {height} is ours");
        mask
    };
    pages[pack.ranges[0].clone()][..sizes.len()].iter().map(mask).collect()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of pixels")]
fn part(count: usize, of: usize) -> f64 {
    count as f64 / of as f64
}

/// A PDF of black pages.
fn black(sizes: &[(u16, u16)]) -> Vec<u8> {
    let page = |(width, height): &(u16, u16)| {
        (f64::from(*width), f64::from(*height), format!("0 g 0 0 {width} {height} re f"))
    };
    drawn(&sizes.iter().map(page).collect::<Vec<_>>())
}
