//! Nothing of an attachment acts, plays, sends or opens anything in the pack, and what was
//! hidden or taken out is not there. It opens nothing itself.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use crate::attachments::built::{Pack, original, pack};
use crate::attachments::corpus::CASES;
use crate::attachments::file::File;
use crate::attachments::ways::To;
use crate::support::{pictures_of, show, show_form};

/// Keys that nothing in a pack has.
const KEYS: &str = "JS JavaScript AA OpenAction EmbeddedFiles AF RichMediaContent RichMediaSettings XFA AcroForm OCProperties OC OCGs PieceInfo Collection Ref PS Level1 3DD FFilter OutputIntents";

/// Names that stand for what acts, plays or leads out.
const NAMES: &str = "JavaScript Launch SubmitForm ImportData ResetForm Hide Named GoToR GoToE GoTo3DView Sound Movie Rendition SetOCGState Trans EmbeddedFile Filespec Widget Screen RichMedia 3D FileAttachment Popup PS OCG OCMD";

/// Every dictionary of a file, and whether it is a stream's.
fn dictionaries(file: &File) -> Vec<(&Dictionary, bool)> {
    fn inside<'a>(object: &'a Object, out: &mut Vec<(&'a Dictionary, bool)>) {
        let (dict, stream) = match object {
            Object::Array(all) => return all.iter().for_each(|one| inside(one, out)),
            Object::Dictionary(dict) => (dict, false),
            Object::Stream(stream) => (&stream.dict, true),
            _ => return,
        };
        out.push((dict, stream));
        dict.iter().for_each(|(_, value)| inside(value, out));
    }
    let mut out = Vec::new();
    file.document.objects.values().for_each(|object| inside(object, &mut out));
    out
}

/// All that a pack says anywhere: on pages, in forms that may not even be drawn, and in its strings.
fn everything(pack: &Pack) -> String {
    let document = &pack.file.document;
    let pages = pack.file.pages.iter().map(|page| show(document, *page).all);
    let mut all: Vec<String> = pages.collect();
    all.extend(document.objects.keys().map(|id| show_form(document, *id)));
    for (dict, _) in dictionaries(&pack.file) {
        let strings = dict.iter().filter_map(|(_, value)| lopdf::decode_text_string(value).ok());
        all.extend(strings);
    }
    all.join("\n")
}

#[test]
fn nothing_in_a_pack_acts() {
    let keys: BTreeSet<&[u8]> = KEYS.split(' ').map(str::as_bytes).collect();
    let names: BTreeSet<&[u8]> = NAMES.split(' ').map(str::as_bytes).collect();
    let mut faults = Vec::new();
    for case in CASES {
        let pack = pack(case.name);
        for (dict, stream) in dictionaries(&pack.file) {
            for (key, value) in dict {
                let own = String::from_utf8_lossy(key);
                if keys.contains(key.as_slice()) || stream && key == b"F" {
                    faults.push(format!("{}: the key {own}", case.name));
                }
                let kind = matches!(key.as_slice(), b"S" | b"Type" | b"Subtype");
                if kind && value.as_name().is_ok_and(|name| names.contains(name)) {
                    faults.push(format!("{}: {own} {value:?}", case.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_addresses_of_a_dangerous_file_are_the_two_good_ones() {
    let pack = pack("dangers");
    let links = pack.ranges[0].clone().flat_map(|page| pack.file.links(page));
    let to: Vec<To> = links.map(|link| link.to).collect();
    let address = |path: &str| To::Address(format!("https://www.example.org/{path}"));
    assert_eq!(to, [address("offer"), address("after")]);
}

#[test]
fn what_was_hidden_or_changed_is_not_in_the_pack() {
    for (name, gone, there) in [
        ("layers", "HIDDEN", "End of the plan."),
        ("form", "secret", ""),
        ("incremental", "at eight", "at nine"),
        ("annotations", "HIDDEN", ""),
    ] {
        let all = everything(&pack(name));
        assert!(!all.contains(gone), "{name} says {gone}");
        assert!(all.contains(there), "{name} does not say {there}");
    }
}

/// All that is hidden in the file is red or green, or says so.
#[test]
fn nothing_on_a_hidden_layer_is_drawn() {
    let pack = pack("layers");
    let (.., pixels) = pictures_of(pack.bytes.clone(), 1.0).swap_remove(pack.ranges[0].start);
    let strong = |p: &[u8], at: usize| p[at] > 120 && (0..3).all(|other| other == at || p[other] < 60);
    let seen = pixels.chunks_exact(4).filter(|p| strong(p, 0) || strong(p, 1)).count();
    assert_eq!(seen, 0, "pixels are red or green");
}

#[test]
fn properties_of_a_file_do_not_become_the_packs() {
    for case in CASES {
        let pack = pack(case.name);
        let metadata = |(dict, _): &(&Dictionary, bool)| dict.has_type(b"Metadata");
        assert_eq!(dictionaries(&pack.file).iter().filter(|d| metadata(d)).count(), 1, "{}", case.name);
        let catalog = pack.file.catalog_dict(b"Metadata").is_some_and(|dict| dict.has_type(b"Metadata"));
        assert!(catalog, "{}", case.name);
        let own = pack.file.dict(&pack.file.document.trailer, b"Info").expect("an Info");
        let theirs = File::read(&original(case.like));
        let Some(info) = theirs.dict(&theirs.document.trailer, b"Info") else { continue };
        let said = |dict: &Dictionary, key: &[u8]| dict.get(key).and_then(lopdf::decode_text_string).ok();
        for key in [&b"Title"[..], b"Author", b"Creator", b"Producer"] {
            if let Some(their) = said(info, key).filter(|their| !their.starts_with("Typst")) {
                assert_ne!(said(own, key), Some(their), "{}", case.name);
            }
        }
    }
}
