//! The specimen of each built-in style: every element on one page, and looking as it did.
//! `UPDATE=1 cargo test --release --test suite specimens` draws the pictures anew; look at them.

use std::fs;
use std::path::PathBuf;

use boardpack::cli::Exit;
use image::{GrayImage, Luma};

use crate::styles::{built_in, root};
use crate::support::{Council, Pdf, assert_accessible, pictures};

/// How many points a pixel of a picture that is kept is wide.
const STEP: u32 = 4;

/// How much a pixel may differ, of 255: less than a stroke of a letter that has moved.
const SHADE: u8 = 24;

/// How many of a hundred thousand pixels may differ by more.
const PIXELS: usize = 20;

pub(crate) fn specimen(style: &str) -> (Council, PathBuf) {
    let council = Council::new();
    let ran = council.run(&["build", "--specimen", style]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(ran.out.trim().replace('\\', "/"), format!("out/specimens/{style}.pdf"));
    let pdf = ran.pdfs[0].clone();
    (council, pdf)
}

/// The page in grey, each pixel the mean of a square.
fn small(path: &std::path::Path) -> GrayImage {
    let (width, height, bytes) = pictures(path).remove(0);
    let (width, height) = (u32::from(width), u32::from(height));
    GrayImage::from_fn(width / STEP, height / STEP, |x, y| {
        let mut sum = 0;
        for (dx, dy) in (0..STEP).flat_map(|dx| (0..STEP).map(move |dy| (dx, dy))) {
            let at = (((y * STEP + dy) * width + x * STEP + dx) * 4) as usize;
            sum += bytes[at..at + 3].iter().map(|part| u32::from(*part)).sum::<u32>();
        }
        Luma([u8::try_from(sum / (3 * STEP * STEP)).expect("a mean")])
    })
}

/// How many of a hundred thousand pixels differ.
fn differing(a: &GrayImage, b: &GrayImage) -> usize {
    if a.dimensions() != b.dimensions() {
        return 100_000;
    }
    let differ = a.pixels().zip(b.pixels()).filter(|(a, b)| a[0].abs_diff(b[0]) > SHADE).count();
    differ * 100_000 / a.pixels().len()
}

#[test]
fn every_built_in_style_looks_as_it_did() {
    for style in built_in() {
        let (_council, pdf) = specimen(style);
        let seen = small(&pdf);
        let file = root().join(format!("tests/styles/specimens/{style}.png"));
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder is made");
            seen.save(&file).expect("a picture is written");
        }
        let kept = image::open(&file).expect("the picture of the style: UPDATE=1 draws it").into_luma8();
        let differ = differing(&seen, &kept);
        assert!(
            differ <= PIXELS,
            "{style}: {differ} of a hundred thousand pixels differ; look at both, then UPDATE=1"
        );
    }
}

#[test]
fn a_change_of_looks_is_seen() {
    let seen = |tokens: &str| {
        let council =
            Council::new().put("templates/wolds/style.toml", format!("extends = \"plain\"\n{tokens}"));
        let ran = council.run(&["build", "--specimen", "wolds"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        small(&ran.pdfs[0])
    };
    let plain = seen("");
    assert_eq!(differing(&plain, &seen("")), 0);
    for change in [
        "[title]\nalign = \"center\"\n",
        "[fonts]\nsize = \"12.5pt\"\n",
        "[colors]\ndraft = \"#ffffff\"\n",
        "[spacing]\nnumber = \"1.3cm\"\n",
        "[labels]\nrecommendations = \"What the Board is asked to do\"\n",
    ] {
        assert!(differing(&plain, &seen(change)) > PIXELS, "{change} is not seen");
    }
}

#[test]
fn a_specimen_shows_every_element_on_one_page() {
    for style in built_in() {
        let (_council, path) = specimen(style);
        assert_accessible(&path);
        let pdf = Pdf::open(&path);
        assert_eq!(pdf.pages.len(), 1, "{style}");
        for role in [
            "H1", "H2", "H3", "H4", "H5", "P", "L", "LI", "Lbl", "Table", "TH", "TD", "Figure", "Link",
            "Strong",
        ] {
            assert!(!pdf.tags.of(role).is_empty(), "{style} has no {role}");
        }
        let reading = pdf.reading();
        let words = [
            "Agenda item 1",
            "Draft",
            "made up",
            "01632 960101",
            "Green",
            "Amber",
            "Red",
            "£144,500.00",
            "agrees the style",
            "An appendix",
        ];
        // A style may print some words in capitals.
        let folded = reading.to_uppercase();
        for words in words {
            assert!(folded.contains(&words.to_uppercase()), "{style} does not show {words}: {reading}");
        }
        // The mark of a draft is drawn, and no text.
        let bytes = small(&path);
        assert!(
            bytes.pixels().filter(|p| (200..245).contains(&p[0])).count() > 1000,
            "{style} has no watermark"
        );
    }
}

#[test]
fn a_specimen_needs_nothing_of_the_council_but_its_styles() {
    let council = Council::new()
        .put("reports/paper/report.toml", "this is no TOML")
        .put("templates/wolds/style.toml", "extends = \"county\"\n[closing.legal]\nrequired = true\n");
    let ran = council.run(&["build", "--specimen", "wolds"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, "a specimen of the house style `wolds`\n"));
    assert!(Pdf::open(&ran.pdfs[0]).reading().contains("Legal implications"));
    let broken = council.put("templates/wolds/heading.typ", "#let section-heading(level 2) = none\n");
    let ran = broken.run(&["build", "--specimen", "wolds"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Problems, ""));
    assert!(ran.err.contains("templates/wolds/heading.typ:1:"), "{}", ran.err);
}
