//! A walk over all pages of papers, by their tags and by where their words stand. It finds what a reader would
//! call badly set: a heading without its text, a lone line, a row that is parted without need, a label alone,
//! words over words, a page that is hardly filled.

use std::collections::BTreeMap;

use lopdf::ObjectId;

use super::generated;
use crate::support::{Child, Council, Element, Line, Pdf, tests};
use boardpack::cli::Exit;
use boardpack::style::builtin::BASE;

/// The share of a page up to which a row of a table is not broken: so much is left of it between its margins and
/// below the headings of the table, by the number of lines.
const ROW: f64 = 0.7;

/// The element that holds a piece of text: its roles from the document down, and the number of each element.
#[derive(Clone)]
struct Held {
    roles: Vec<String>,
    elements: Vec<usize>,
}

impl Held {
    /// The number of the innermost element that has this role.
    fn element(&self, role: &str) -> Option<usize> {
        let at = self.roles.iter().rposition(|own| own == role)?;
        Some(self.elements[at])
    }

    fn is_heading(&self) -> bool {
        self.roles.iter().any(|role| role.len() == 2 && role.starts_with('H'))
    }
}

/// A paper with its lines and what holds each piece of them.
struct Walk<'a> {
    pdf: &'a Pdf,
    lines: Vec<Vec<Line>>,
    held: BTreeMap<(ObjectId, i64), Held>,
}

impl<'a> Walk<'a> {
    fn of(pdf: &'a Pdf) -> Self {
        let mut held = BTreeMap::new();
        let mut above = Held { roles: Vec::new(), elements: Vec::new() };
        hold(&pdf.tags, &mut above, &mut 0, &mut held);
        Self { pdf, lines: (0..pdf.pages.len()).map(|page| pdf.lines(page)).collect(), held }
    }

    /// What holds the first piece of a line.
    fn holder(&self, page: usize, line: &Line) -> Option<&Held> {
        let mark = line.pieces.first()?.mark?;
        self.held.get(&(self.pdf.pages[page], mark))
    }

    /// The lines of each element with the role, by its number: the page and the height of each.
    fn elements(&self, role: &str) -> BTreeMap<usize, Vec<(usize, f64)>> {
        let mut out: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for (page, lines) in self.lines.iter().enumerate() {
            for line in lines {
                let mut own: Vec<usize> = Vec::new();
                for piece in &line.pieces {
                    let held = piece.mark.and_then(|mark| self.held.get(&(self.pdf.pages[page], mark)));
                    own.extend(held.and_then(|held| held.element(role)));
                }
                own.sort_unstable();
                own.dedup();
                own.into_iter().for_each(|element| out.entry(element).or_default().push((page, line.top)));
            }
        }
        out
    }

    /// All that is badly set, in words.
    fn faults(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.headings_alone(&mut out);
        self.lone_lines(&mut out);
        self.parted_rows(&mut out);
        self.labels_alone(&mut out);
        self.overlaps(&mut out);
        self.hardly_filled(&mut out);
        out
    }

    /// A heading with nothing below it on its page, or no more than one line, though the page is full and what
    /// comes next does not begin a page of its own.
    fn headings_alone(&self, out: &mut Vec<String>) {
        let paragraphs = self.elements("P");
        for (page, lines) in self.lines.iter().enumerate() {
            let heading = |line: &Line| self.holder(page, line).is_some_and(Held::is_heading);
            let Some(at) = lines.iter().rposition(heading) else { continue };
            let below = &lines[at + 1..];
            let goes_on = below.first().is_some_and(|line| {
                let own = self.holder(page, line).and_then(|held| held.element("P"));
                own.is_some_and(|own| paragraphs[&own].iter().any(|(other, _)| *other > page))
            });
            let is_last = self.lines[page + 1..].iter().all(Vec::is_empty);
            let [_, tall] = self.pdf.size(page);
            let is_full = lines.last().is_some_and(|line| line.top > tall * 0.82);
            let flows = is_full && !is_last && !self.begins_anew(page + 1);
            if below.is_empty() && !is_last || below.len() == 1 && (goes_on || flows) {
                out.push(format!("page {}: the heading `{}` is alone", page + 1, lines[at].text()));
            }
        }
    }

