//! Attachments with ink where a pack's words would stand: all of it can be seen, and their pages are as large
//! as they are where nothing is in the way. It looks at no tags.

use boardpack::cli::Exit;

use crate::attachments::built::{Pack, council_with, read, run};
use crate::attachments::writer::drawn;
use crate::support::{Council, Pdf, Picture, pictures_of};

/// A4, upright and on its side; a slide; a page as small as a page may be held in a hand.
const SIZES: [(f64, f64); 4] = [(595.0, 842.0), (842.0, 595.0), (960.0, 540.0), (300.0, 420.0)];
/// Pages as they are, with our words over them.
const SENT: &str = "[tokens.page]\nattachments = \"as_sent\"\n";
/// Every style that comes with the program.
const STYLES: [&str; 3] = ["civic", "county", "district"];

/// A pack with one file, in a style or in that of its board; `board` are lines of the board's file.
fn styled(file: &[u8], style: Option<&str>, board: &str) -> (Council, Pack) {
    let council = council_with(&[("x", file)], board);
    let mut words = vec!["build", "packs/made"];
    words.extend(style.iter().flat_map(|style| ["--style", style]));
    let ran = council.run(&words);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let pack = read(&council.path().join("out/packs/made"), 1);
    (council, pack)
}

fn built(file: &[u8], board: &str) -> (Council, Pack) {
    styled(file, None, board)
}

fn statement(council: &Council) -> serde_json::Value {
    let text = std::fs::read_to_string(council.path().join("out/packs/made/accessibility.json"));
    serde_json::from_str(&text.expect("a statement")).expect("JSON")
}

/// Whether room was made for our words on the pages of a file.
fn is_fitted(file: &[u8], board: &str) -> bool {
    says_fitted(&built(file, board).0)
}

fn says_fitted(council: &Council) -> bool {
    !ways(council).is_empty()
}

/// The ways in which room was made.
fn ways(council: &Council) -> Vec<String> {
    let room = statement(council)["parts"][0]["room"].as_array().cloned().expect("a list");
    room.iter().map(|made| made["way"].as_str().expect("a way").to_owned()).collect()
}

/// The pictures of the pages of the file in a pack, at so many pixels a point.
fn pages(pack: &Pack, scale: f32) -> Vec<Picture> {
    pictures_of(pack.bytes.clone(), scale)[pack.ranges[0].clone()].to_vec()
}

fn black((width, height): (f64, f64)) -> (f64, f64, String) {
    (width, height, format!("0 g 0 0 {width} {height} re f"))
}

