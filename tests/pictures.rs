//! Pictures of pixels in finished papers: nothing of what a camera or a program writes beside a picture is
//! in the PDF, each stands as it was taken, and what cannot be drawn rightly is refused at its key. It
//! looks at no drawing but for the pictures in it.

use std::io::Cursor;
use std::path::Path;

use crate::support::{Council, pictures_of};
use boardpack::cli::Exit;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::{Document, Object};

/// Stands in every segment that is to go.
const CANARY: &str = "CANARY-Fosse-Way-17";

/// Red and green above, blue and yellow below.
fn quarters() -> DynamicImage {
    let color = |x, y| match (x < 150, y < 90) {
        (true, true) => Rgb([255, 0, 0]),
        (false, true) => Rgb([0, 255, 0]),
        (true, false) => Rgb([0, 0, 255]),
        (false, false) => Rgb([255, 255, 0]),
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(300, 180, color))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// What a camera writes: how it was held, what is seen and by whom, and where.
fn exif(orientation: u8) -> Vec<u8> {
    let mut out = b"II\x2A\0\x08\0\0\0\x04\0".to_vec();
    let text = format!("{CANARY}\0");
    let (length, at) = (u32::try_from(text.len()).expect("short").to_le_bytes(), 62u32.to_le_bytes());
    for tag in [0x010Eu16, 0x013B] {
        let tag = tag.to_le_bytes();
        if tag == 0x013Bu16.to_le_bytes() {
            out.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
        }
        out.extend([&tag[..], &[2, 0], &length, &at].concat());
    }
    // Where: a table of its own, which begins with the same words.
    out.extend([&0x8825u16.to_le_bytes()[..], &[4, 0, 1, 0, 0, 0], &at].concat());
    out.extend([0; 4]);
    out.extend(text.bytes());
    out
}

fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
    [&[0xFF, marker][..], &length, &body].concat()
}

/// A JPEG file with the words in every segment that may hold some, and after its end.
fn jpeg(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::Jpeg);
    let words = CANARY.as_bytes();
    let mut out = vec![0xFF, 0xD8];
    out.extend(segment(0xE0, &[b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x05", &words[..15], words]));
    out.extend(segment(0xE0, &[b"JFXX\0\x10", words]));
    out.extend(segment(0xE1, &[b"Exif\0\0", &exif(orientation)]));
    out.extend(segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", words]));
    out.extend(segment(0xE2, &[b"MPF\0", words]));
    out.extend(segment(0xED, &[b"Photoshop 3.0\08BIM\x04\x04\0\0", words]));
    out.extend(segment(0xFE, &[words]));
    for marker in (0xE3..=0xEF).filter(|marker| *marker != 0xEE) {
        out.extend(segment(marker, &[words]));
    }
    out.extend(&plain[2..]);
    out.extend(encoded(&DynamicImage::new_rgb8(2, 2), ImageFormat::Jpeg));
    out.extend(words);
    out
}

fn chunk(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(&body);
    let length = u32::try_from(body.len()).expect("short").to_be_bytes();
    [&length[..], kind, &body, &sum.sum().to_be_bytes()].concat()
}

/// A PNG file with the words in every chunk that may hold some, and after its end.
fn png(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::Png);
    let words = CANARY.as_bytes();
    // The signature and the header come first.
    let (head, rest) = plain.split_at(33);
    let mut out = head.to_vec();
    out.extend(chunk(b"tEXt", &[b"Author\0", words]));
    out.extend(chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", words]));
    out.extend(chunk(b"eXIf", &[&exif(orientation)]));
    out.extend(chunk(b"tIME", &[&[7, 233, 6, 20, 10, 0, 0]]));
    out.extend(chunk(b"prVt", &[words]));
    out.extend(rest);
    out.extend(words);
    out
}

/// The small council with a report that shows one picture.
fn council(name: &str, bytes: &[u8]) -> Council {
    Council::new().put(&format!("reports/paper/{name}"), bytes).report(&format!(
        "[[section]]\nheading = \"Introduction\"\ntext = '''\nSee below.\n\n{{{{ place(\"i\") }}}}\n'''\n\n[image.i]\nfile = \"{name}\"\nalt = \"A picture\"\n\n[recommendations]\ntext = 'That it is noted.'\n"
    ))
}

/// Everything that a PDF holds, as it lies there and unpacked.
fn whole(path: &Path) -> Vec<Vec<u8>> {
    let document = Document::load(path).expect("a PDF");
    let mut all = vec![std::fs::read(path).expect("a file")];
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            all.push(stream.content.clone());
            all.extend(stream.decompressed_content().ok());
        }
        all.push(format!("{object:?}").into_bytes());
    }
    all
}

fn holds(all: &[Vec<u8>], words: &[u8]) -> bool {
    all.iter().any(|part| part.windows(words.len()).any(|window| window == words))
}

#[test]
fn nothing_that_a_camera_wrote_is_in_the_pdf() {
    let drawing = |kind: &str, bytes: &[u8]| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:ink='http://www.inkscape.org/namespaces/inkscape' viewBox='0 0 300 180' ink:export='{CANARY}'><!-- {CANARY} --><metadata>{CANARY}</metadata><title>{CANARY}</title><image width='300' height='180' href='data:image/{kind};base64,\n{}'/></svg>",
            base64(bytes)
        )
        .into_bytes()
    };
    let (jpg, png) = (jpeg(&quarters(), 1), png(&quarters(), 1));
    let nested = drawing("svg+xml", &drawing("jpeg", &jpg));
    for (name, bytes) in [
        ("i.jpg", jpg.clone()),
        ("i.png", png.clone()),
        ("i.svg", drawing("jpeg", &jpg)),
        ("j.svg", drawing("png", &png)),
        ("k.svg", nested),
    ] {
        assert!(holds(std::slice::from_ref(&bytes), CANARY.as_bytes()) || name.ends_with(".svg"));
        let council = council(name, &bytes);
        let pdf = council.path().join("out/reports/paper/report.pdf");
        council.built();
        let all = whole(&pdf);
        for words in [CANARY, "Exif", "Photoshop", "ns.adobe.com/xap/1.0/\0", "8BIM"] {
            assert!(!holds(&all, words.as_bytes()), "{name}: {words}");
        }
        assert_eq!(seen(&pdf), SEEN, "{name}");
        if !name.ends_with("png") && name != "j.svg" {
            // The compressed picture itself, from its tables to its end, is the author's.
            let plain = encoded(&quarters(), ImageFormat::Jpeg);
            let tables = plain.windows(2).position(|pair| pair == [0xFF, 0xDB]).expect("tables");
            assert!(holds(&all, &plain[tables..]), "{name}");
        }
        // Nor is it in the Typst project.
        let typst = tempfile::tempdir().expect("a temporary folder");
        let folder = typst.path().to_str().expect("a path");
        assert_eq!(council.run(&["build", "--emit-typst", folder]).exit, Exit::Done);
        let images = typst.path().join("reports/paper/images");
        for image in std::fs::read_dir(&images).expect("images") {
            let bytes = std::fs::read(image.expect("an image").path()).expect("an image");
            assert!(!holds(&[bytes], CANARY.as_bytes()), "{name}");
        }
    }
}

