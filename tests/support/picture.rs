//! Pages as pictures, to compare what is seen in two files.

use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

/// A page as pixels: its width, its height, and four bytes each.
pub(crate) type Picture = (u16, u16, Vec<u8>);

/// The pages of a file, at one pixel a point.
pub(crate) fn pictures(path: &Path) -> Vec<Picture> {
    let pdf = Pdf::new(std::fs::read(path).expect("a file")).expect("a PDF");
    let cache = RenderCache::new();
    let settings = RenderSettings { bg_color: WHITE, ..RenderSettings::default() };
    let page = |page| {
        let pixels = render(page, &cache, &InterpreterSettings::default(), &settings);
        let bytes = pixels.data().iter().flat_map(|p| [p.r, p.g, p.b, p.a]).collect();
        (pixels.width(), pixels.height(), bytes)
    };
    pdf.pages().iter().map(page).collect()
}