    /// Whether a page begins with something that begins a page wherever it stands, or is turned.
    fn begins_anew(&self, page: usize) -> bool {
        let first = self.lines.get(page).and_then(|lines| lines.first()).map(Line::text).unwrap_or_default();
        let anew = ["Appendix", "Data behind", "Figure", "Text of"];
        anew.iter().any(|words| first.starts_with(words)) || self.pdf.size(page) != self.pdf.size(page - 1)
    }

    /// One line of a paragraph by itself at the head or the foot of a page.
    fn lone_lines(&self, out: &mut Vec<String>) {
        for lines in self.elements("P").values() {
            let first = lines[0].0;
            let here = lines.iter().filter(|(page, _)| *page == first).count();
            let rest = lines.len() - here;
            if rest > 0 && (here == 1 || rest == 1) && lines.len() > 3 {
                out.push(format!("page {}: a line of a paragraph is alone", first + 1));
            }
        }
    }

    /// A row on two pages that would fit one.
    fn parted_rows(&self, out: &mut Vec<String>) {
        let spans = self.rows_that_span();
        for (row, lines) in self.elements("TR") {
            let first = lines[0].0;
            let [_, tall] = self.pdf.size(first);
            let height = lines.len() as f64 * 14.0;
            if lines.iter().any(|(page, _)| *page != first) && height < tall * ROW && !spans.contains(&row) {
                out.push(format!("page {}: a row of a table is parted", first + 1));
            }
        }
    }

    /// The rows of which a cell spans others: it may go on over pages.
    fn rows_that_span(&self) -> Vec<usize> {
        let mut out = Vec::new();
        let mut count = 0;
        spanning(&self.pdf.tags, &mut count, &mut Vec::new(), &mut out);
        out
    }

    /// The label of an item on another page than its words.
    fn labels_alone(&self, out: &mut Vec<String>) {
        let (labels, bodies) = (self.elements_by_item("Lbl"), self.elements_by_item("LBody"));
        for (item, label) in labels {
            if bodies.get(&item).is_some_and(|body| *body != label) {
                out.push(format!("page {}: the label of an item is alone", label + 1));
            }
        }
    }

    /// The page on which the part with this role begins, by the number of its item.
    fn elements_by_item(&self, role: &str) -> BTreeMap<usize, usize> {
        let mut out = BTreeMap::new();
        for (page, lines) in self.lines.iter().enumerate() {
            for piece in lines.iter().flat_map(|line| &line.pieces) {
                let held = piece.mark.and_then(|mark| self.held.get(&(self.pdf.pages[page], mark)));
                let Some(held) = held else { continue };
                // The innermost item alone: lists within lists have items of their own.
                if let (Some(at), Some(item)) =
                    (held.roles.iter().rposition(|own| own == role), held.element("LI"))
                    && held.elements[..at].last() == Some(&item)
                {
                    out.entry(item).or_insert(page);
                }
            }
        }
        out
    }

    /// Words over words.
    fn overlaps(&self, out: &mut Vec<String>) {
        for (page, lines) in self.lines.iter().enumerate() {
            let pieces: Vec<(f64, &crate::support::Piece)> = lines
                .iter()
                .flat_map(|line| line.pieces.iter().map(move |piece| (line.top, piece)))
                .collect();
            for (at, (top, piece)) in pieces.iter().enumerate() {
                for (other_top, other) in &pieces[at + 1..] {
                    let across = piece.across[1].min(other.across[1]) - piece.across[0].max(other.across[0]);
                    let down = (top - other_top).abs();
                    let size = piece.size.min(other.size);
                    if across > 1.5 && down < size * 0.5 && (piece.size - other.size).abs() < 2.0 {
                        out.push(format!("page {}: `{}` and `{}` overlap", page + 1, piece.text, other.text));
                    }
                }
            }
        }
    }

    /// A page less than a third filled, but the last one, versos, and those before a page that begins anew.
    fn hardly_filled(&self, out: &mut Vec<String>) {
        for (page, lines) in self.lines.iter().enumerate() {
            let Some(last) = lines.last() else { continue };
            let [_, tall] = self.pdf.size(page);
            let Some(next) = self.lines.get(page + 1).filter(|next| !next.is_empty()) else { continue };
            let first = next[0].text();
            if last.top < tall / 3.0 && !self.begins_anew(page + 1) {
                out.push(format!("page {}: less than a third is filled, before `{first}`", page + 1));
            }
        }
    }
}