/// The columns and rows, each first and last, of the pixels in a part of a picture that are light or dark.
fn extent(picture: &Picture, light: bool, part: impl Fn(usize, usize) -> bool) -> Option<[usize; 4]> {
    let wide = usize::from(picture.0);
    let mut found: Option<[usize; 4]> = None;
    for (at, pixel) in picture.2.chunks_exact(4).enumerate() {
        let (x, y) = (at % wide, at / wide);
        if (pixel[..3].iter().any(|c| *c > 8) == light) && part(x, y) {
            let [left, top, right, bottom] = found.unwrap_or([x, y, x, y]);
            found = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
fn points(pixels: usize) -> f64 {
    pixels as f64
}

/// A spot of 4 points on a page, by its upper left corner.
fn spot((width, height): (f64, f64), x: f64, y: f64, color: &str) -> (f64, f64, String) {
    (width, height, format!("{color} {x} {} 4 4 re f", height - y - 4.0))
}

#[test]
fn nothing_stands_under_our_words() {
    for style in STYLES {
        for size in [SIZES[0], SIZES[2], SIZES[3]] {
            // Where our words stand, on what is black without them.
            let (_, pack) = styled(&drawn(&[black(size), black(size)]), Some(style), SENT);
            for (at, page) in pages(&pack, 1.0)[..2].iter().enumerate() {
                let (width, height) = (usize::from(page.0), usize::from(page.1));
                let head = extent(page, true, |x, y| y < height / 3 && x > width / 8).expect("a header");
                let number =
                    extent(page, true, |x, y| y > height * 3 / 4 || x <= width / 8).expect("a number");
                for [left, top, right, bottom] in [head, number] {
                    for (x, y) in [(left, top), (right - 4, top), (left, bottom - 4), (right - 4, bottom - 4)]
                    {
                        // Only the corners that our words reach, and not those beside a shorter line.
                        let inside =
                            extent(page, true, |px, py| (x..x + 4).contains(&px) && (y..y + 4).contains(&py));
                        if inside.is_none() {
                            continue;
                        }
                        let mut file = [(size.0, size.1, String::new()), (size.0, size.1, String::new())];
                        file[at] = spot(size, points(x), points(y), "0 g");
                        let (council, _) = styled(&drawn(&file), Some(style), "");
                        assert!(says_fitted(&council), "{style} {size:?}: page {at}, {x} {y}");
                    }
                }
            }
        }
    }
}

#[test]
fn our_words_stand_beside_a_page_that_is_full_of_ink() {
    for style in STYLES {
        for size in SIZES {
            let (council, pack) = styled(&drawn(&[black(size)]), Some(style), "");
            assert!(says_fitted(&council));
            let page = pages(&pack, 2.0).swap_remove(0);
            let (width, height) = (usize::from(page.0), usize::from(page.1));
            // What is black in the middle of the page, to its edges, has no light in it.
            let wide = usize::from(page.0);
            let dark = |x: usize, y: usize| page.2[4 * (y * wide + x)..][..3].iter().all(|c| *c <= 8);
            let middle = (width / 2, height / 2);
            let left = (0..middle.0).rev().take_while(|x| dark(*x, middle.1)).last().expect("black");
            let right = (middle.0..width).take_while(|x| dark(*x, middle.1)).last().expect("black");
            let top = (0..middle.1).rev().take_while(|y| dark(middle.0, *y)).last().expect("black");
            let bottom = (middle.1..height).take_while(|y| dark(middle.0, *y)).last().expect("black");
            let shape = points(right - left) / points(bottom - top);
            assert!((shape / (size.0 / size.1) - 1.0).abs() < 0.02, "{style} {size:?}: {shape}");
            let light =
                extent(&page, true, |x, y| (left..=right).contains(&x) && (top..=bottom).contains(&y));
            assert_eq!(light, None, "{style} {size:?}");
        }
    }
}

#[test]
fn what_is_not_in_the_way_stays_as_large_as_it_is() {
    let page = |content: &str| (595.0, 842.0, content.to_owned());
    let left = drawn(&[page("0 g 20 700 200 120 re f 20 20 180 100 re f")]);
    assert!(!is_fitted(&left, ""), "ink at the other side");
    assert!(!is_fitted(&drawn(&[page("1 g 0 0 595 842 re f 0 0.9 0.9 rg")]), ""), "white ink");
    assert!(!is_fitted(&drawn(&[page("0 g -100 900 800 50 re f")]), ""), "ink outside the page");
    // The mark of the item stands on the first page alone.
    let marked = |page: usize| {
        let mut file = [(595.0, 842.0, String::new()), (595.0, 842.0, String::new())];
        file[page] = spot((595.0, 842.0), 510.0, 66.0, "0 g");
        drawn(&file)
    };
    assert!(is_fitted(&marked(0), "") && !is_fitted(&marked(1), ""));
    // One page is enough for all.
    let last = drawn(&[page(""), page(""), page("BT /F 9 Tf 480 790 Td (Ref 123) Tj ET")]);
    assert!(is_fitted(&last, ""), "words in a font that the file does not hold");
    let (_, pack) = built(&last, "");
    for page in &pages(&pack, 1.0)[..3] {
        assert_eq!((page.0, page.1), (595, 842));
    }
}

#[test]
fn ink_is_looked_for_where_it_is_seen() {
    // Turned, cut and enlarged, the spot is where the header stands.
    let with = |keys: &str, content: &str| {
        let text = String::from_utf8(drawn(&[(595.0, 842.0, content.to_owned())])).expect("ASCII");
        // As long as before, so that every place in the file stays.
        let box_ = "/MediaBox[0 0 595 842]";
        let parent = "/Type/Page/Parent 2 0 R";
        assert!(text.contains(&format!("{parent}{box_}")));
        text.replace(parent, &format!("/Type/Page{keys}/Parent 2 0 R")).into_bytes()
    };
    // A page that is turned once shows at its upper right what stands at its upper left.
    let turned = "0 g 40 20 4 780 re f";
    assert!(is_fitted(&with("/Rotate 90", turned), ""), "turned");
    assert!(!is_fitted(&with("/Rotate 270", "0 g 300 400 4 4 re f"), ""), "turned, in the middle");
    let cut = "0 g 400 640 60 6 re f";
    assert!(!is_fitted(&with("", cut), "") && is_fitted(&with("/CropBox[0 0 500 690]", cut), ""), "cut");
    // A picture that cannot be read fills its place.
    let picture =
        |place: &str| format!("q 10 0 0 10 {place} cm BI /W 9 /H 9 /CS /G /BPC 8 /F /DCT ID none EI Q");
    assert!(!is_fitted(&with("", &picture("300 400")), ""), "what cannot be drawn, in the middle");
    assert!(is_fitted(&with("", &picture("400 800")), ""), "what cannot be drawn, under the header");
    // White leaves no ink, unless it is drawn in a way that makes something of what lies below; a thick line
    // reaches over its path.
    let white = "1 1 1 rg 0 0 595 842 re f 0 g 300 400 4 4 re f";
    assert!(!is_fitted(&with("", white), ""), "a white ground");
    assert!(!is_fitted(&with("", "0 G 2 w 100 740 m 400 740 l S"), ""), "a thin line below the header");
    assert!(is_fitted(&with("", "0 G 160 w 100 740 m 400 740 l S"), ""), "a thick line");
}

#[test]
fn a_clerk_sees_how_room_was_made_and_a_style_decides() {
    let file = drawn(&[spot((595.0, 842.0), 510.0, 66.0, "0 g")]);
    let said = "page 1 is moved on its sheet";
    let checked = |board: &str, words: &[&str]| {
        let all = [&["check", "packs/made"][..], words].concat();
        council_with(&[("x", &file)], board).run(&all).err
    };
    assert!(checked("", &[]).contains(said));
    assert!(
        checked("", &["--message-format", "json"]).contains("\"room\":[{\"way\":\"moved\",\"pages\":[1]}]")
    );
    for setting in ["a4", "as_sent"] {
        let board = format!("[tokens.page]\nattachments = \"{setting}\"\n");
        assert!(!checked(&board, &[]).contains(said), "{setting}");
        assert!(!is_fitted(&file, &board), "{setting}");
    }
    let earlier = checked("[tokens.page]\nattachments = \"own\"\n", &[]);
    assert!(earlier.contains("write \"make_room\""), "{earlier}");
    let wrong = checked("[tokens.page]\nattachments = \"A4\"\n", &[]);
    assert!(wrong.contains("as_sent") && wrong.contains("error"), "{wrong}");
}

#[test]
fn what_a_printer_may_lose_at_an_edge_is_listed() {
    let page = |content: &str| (595.0, 842.0, content.to_owned());
    let file = drawn(&[
        page("BT /F 9 Tf 100 5 Td (At the foot) Tj ET"),
        page("BT /F 9 Tf 100 400 Td (In the middle) Tj ET 0.9 g 0 0 595 842 re f"),
        page("0 g 0 380 20 20 re f"),
        page("1 g 0 380 20 20 re f 3 Tr BT /F 9 Tf 100 5 Td (Nobody sees it) Tj ET"),
        page("0 g 580 380 20 20 re f"),
    ]);
    let as_sent = council_with(&[("x", &file)], SENT);
    let said = as_sent.run(&["check", "packs/made"]).err;
    assert!(said.contains("page 1 has words within 5 mm of an edge, which a printer may lose"), "{said}");
    assert!(said.contains("pages 3 and 5 have a picture or drawing within 5 mm of an edge"), "{said}");
    let json = as_sent.run(&["check", "packs/made", "--message-format", "json"]).err;
    assert!(json.contains("\"words_near_edge\":[1],\"drawings_near_edge\":[3,5]"), "{json}");
    // On a larger sheet they stand farther from its edges.
    let on_a4 = council_with(&[("x", &file)], "[tokens.page]\nattachments = \"a4\"\n");
    let said = on_a4.run(&["check", "packs/made"]).err;
    assert!(said.contains("attachments:") && !said.contains("within 5 mm"), "{said}");
}

#[test]
fn a_plan_that_states_its_scale_is_never_made_smaller() {
    let plan = |words: &str| {
        let text = format!("0.9 g 0 0 595 842 re f 0 g BT /F 9 Tf 100 400 Td ({words}) Tj ET");
        drawn(&[(595.0, 842.0, text)])
    };
    let (council, pack) = built(&plan("Site plan, 1:1250 at A4"), "");
    assert_eq!(ways(&council), ["enlarged"]);
    let page = pages(&pack, 1.0).swap_remove(0);
    // Its own area is as large as before, on a larger sheet. Our words have few pixels of that grey.
    let (wide, tall) = (usize::from(page.0), usize::from(page.1));
    let grey = |x: usize, y: usize| (200..250).contains(&page.2[4 * (y * wide + x)]);
    let columns = (0..wide).filter(|x| (0..tall).filter(|y| grey(*x, *y)).count() > tall / 2).count();
    let rows = (0..tall).filter(|y| (0..wide).filter(|x| grey(*x, *y)).count() > wide / 2).count();
    assert!((594..=596).contains(&columns) && (841..=843).contains(&rows), "{columns} {rows}");
    assert!(tall > 900, "{tall}");
    assert_eq!(ways(&built(&plan("A map of the wards"), "").0), ["smaller"]);
}

#[test]
fn what_was_found_out_is_remembered_as_long_as_it_is_true() {
    let file = drawn(&[(595.0, 842.0, String::new())]);
    let (council, _) = built(&file, "");
    let out = council.path().join("out/packs/made");
    let statement = out.join("accessibility.json");
    let text = std::fs::read_to_string(&statement).expect("a statement");
    assert!(text.contains("\"in_the_way\": false") && text.contains("\"area\": null"), "{text}");
    // As if another answer had been found: nobody draws the page again.
    let other = text.replace("\"in_the_way\": false", "\"in_the_way\": true");
    let other = other.replace("\"area\": null", "\"area\": [9.0, 9.0, 99.0, 99.0]");
    std::fs::write(&statement, other).expect("written");
    std::fs::remove_file(out.join("manifest.json")).expect("a manifest");
    run(&council);
    assert_eq!(ways(&council), ["moved"]);
    // Another header stands elsewhere.
    let board = std::fs::read_to_string(council.path().join("boards/safer.toml")).expect("a board");
    let council = council.put("boards/safer.toml", board.replace("SSB", "Sample Board"));
    run(&council);
    assert!(ways(&council).is_empty());
}

#[test]
fn the_mark_of_an_item_stands_once_on_a_page() {
    for content in ["", "0 g 0 0 595 842 re f"] {
        let (council, pack) =
            built(&drawn(&[(595.0, 842.0, content.to_owned()), (595.0, 842.0, String::new())]), "");
        let pdf = Pdf::open(&council.path().join("out/packs/made/pack.pdf"));
        let first = pack.ranges[0].start;
        for page in [first, first + 1] {
            // On the first page it is read out, on the others it is an artifact.
            let pieces = &pdf.texts[&pdf.pages[page]].pieces;
            let words: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(words.matches("Agenda item 2").count(), 1, "{words}");
        }
    }
}

#[test]
fn a_field_is_drawn_whose_picture_does_not_say_what_it_is() {
    let mut file = lopdf::Document::load_mem(&crate::attachments::built::original("form")).expect("a PDF");
    for object in file.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut()
            && stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|kind| kind == b"Form")
        {
            stream.dict.remove(b"Subtype");
            stream.dict.remove(b"Type");
        }
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("written");
    let (_, whole) = built(&crate::attachments::built::original("form"), SENT);
    let (_, bare) = built(&bytes, SENT);
    assert!(pages(&whole, 1.0) == pages(&bare, 1.0));
}
