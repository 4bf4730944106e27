//! A slide deck with a picture a page, of which no two are alike, and that pack no smaller: what a deck
//! with photographs weighs. Typst's own program sets it. The same numbers give the same file.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};

/// The sides of a picture in pixels.
const SIDES: (u32, u32) = (900, 600);
/// The quality of the JPEGs, by which such noise takes some 300 kB.
const QUALITY: u8 = 30;

/// Writes a tagged deck of so many pages, and returns its path.
///
/// # Errors
/// A file that cannot be written, or a Typst that fails.
pub(crate) fn deck(dir: &Path, typst: &OsStr, pages: u32) -> io::Result<PathBuf> {
    fs::create_dir_all(dir)?;
    let mut source = String::from(
        "#set page(width: 280mm, height: 157.5mm)\n#set text(lang: \"en\")\n#set document(title: \"Places\")\n",
    );
    for page in 0..pages {
        fs::write(dir.join(format!("{page}.jpg")), picture(page)?)?;
        let _ = writeln!(
            source,
            "= Place {page}\nWhat was seen there in the year.\n- The first thing\n- The second thing\n#image(\"{page}.jpg\", height: 90mm, alt: \"A place\")\n#pagebreak(weak: true)"
        );
    }
    let (from, to) = (dir.join("deck.typ"), dir.join("deck.pdf"));
    fs::write(&from, source)?;
    let ended = Command::new(typst).arg("compile").args([&from, &to]).status()?;
    if ended.success() { Ok(to) } else { Err(io::Error::other("the deck was not set")) }
}

/// A picture of noise as a JPEG.
fn picture(seed: u32) -> io::Result<Vec<u8>> {
    // Xorshift, whose numbers look like chance and are the same every time.
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    let pixels: Vec<u8> = (0..SIDES.0 * SIDES.1 * 3).map(|_| next()).collect();
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    encoder.encode(&pixels, SIDES.0, SIDES.1, ExtendedColorType::Rgb8).map_err(io::Error::other)?;
    Ok(out)
}
