//! `Pdf`: a finished file, read back. It never renders a page.

use std::collections::BTreeMap;
use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{self, PageText};
use super::tags::{Element, Tree};

/// A PDF that was read, with its texts and tags.
pub(crate) struct Pdf {
    pub document: Document,
    pub pages: Vec<ObjectId>,
    pub texts: BTreeMap<ObjectId, PageText>,
    pub tags: Element,
}

impl Pdf {
    /// Reads the PDF at a path.
    pub(crate) fn open(path: &Path) -> Self {
        let document = Document::load(path).expect("a PDF");
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let texts = pages.iter().map(|id| (*id, content::read(&document, *id))).collect();
        let tags = Tree { document: &document, texts: &texts }.read();
        Self { document, pages, texts, tags }
    }

    /// The text that a screen reader says, each block on a line.
    pub(crate) fn reading(&self) -> String {
        self.tags.reading()
    }

    /// The text of each page that is no artifact, in the order in which it is drawn.
    pub(crate) fn page_texts(&self) -> Vec<String> {
        let text = |id| self.texts[id].marked.values().cloned().collect::<Vec<_>>().join(" ");
        self.pages.iter().map(text).collect()
    }

    /// The artifacts of each page in the order of drawing, joined by " / ".
    pub(crate) fn artifacts(&self) -> Vec<String> {
        let shown = |id| {
            self.texts[id]
                .artifacts
                .iter()
                .map(|t| t.trim())
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(" / ")
        };
        self.pages.iter().map(shown).collect()
    }

    /// The bookmarks, indented by their level.
    pub(crate) fn outline(&self) -> String {
        let mut out = String::new();
        let catalog = self.document.catalog().expect("a catalogue");
        if let Ok(root) = self.document.get_dict_in_dict(catalog, b"Outlines") {
            self.bookmarks(root, 0, &mut out);
        }
        out
    }

    fn bookmarks(&self, above: &Dictionary, depth: usize, out: &mut String) {
        let mut next = self.document.get_dict_in_dict(above, b"First").ok();
        while let Some(item) = next {
            let title =
                item.get(b"Title").map(|t| lopdf::decode_text_string(t).expect("a title")).expect("a title");
            out.push_str(&format!("{}{title} -> page {}\n", "  ".repeat(depth), self.target(item)));
            self.bookmarks(item, depth + 1, out);
            next = self.document.get_dict_in_dict(item, b"Next").ok();
        }
    }

    /// The page that a bookmark leads to, from 1.
    fn target(&self, item: &Dictionary) -> usize {
        let action = self.document.get_dict_in_dict(item, b"A").and_then(|a| a.get(b"D"));
        let place =
            item.get(b"Dest").or(action).and_then(|d| self.document.dereference(d)).expect("a place").1;
        let page = place.as_array().expect("an explicit place")[0].as_reference().expect("a page");
        self.pages.iter().position(|p| *p == page).expect("a page of this file") + 1
    }

    /// The title, author and so on, the language, and the claims of the XMP.
    pub(crate) fn metadata(&self) -> String {
        let mut out = String::new();
        let info = self.document.get_dict_in_dict(&self.document.trailer, b"Info").expect("an Info");
        for (key, value) in info {
            let text = lopdf::decode_text_string(value).unwrap_or_else(|_| format!("{value:?}"));
            out.push_str(&format!("{}: {text}\n", String::from_utf8_lossy(key)));
        }
        let catalog = self.document.catalog().expect("a catalogue");
        out.push_str(&format!(
            "Lang: {}\n",
            catalog.get(b"Lang").map(|l| lopdf::decode_text_string(l).expect("a text")).expect("a language")
        ));
        let title = self
            .document
            .get_dict_in_dict(catalog, b"ViewerPreferences")
            .and_then(|v| v.get(b"DisplayDocTitle"));
        out.push_str(&format!("DisplayDocTitle: {:?}\n", title.and_then(Object::as_bool).ok()));
        let xmp = self.xmp();
        for key in ["pdfuaid:part", "pdfaid:part", "pdfaid:conformance"] {
            out.push_str(&format!("{key}: {}\n", between(&xmp, key).unwrap_or("missing")));
        }
        out
    }