/// Where the quarters are seen, one after the other, and the picture's width in hundredths of its height.
const SEEN: ([(bool, bool); 4], u32) = ([(true, true), (false, true), (true, false), (false, false)], 167);

/// For each quarter's colour, whether it is seen at the left, and above; and the shape of the whole.
fn seen(pdf: &Path) -> ([(bool, bool); 4], u32) {
    let (width, _, pixels) = pictures_of(std::fs::read(pdf).expect("a file"), 1.0).remove(0);
    let near = |pixel: &[u8], color: [u8; 3]| {
        pixel.iter().zip(color).all(|(a, b)| i32::from(*a).abs_diff(i32::from(b)) < 40)
    };
    let colors = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 0]];
    let places = colors.map(|color| {
        let of_color = pixels.chunks(4).enumerate().filter(|(_, pixel)| near(&pixel[..3], color));
        let at: Vec<(usize, usize)> =
            of_color.map(|(n, _)| (n % usize::from(width), n / usize::from(width))).collect();
        assert!(at.len() > 500, "{color:?} is seen nowhere");
        at
    });
    let all = || places.iter().flatten();
    let (left, right) = (all().map(|p| p.0).min().expect("left"), all().map(|p| p.0).max().expect("right"));
    let (top, bottom) = (all().map(|p| p.1).min().expect("top"), all().map(|p| p.1).max().expect("bottom"));
    let side = |at: &Vec<(usize, usize)>| {
        let middle = |sum: usize| sum / at.len();
        let (x, y) = (middle(at.iter().map(|p| p.0).sum()), middle(at.iter().map(|p| p.1).sum()));
        (x * 2 < left + right, y * 2 < top + bottom)
    };
    let shape = (right - left + 1) as f64 / (bottom - top + 1) as f64 * 100.0;
    // A pixel more or less at an edge is the renderer's.
    let shape = if (160.0..174.0).contains(&shape) { 167 } else { shape as u32 };
    ([side(&places[0]), side(&places[1]), side(&places[2]), side(&places[3])], shape)
}

#[test]
fn a_picture_stands_as_it_was_taken() {
    for value in 1..=8u8 {
        let orientation = Orientation::from_exif(value).expect("one of eight");
        // As the camera stored it: a quarter turn is undone by the other one, all else by itself.
        let undone = match orientation {
            Orientation::Rotate90 => Orientation::Rotate270,
            Orientation::Rotate270 => Orientation::Rotate90,
            other => other,
        };
        let mut stored = quarters();
        stored.apply_orientation(undone);
        for (name, bytes) in [("i.jpg", jpeg(&stored, value)), ("i.png", png(&stored, value))] {
            let council = council(name, &bytes);
            let pdf = council.path().join("out/reports/paper/report.pdf");
            council.built();
            assert_eq!(seen(&pdf), SEEN, "{name} held as {value}");
            assert!(!holds(&whole(&pdf), CANARY.as_bytes()), "{name} held as {value}");
        }
    }
}

