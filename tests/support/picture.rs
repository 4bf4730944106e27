//! Pages as pictures, to compare what is seen in two files.

use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

/// A page as pixels: its width, its height, and four bytes for each pixel.
pub(crate) type Picture = (u16, u16, Vec<u8>);

/// Draws the pages of a file, at one pixel a point.
pub(crate) fn pictures(path: &Path) -> Vec<Picture> {
    pictures_of(std::fs::read(path).expect("a file"), 1.0)
}

/// Draws the pages of a PDF's bytes, at `scale` pixels a point.
pub(crate) fn pictures_of(bytes: Vec<u8>, scale: f32) -> Vec<Picture> {
    let pdf = Pdf::new(bytes).expect("a PDF");
    let cache = RenderCache::new();
    let settings =
        RenderSettings { bg_color: WHITE, x_scale: scale, y_scale: scale, ..RenderSettings::default() };
    let page = |page| {
        let pixels = render(page, &cache, &InterpreterSettings::default(), &settings);
        let bytes = pixels.data().iter().flat_map(|p| [p.r, p.g, p.b, p.a]).collect();
        (pixels.width(), pixels.height(), bytes)
    };
    pdf.pages().iter().map(page).collect()
}