/// Notes what holds each marked content of the tree.
fn hold(element: &Element, above: &mut Held, count: &mut usize, out: &mut BTreeMap<(ObjectId, i64), Held>) {
    *count += 1;
    above.roles.push(element.role.clone());
    above.elements.push(*count);
    for child in &element.children {
        match child {
            Child::Element(element) => hold(element, above, count, out),
            Child::Text(_, page, number) => {
                out.insert((*page, *number), above.clone());
            }
            Child::Link(_) => {}
        }
    }
    above.roles.pop();
    above.elements.pop();
}

/// Notes the rows in which a cell spans rows, counting elements as [`hold`] does.
fn spanning(element: &Element, count: &mut usize, rows: &mut Vec<usize>, out: &mut Vec<usize>) {
    *count += 1;
    let is_row = element.role == "TR";
    if is_row {
        rows.push(*count);
    }
    if element.rows > 1 {
        out.extend(rows.last());
    }
    for child in &element.children {
        if let Child::Element(element) = child {
            spanning(element, count, rows, out);
        }
    }
    if is_row {
        rows.pop();
    }
}

/// The faults of all PDFs of a council but packs, whose papers it has one by one.
fn walk(council: &Council) -> Vec<String> {
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let mut out = Vec::new();
    for path in ran.pdfs.iter().filter(|path| !path.components().any(|part| part.as_os_str() == "packs")) {
        let pdf = Pdf::open(path);
        let name = path.strip_prefix(council.path()).expect("a path in the folder").display().to_string();
        out.extend(Walk::of(&pdf).faults().into_iter().map(|fault| format!("{name}: {fault}")));
    }
    out
}

#[test]
fn the_samples_are_well_set() {
    let council = Council::empty().lay_over(&tests().join("../content"));
    let _ = std::fs::remove_dir_all(council.path().join("out"));
    let faults = walk(&council);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn some_generated_papers_are_well_set() {
    let faults: Vec<String> =
        ["county", "plain"].iter().flat_map(|style| walk(&generated::council(style, 0..6))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Two short sections stand at the foot of a page: where the second one begins the next page, the first one is
/// left without two lines of its text, so that both have to move.
#[test]
fn a_heading_takes_the_short_section_before_it_along() {
    let faults = walk(&generated::council("plain", 56..57));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Takes minutes: `.ci/slow` runs it.
#[test]
#[ignore = "slow: two hundred papers are built and read"]
fn two_hundred_generated_papers_are_well_set() {
    let faults: Vec<String> =
        ["county", "plain"].iter().flat_map(|style| walk(&generated::council(style, 0..100))).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// A change of a component of the base style: its file, the words in it, and others in their place.
type Spoil = (&'static str, &'static str, &'static str);

/// Each kind of fault, with what makes a style have it.
const SPOILT: [(&str, Spoil); 6] = [
    ("the heading", ("heading.typ", "sticky: true", "sticky: false")),
    ("a line of a paragraph is alone", ("page.typ", "widow: 400%, orphan: 400%", "widow: 0%, orphan: 0%")),
    (
        "a row of a table is parted",
        ("table.typ", "breakable: cell.rows > 1 or cell.tall and not whole", "breakable: true"),
    ),
    (
        "the label of an item is alone",
        (
            "list.typ",
            "..items.pos().map(inner)",
            "..items.pos().map(item => block(height: 1pt, box(width: 1pt, height: 1pt)) + colbreak() + inner(item))",
        ),
    ),
    ("overlap", ("heading.typ", "box(width: width, number + \" \")", "box(width: 2pt, number + \" \")")),
    ("less than a third is filled", ("chart.typ", "breakable: false,", "breakable: false, height: 21cm,")),
];

/// A council whose style has one of its components spoilt.
fn spoilt(council: Council, (file, from, to): Spoil) -> Council {
    let (_, bytes) = BASE.iter().find(|(name, _)| *name == file).expect("a file of the style");
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains(from), "{file} has changed");
    council.put(&format!("templates/county/{file}"), text.replace(from, to))
}

/// Each fault is brought about by itself, so that none is seen in the place of another.
#[test]
fn the_walk_sees_each_kind_of_fault() {
    let numbered = "[numbering]\nscheme = \"section\"\n";
    for (kind, spoil) in SPOILT {
        let council = generated::council("county", 0..16).put("templates/county/style.toml", numbered);
        let faults = walk(&spoilt(council, spoil)).join("\n");
        assert!(faults.contains(kind), "{kind} is not seen in:\n{faults}");
    }
}