#[test]
fn a_logo_and_the_pictures_of_a_style_lose_theirs_too() {
    let photo = jpeg(&quarters(), 1);
    let board = std::fs::read_to_string(crate::support::tests().join("findings/_base/boards/safer.toml"))
        .expect("a board");
    let letterhead = "#import \"tokens.typ\": tokens\n#let letterhead(board: none, strapline: none, logo: none) = {\n  image(\"photo.jpg\", width: 4cm, alt: \"A council\")\n  if logo != none { image(logo.file, width: 4cm, alt: logo.alt) }\n}\n";
    let council = council("i.jpg", &photo)
        .put("boards/logo.jpg", &photo)
        .put(
            "boards/safer.toml",
            format!("logo = \"logo.jpg\"\nlogo_alt = \"A board\"\nstyle = \"own\"\n{board}"),
        )
        .put("templates/own/style.toml", "extends = \"plain\"\nletterhead = true\n")
        .put("templates/own/photo.jpg", &photo)
        .put("templates/own/letterhead.typ", letterhead);
    council.built();
    let all = whole(&council.path().join("out/reports/paper/report.pdf"));
    let plain = encoded(&quarters(), ImageFormat::Jpeg);
    assert!(holds(&all, &plain[plain.len() - 200..]));
    assert!(!holds(&all, CANARY.as_bytes()));
}

/// Checks that a picture is refused with `rule`, at its key, by its name.
fn refused(name: &str, bytes: &[u8], rule: &str) -> String {
    let ran = council(name, bytes).run(&["build"]);
    assert_eq!(ran.exit, Exit::Problems, "{name}: {}", ran.err);
    for words in
        [format!("error[{rule}]"), format!("`{name}`"), format!("file = \"{name}\""), "hint: ".to_owned()]
    {
        assert!(ran.err.contains(&words), "{name}: {words}: {}", ran.err);
    }
    assert!(ran.pdfs.is_empty());
    ran.err
}

#[test]
fn a_picture_that_is_cut_short_is_refused_wherever_it_ends() {
    for (name, bytes) in [("i.jpg", jpeg(&quarters(), 1)), ("i.png", encoded(&quarters(), ImageFormat::Png))]
    {
        let end = match name {
            "i.jpg" => bytes.windows(2).position(|pair| pair == [0xFF, 0xD9]).expect("an end"),
            _ => bytes.len() - 12,
        };
        for part in [40, end / 4, end / 2, end - 400, end - 1, end] {
            let said = refused(name, &bytes[..part], "image-corrupt");
            assert!(said.contains("cut short: the file ends before the picture does"), "{part}: {said}");
        }
    }
}

#[test]
fn the_colours_of_a_printing_press_are_refused() {
    // The header of a picture in four inks, whose frame and scan name one colour more.
    let mut bytes = encoded(&quarters(), ImageFormat::Jpeg);
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
    bytes.splice(frame + 2..frame + 4, [0, 20]);
    bytes[frame + 9] = 4;
    bytes.splice(frame + 19..frame + 19, [4, 0x11, 0]);
    let scan = bytes.windows(2).position(|pair| pair == [0xFF, 0xDA]).expect("a scan");
    bytes.splice(scan + 2..scan + 4, [0, 14]);
    bytes[scan + 4] = 4;
    bytes.splice(scan + 11..scan + 11, [4, 0]);
    let said = refused("i.jpg", &bytes, "image-colors");
    assert!(said.contains("CMYK") && said.contains("RGB"), "{said}");
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'><image href='data:image/jpeg;base64,{}'/></svg>",
        base64(&bytes)
    );
    assert!(refused("i.svg", drawing.as_bytes(), "image-colors").contains("a picture in `i.svg`"));
}

#[test]
fn a_picture_in_a_drawing_that_cannot_be_read_is_refused() {
    let drawing = |href: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'><image href='{href}'/></svg>")
    };
    for href in ["data:image/svg+xml,%3Csvg/%3E", "data:image/png;base64,*", "data:image/png"] {
        refused("i.svg", drawing(href).as_bytes(), "image-unsafe");
    }
    let cut = jpeg(&quarters(), 1);
    let href = format!("data:image/jpeg;base64,{}", base64(&cut[..cut.len() / 3]));
    refused("i.svg", drawing(&href).as_bytes(), "image-corrupt");
}

/// Bytes as base64 has them.
fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |n: usize| usize::from(three.get(n).copied().unwrap_or(0));
        let held = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            out.push(if n > three.len() { '=' } else { letters[held >> (18 - 6 * n) & 63] });
        }
    }
    out
}
