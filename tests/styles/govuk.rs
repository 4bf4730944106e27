//! The styles `plain` and `civic`, rule by rule of the GOV.UK guidance on accessible documents and the GOV.UK
//! style guide: on their specimens, and on every sample paper that is set in them. It looks at no other style.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use boardpack::style::builtin::{BASE, STYLES};
use lopdf::Object;

use crate::styles::root;
use crate::styles::samples::{built, files};
use crate::styles::specimens::specimen;
use crate::support::{Council, Pdf, times};

/// The styles that follow the guidance.
const STYLES_HELD: [&str; 2] = ["plain", "civic"];

/// Every paper of both styles, and their specimens; attachments, on whose pages no style has a say, are left out.
fn papers() -> (Vec<Council>, Vec<PathBuf>) {
    let (councils, papers): (Vec<_>, Vec<_>) = STYLES_HELD.into_iter().map(papers_in).unzip();
    (councils, papers.into_iter().flatten().collect())
}

fn papers_in(style: &str) -> (Council, Vec<PathBuf>) {
    let (council, page) = specimen(style);
    let own = |file: &String| {
        !file.starts_with("packs/") || file.ends_with("agenda.pdf") || file.ends_with("accessibility.pdf")
    };
    let all = files(style).into_iter().filter(own);
    let mut all: Vec<PathBuf> = all.map(|file| built()[style].path().join(file)).collect();
    assert!(all.len() > 10, "{all:?}");
    all.push(page);
    (council, all)
}

fn table(files: &[(&str, &[u8])], name: &str) -> toml::Table {
    let bytes = files.iter().find(|(n, _)| *n == name).expect("a file of the style").1;
    std::str::from_utf8(bytes).expect("UTF-8").parse().expect("TOML")
}

fn lay_over(below: &mut toml::Table, above: &toml::Table) {
    for (key, value) in above {
        match (below.get_mut(key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => lay_over(below, above),
            _ => drop(below.insert(key.clone(), value.clone())),
        }
    }
}

/// The style's tokens, in English or with Welsh words.
fn tokens(style: &str, welsh: bool) -> toml::Table {
    let plain = STYLES.iter().find(|(name, _)| *name == style).expect("the style").1;
    let mut all = table(BASE, "style.toml");
    lay_over(&mut all, &table(plain, "style.toml"));
    if welsh {
        lay_over(&mut all, &table(BASE, "welsh.toml"));
        lay_over(&mut all, &table(plain, "welsh.toml"));
    }
    all
}

fn token<'a>(tokens: &'a toml::Table, path: &str) -> &'a toml::Value {
    let (group, key) = path.split_once('.').expect("a group and a key");
    &tokens[group][key]
}

/// Labels and other words of the style, with their paths.
fn labels(tokens: &toml::Table) -> Vec<(String, String)> {
    let groups = [
        "labels",
        "agenda",
        "minutes",
        "actions",
        "dashboard",
        "metadata",
        "words",
        "charts",
        "alt",
        "accessibility",
    ];
    let mut out = Vec::new();
    for group in groups {
        for (key, value) in tokens[group].as_table().expect("a group") {
            out.extend(value.as_str().map(|words| (format!("{group}.{key}"), words.to_owned())));
        }
    }
    for group in ["front", "closing"] {
        for (key, field) in tokens[group].as_table().expect("fields") {
            out.push((format!("{group}.{key}"), field["label"].as_str().expect("a label").to_owned()));
        }
    }
    assert!(out.len() > 180, "{}", out.len());
    out
}

#[test]
fn nothing_is_smaller_than_twelve_points() {
    let (_councils, papers) = papers();
    let mut pieces = 0;
    for path in &papers {
        let pdf = Pdf::open(path);
        for (page, text) in pdf.texts.values().enumerate() {
            for (size, words) in text.sizes.iter().filter(|(_, words)| !words.trim().is_empty()) {
                assert!(*size > 11.99, "{}, page {}: {words} has {size} points", path.display(), page + 1);
                pieces += 1;
            }
        }
    }
    assert!(pieces > 3000, "{pieces}");
}

#[test]
fn no_italic_face_is_embedded() {
    let (_councils, papers) = papers();
    let mut faces = BTreeSet::new();
    for path in &papers {
        let document = lopdf::Document::load(path).expect("a PDF");
        let fonts = document.objects.values().filter_map(|o| o.as_dict().ok());
        let names = fonts.filter_map(|d| d.get(b"FontName").and_then(Object::as_name).ok());
        faces.extend(names.map(|name| String::from_utf8_lossy(name).into_owned()));
    }
    assert!(faces.iter().any(|f| f.contains("Bold")), "{faces:?}");
    assert!(!faces.iter().any(|f| f.contains("Italic") || f.contains("Oblique")), "{faces:?}");
}

/// Words of four letters and more, all in capitals.
fn capitals(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.filter(|word| word.chars().all(char::is_uppercase)).map(str::to_owned).collect()
}

fn typed(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            typed(&path, out);
        } else if path.extension().is_some_and(|e| e == "toml" || e == "csv") {
            out.push_str(&fs::read_to_string(path).expect("a text"));
        }
    }
}