    /// The text of the XMP packet.
    pub(crate) fn xmp(&self) -> String {
        let stream = self
            .document
            .catalog()
            .and_then(|c| c.get(b"Metadata"))
            .and_then(|m| self.document.dereference(m))
            .expect("metadata")
            .1;
        let stream = stream.as_stream().expect("a stream");
        String::from_utf8(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()))
            .expect("UTF-8")
    }

    /// The names of the embedded fonts, sorted.
    pub(crate) fn fonts(&self) -> Vec<String> {
        let names = self.document.objects.values().filter_map(|o| o.as_dict().ok()?.get(b"FontName").ok());
        let text = |name: &Object| String::from_utf8_lossy(name.as_name().expect("a name")).into_owned();
        let mut names: Vec<String> = names.map(text).collect();
        names.sort();
        names
    }

    /// The label of each page, as a viewer shows it; the plain number where the file has no labels.
    pub(crate) fn labels(&self) -> Vec<String> {
        let catalog = self.document.catalog().expect("a catalogue");
        let tree = self
            .document
            .get_dict_in_dict(catalog, b"PageLabels")
            .and_then(|l| l.get(b"Nums"))
            .and_then(|n| self.document.dereference(n));
        let mut ranges = BTreeMap::new();
        for pair in tree.ok().and_then(|t| t.1.as_array().ok()).map_or(&[][..], |a| a).chunks_exact(2) {
            let label =
                self.document.dereference(&pair[1]).ok().and_then(|o| o.1.as_dict().ok()).expect("a label");
            ranges.insert(pair[0].as_i64().expect("a page"), label);
        }
        let one = |n: i64| {
            let Some((from, label)) = ranges.range(..=n).next_back() else { return (n + 1).to_string() };
            let prefix =
                label.get(b"P").ok().and_then(|p| lopdf::decode_text_string(p).ok()).unwrap_or_default();
            let first = label.get(b"St").and_then(Object::as_i64).unwrap_or(1);
            let number = if label.has(b"S") { (first + n - from).to_string() } else { String::new() };
            format!("{prefix}{number}")
        };
        (0..i64::try_from(self.pages.len()).expect("few pages")).map(one).collect()
    }
}

impl Element {
    /// The text of the element that a screen reader says, each block on a line.
    pub(crate) fn reading(&self) -> String {
        let mut lines = Vec::new();
        reading(self, &mut lines);
        lines.join("\n")
    }
}

/// The roles of elements that make a line of their own when read.
const BLOCKS: [&str; 9] = ["P", "H1", "H2", "H3", "H4", "H5", "Lbl", "LBody", "Figure"];

fn reading(element: &Element, lines: &mut Vec<String>) {
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if element.role == "TR" {
        let cells: Vec<String> = element
            .all()
            .iter()
            .filter(|e| matches!(e.role.as_str(), "TH" | "TD"))
            .map(|e| spaced(&e.text()))
            .collect();
        lines.push(cells.join(" | "));
        return;
    }
    let holds_block =
        element.all().iter().skip(1).any(|e| BLOCKS.contains(&e.role.as_str()) || e.role == "TR");
    if let Some(alt) = &element.alt {
        lines.push(format!("[{alt}]"));
    }
    if !holds_block {
        let text = spaced(&element.text());
        if !text.is_empty() {
            lines.push(text);
        }
        return;
    }
    for child in &element.children {
        match child {
            super::Child::Element(element) => reading(element, lines),
            super::Child::Text(text, ..) => lines.push(spaced(text)),
            super::Child::Link(_) => {}
        }
    }
}

fn between<'a>(text: &'a str, tag: &str) -> Option<&'a str> {
    let inner = text.split(&format!("<{tag}>")).nth(1)?;
    inner.split('<').next()
}
