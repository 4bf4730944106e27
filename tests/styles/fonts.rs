//! A council's own fonts, of its folder `fonts/`: made here from those that come with the program, under
//! another name. It uses no font of the system.

use std::fs;

use boardpack::cli::Exit;

use crate::styles::root;
use crate::support::{Council, Pdf, Ran, assert_accessible, pictures};

/// A face of ours as one of the family "Wolds Lettered".
fn face(file: &str) -> Vec<u8> {
    renamed(&fs::read(root().join("fonts").join(file)).expect("a font"), "Boardpack Sans", "Wolds Lettered")
}

/// The same font with another name of the same length, in both codings of names.
fn renamed(font: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let mut out = font.to_vec();
    let mut count = 0;
    for (from, to) in [(from.as_bytes().to_vec(), to.as_bytes().to_vec()), (wide(from), wide(to))] {
        for at in 0..out.len().saturating_sub(from.len()) {
            if out[at..].starts_with(&from) {
                out[at..at + to.len()].copy_from_slice(&to);
                count += 1;
            }
        }
    }
    assert!(count > 0, "the name {from} is not in the font");
    out
}

/// The font with another `fsType` (OpenType, table OS/2): what may be done with it.
fn permitted(mut font: Vec<u8>, fs_type: u16) -> Vec<u8> {
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let record = (0..tables).map(|n| 12 + 16 * n).find(|at| &font[*at..*at + 4] == b"OS/2").expect("OS/2");
    let offset = u32::from_be_bytes(font[record + 8..record + 12].try_into().expect("four bytes")) as usize;
    font[offset + 8..offset + 10].copy_from_slice(&fs_type.to_be_bytes());
    font
}

fn council() -> Council {
    Council::new().put("templates/county/style.toml", "[fonts]\ntext = [\"Wolds Lettered\"]\n")
}

fn with_faces() -> Council {
    council()
        .put("fonts/wolds.ttf", face("BoardpackSans-Regular.ttf"))
        .put("fonts/wolds-bold.ttf", face("BoardpackSans-Bold.ttf"))
        .put("fonts/wolds-italic.ttf", face("BoardpackSans-Italic.ttf"))
        .put("fonts/LICENCE.txt", "Anybody may use it.")
}

fn fonts_of(ran: &Ran) -> String {
    Pdf::open(&ran.pdfs[0]).fonts().join("\n")
}

fn refused(council: &Council, expected: &str) {
    let ran = council.run(&["check"]);
    assert_eq!(ran.exit, Exit::Problems, "{}", ran.err);
    assert!(ran.err.starts_with(expected), "{}", ran.err);
    assert!(ran.err.contains("hint: "), "{}", ran.err);
}

#[test]
fn papers_are_set_in_the_councils_own_font() {
    let council = with_faces();
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, "built 1 paper, 2 pages\n"));
    assert_accessible(&ran.pdfs[0]);
    let other = Council::new();
    let serif = with_faces().put(
        "fonts/wolds.ttf",
        renamed(
            &fs::read(root().join("fonts/DejaVuSans.ttf")).expect("a font"),
            "DejaVu Sans",
            "Wolds Solid",
        ),
    );
    let serif = serif.put("templates/county/style.toml", "[fonts]\ntext = [\"Wolds Solid\"]\n");
    let ran = serif.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(fonts_of(&ran).contains("DejaVu"), "{}", fonts_of(&ran));
    assert!(!fonts_of(&other.run(&["build"])).contains("DejaVu"));
    let council = with_faces().put("templates/county/style.toml", "[fonts]\nsize = \"12pt\"\n");
    let ignored = council.run(&["build"]);
    let other = other.put("templates/county/style.toml", "[fonts]\nsize = \"12pt\"\n");
    let ours = other.run(&["build"]);
    // A font that no style names changes nothing.
    assert_eq!(fonts_of(&ignored), fonts_of(&ours));
    assert_eq!(pictures(&ignored.pdfs[0]), pictures(&ours.pdfs[0]));
}

#[test]
fn a_font_that_is_not_there_is_said_with_those_that_are() {
    let council = council().put(
        "fonts/wolds.ttf",
        renamed(&face("BoardpackSans-Regular.ttf"), "Wolds Lettered", "Wolds Letterer"),
    );
    refused(&council, "error[unknown-font]: there is no font `Wolds Lettered`");
    let ran = council.run(&["check"]);
    assert!(ran.err.contains("did you mean `Wolds Letterer`?"), "{}", ran.err);
    assert!(ran.err.contains("templates/county/style.toml:2:"), "{}", ran.err);
}

#[test]
fn a_face_that_is_missing_is_said() {
    let bold = council().put("fonts/wolds-bold.ttf", face("BoardpackSans-Bold.ttf"));
    refused(&bold, "error[font-face]: the font `Wolds Lettered` has no regular face in fonts/");
    let ran = council().put("fonts/wolds.ttf", face("BoardpackSans-Regular.ttf")).run(&["check"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    for what in ["bold", "italic"] {
        let said = format!("warning[font-face]: the font `Wolds Lettered` has no {what} face in fonts/");
        assert!(ran.err.contains(&said), "{}", ran.err);
    }
}

#[test]
fn a_sign_that_a_face_lacks_comes_from_the_next_and_is_said_at_its_place() {
    let council = with_faces().narrative("A box is ticked: \u{2713}, and again: \u{2713}.");
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let said = "warning[font-glyph]: the font `Wolds Lettered` has no sign for `\u{2713}`";
    assert_eq!(ran.err.matches(said).count(), 1, "{}", ran.err);
    assert!(ran.err.contains("reports/paper/report.toml:"), "{}", ran.err);
    assert!(Pdf::open(&ran.pdfs[0]).reading().contains('\u{2713}'));
}

#[test]
fn a_font_that_must_not_be_embedded_stops_the_build() {
    for (fs_type, why) in [
        (0x0002, "its maker has kept that right"),
        (0x0100, "its maker allows no part of it by itself"),
        (0x0200, "its maker allows only its bitmaps"),
    ] {
        let council =
            with_faces().put("fonts/wolds.ttf", permitted(face("BoardpackSans-Regular.ttf"), fs_type));
        refused(
            &council,
            &format!(
                "error[font-embedding]: the font `Wolds Lettered` must not be embedded in PDFs: {why}\n"
            ),
        );
        assert!(council.run(&["check"]).err.contains("--> fonts/wolds.ttf"));
    }
}

#[test]
fn what_is_no_font_is_said() {
    refused(
        &with_faces().put("fonts/broken.ttf", "no font"),
        "error[font-file]: `broken.ttf` is not a font that can be read",
    );
    let ran = with_faces().put("fonts/web.woff2", "x").run(&["check"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(
        ran.err.contains("warning[font-file]: `web.woff2` is not a kind of font that boardpack reads"),
        "{}",
        ran.err
    );
}