#[test]
fn there_are_no_capitals_but_those_that_an_author_typed() {
    let (_councils, papers) = papers();
    let mut all = String::new();
    ["content", "templates/specimen"].iter().for_each(|folder| typed(&root().join(folder), &mut all));
    let typed = capitals(&all);
    for path in &papers {
        let shown = capitals(&Pdf::open(path).reading());
        let made: Vec<&String> = shown.difference(&typed).collect();
        assert!(made.is_empty(), "{}: {made:?}", path.display());
    }
    let all = STYLES_HELD.iter().flat_map(|style| [false, true].map(|welsh| labels(&tokens(style, welsh))));
    for (path, words) in all.flatten() {
        assert!(capitals(&words).is_empty(), "{path}: {words}");
    }
}

#[test]
fn labels_are_in_sentence_case() {
    for (path, words) in STYLES_HELD.iter().flat_map(|style| labels(&tokens(style, false))) {
        // What begins a sentence, or stands in quotation marks, may have a capital; a quarter, PDF and XmR have one.
        let mut begins = true;
        for word in words.split(' ') {
            let capital = word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
            let quoted = word.starts_with(['‘', '“'])
                || word == "Q{quarter}"
                || ["PDF", "XmR", "(XmR"].iter().any(|own| word.starts_with(own));
            assert!(!capital || begins || quoted, "{path}: {words}");
            begins = word.ends_with(['.', ':', '}']);
        }
    }
}

#[test]
fn all_that_is_read_stands_at_the_left() {
    for tokens in STYLES_HELD.map(|style| tokens(style, false)) {
        for path in ["title.align", "page.header", "page.number"] {
            assert_eq!(token(&tokens, path).as_str(), Some("left"), "{path}");
        }
    }
}

#[test]
fn nothing_is_raised_and_dates_and_times_are_as_the_guide_writes_them() {
    for (style, pages) in [("plain", "(Pages 3 to "), ("civic", "Pages 3 to ")] {
        let tokens = tokens(style, false);
        assert_eq!(token(&tokens, "fonts.raised").as_bool(), Some(false));
        for (key, pattern) in tokens["dates"].as_table().expect("dates") {
            let pattern = pattern.as_str().expect("a pattern");
            assert!(pattern.ends_with("day month year") && !pattern.contains(','), "{key}: {pattern}");
        }
        let agenda = files(style).into_iter().find(|f| f.ends_with("agenda.pdf")).expect("an agenda");
        let reading = Pdf::open(&built()[style].path().join(agenda)).reading();
        for words in ["Friday 22 March 2024 at 10am", pages, "Telephone: 01632", "Email: "] {
            assert!(reading.contains(words), "{words} is not in {reading}");
        }
    }
}

/// Where lines of a colour begin on a page.
fn lines(pdf: &Pdf, color: [u8; 3]) -> Vec<(f64, f64)> {
    let content = lopdf::content::Content::decode(&pdf.document.get_page_content(pdf.pages[0]));
    let (mut map, mut above) = ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], Vec::new());
    let (mut is_it, mut begin, mut lines) = (false, None, Vec::new());
    for operation in content.expect("a content stream").operations {
        let parts: Vec<f64> =
            operation.operands.iter().filter_map(|o| o.as_float().ok()).map(f64::from).collect();
        match operation.operator.as_str() {
            "q" => above.push(map),
            "Q" => map = above.pop().expect("as many as were begun"),
            "cm" => map = times(parts.try_into().expect("a matrix"), map),
            "SCN" | "RG" => {
                is_it = parts.iter().zip(color).all(|(a, b)| (a - f64::from(b) / 255.0).abs() < 0.01);
            }
            "m" => begin = Some(times([1.0, 0.0, 0.0, 1.0, parts[0], parts[1]], map)),
            "S" if is_it => lines.extend(begin.map(|at| (at[4], at[5]))),
            _ => {}
        }
    }
    lines
}

#[test]
fn every_link_is_underlined_and_nothing_else_is() {
    // In a colour that nothing but links has.
    for style in STYLES_HELD {
        links_are_underlined(style);
    }
}

fn links_are_underlined(style: &str) {
    let tokens = format!("extends = \"{style}\"\n[colors]\nlink = \"#0b4f8a\"\n");
    let council = Council::new().put("templates/wolds/style.toml", &tokens);
    let pdf = Pdf::open(&council.run(&["build", "--specimen", "wolds"]).pdfs[0]);
    let lines = lines(&pdf, [0x0b, 0x4f, 0x8a]);
    let links = pdf.document.get_page_annotations(pdf.pages[0]).expect("annotations");
    let inside = |link: &lopdf::Dictionary| -> usize {
        let corners = link.get(b"Rect").and_then(Object::as_array).expect("a rectangle");
        let [x, y, right, top]: [f64; 4] = corners
            .iter()
            .map(|c| f64::from(c.as_float().expect("a number")))
            .collect::<Vec<_>>()
            .try_into()
            .expect("four");
        lines.iter().filter(|(a, b)| (x - 1.0..right).contains(a) && (y - 4.0..top).contains(b)).count()
    };
    let under: Vec<usize> = links.into_iter().map(inside).collect();
    assert!(under.len() > 4 && under.iter().all(|count| *count > 0), "{under:?}");
    assert_eq!(under.iter().sum::<usize>(), lines.len(), "{under:?}");
}
