//! What every PDF that a test builds must be: PDF/UA-1, PDF/A-2a where it says so, and the rules that
//! neither checker has. It never changes what it checks.

use std::collections::BTreeSet;
use std::path::Path;

use lopdf::{Object, ObjectId};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf};

use super::pdf::Pdf;
use super::tags::{Child, Element};

/// Fails with every accessibility fault of a PDF.
pub(crate) fn assert_accessible(path: &Path) {
    let faults = faults(path);
    assert!(faults.is_empty(), "{} is not accessible:\n{}", path.display(), faults.join("\n"));
}

/// Finds every accessibility fault of a PDF.
pub(crate) fn faults(path: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let bytes = std::fs::read(path).expect("a file");
    let mut profiles = vec![ValidationProfile::PdfUa1];
    // What holds attachments does not claim it, and that no other lacks the claim is a test
    // of its own.
    if bytes.windows(13).any(|w| w == b"<pdfaid:part>") {
        profiles.push(ValidationProfile::PdfA2a);
    }
    for profile in profiles {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf(path, &options).expect("a PDF that can be checked");
        faults.extend(report.failures.iter().map(|f| format!("{profile:?} {}: {}", f.rule_id, f.message)));
        assert_eq!(report.is_compliant, report.failures.is_empty());
    }
    own_rules(&Pdf::open(path), &mut faults);
    faults
}

fn own_rules(pdf: &Pdf, faults: &mut Vec<String>) {
    let silent = |e: &Element| e.text().trim().is_empty();
    for table in pdf.tags.of("Table") {
        if table.of("TH").is_empty() {
            faults.push(format!("a table without header cells: {}", table.text()));
        }
        faults.extend(
            table.of("TH").iter().filter(|h| silent(h)).map(|_| "a header cell without text".to_owned()),
        );
        faults.extend(
            table
                .of("TH")
                .iter()
                .filter(|h| h.scope.is_none())
                .map(|h| format!("a header cell without scope: {}", h.text())),
        );
    }
    headings(&pdf.tags, faults);
    nesting(&pdf.tags, faults);
    let wordless = |f: &&&Element| f.alt.as_ref().is_none_or(|a| a.trim().is_empty());
    let unsaid = |l: &&&Element| silent(l) && wordless(l);
    faults.extend(pdf.tags.of("Link").iter().filter(unsaid).map(|_| "a link without text".to_owned()));
    faults.extend(pdf.tags.of("Figure").iter().filter(wordless).map(|_| "a figure without words".to_owned()));
    for (n, page) in pdf.pages.iter().enumerate() {
        let text = &pdf.texts[page];
        if !text.loose.trim().is_empty() {
            faults.push(format!(
                "text on page {} that is neither tagged nor an artifact: {}",
                n + 1,
                text.loose
            ));
        }
    }
    every_text_is_tagged_once(pdf, faults);
    parents(pdf, faults);
}

/// Finds tags of our own that stand where PDF 1.7 has no place for them: lists within lists beside the items, rows
/// of headings outside of a head, and captions that belong to nothing. Tags of attachments are their senders'.
fn nesting(element: &Element, faults: &mut Vec<String>) {
    let below = element.elements();
    for (at, kid) in below.iter().enumerate() {
        let is_heading = |cell: &&Element| cell.role == "TH" && cell.scope.as_deref() == Some("Column");
        match (element.role.as_str(), kid.role.as_str()) {
            ("L", "L") => faults.push(format!("a list beside the items of a list: {}", kid.text())),
            ("Table", "TR") if kid.elements().iter().all(is_heading) => {
                faults.push(format!("a row of headings outside of a head: {}", kid.text()));
            }
            ("Table", "Caption") if at == 0 => {}
            (_, "Caption") if below.get(at + 1).is_some_and(|next| next.role == "Figure") => {}
            (_, "Caption") => faults.push(format!("a caption of nothing: {}", kid.text())),
            _ => {}
        }
        if kid.role != "Part" {
            nesting(kid, faults);
        }
    }
}

fn headings(root: &Element, faults: &mut Vec<String>) {
    let mut above = 0;
    for element in root.all() {
        let Some(level) = element.role.strip_prefix('H').and_then(|n| n.parse::<u32>().ok()) else {
            continue;
        };
        if element.text().trim().is_empty() {
            faults.push(format!("an empty heading of level {level}"));
        }
        if level > above + 1 {
            faults.push(format!("a heading of level {level} after one of level {above}: {}", element.text()));
        }
        above = level;
    }
    // A slide deck by itself has as many as it has slides.
    let foreign = root.of("Part").iter().any(|part| !part.of("H1").is_empty());
    if root.of("H1").len() != 1 && !foreign {
        faults.push(format!("{} headings of level 1", root.of("H1").len()));
    }
}

fn texts(element: &Element) -> Vec<(ObjectId, i64, ObjectId)> {
    let own = element
        .children
        .iter()
        .filter_map(|c| if let Child::Text(_, page, n) = c { Some((*page, *n, element.id)) } else { None });
    let below =
        element.children.iter().filter_map(|c| if let Child::Element(e) = c { Some(texts(e)) } else { None });
    own.chain(below.flatten()).collect()
}

/// Finds text that is read twice, or left out.
fn every_text_is_tagged_once(pdf: &Pdf, faults: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for (page, number, _) in texts(&pdf.tags) {
        if !seen.insert((page, number)) {
            faults.push(format!("marked content {number} of {page:?} is read twice"));
        }
    }
    for (page, text) in &pdf.texts {
        for (number, text) in &text.marked {
            if !seen.contains(&(*page, *number)) && !text.trim().is_empty() {
                faults.push(format!("text that is never read: {text}"));
            }
        }
    }
}

/// Finds keys of `StructParents` that are used twice, and entries of the parent tree that lead to another
/// element than the one that holds that content on that page.
fn parents(pdf: &Pdf, faults: &mut Vec<String>) {
    let owners: BTreeSet<(ObjectId, i64, ObjectId)> = texts(&pdf.tags).into_iter().collect();
    let mut keys = BTreeSet::new();
    for page in &pdf.pages {
        let dictionary = pdf.document.get_dictionary(*page).expect("a page");
        let Ok(key) = dictionary.get(b"StructParents").and_then(Object::as_i64) else {
            if !pdf.texts[page].marked.is_empty() {
                faults.push(format!("page {page:?} has text and no StructParents"));
            }
            continue;
        };
        if !keys.insert(key) {
            faults.push(format!("the StructParents key {key} is used twice"));
        }
        let Some(Object::Array(list)) = pdf.parent(key) else {
            faults.push(format!("no entry of the parent tree for {key}"));
            continue;
        };
        for (number, owner) in list.iter().enumerate() {
            let number = i64::try_from(number).expect("small");
            let held = pdf.texts[page].marked.contains_key(&number);
            if held && !owner.as_reference().is_ok_and(|o| owners.contains(&(*page, number, o))) {
                faults.push(format!(
                    "the parent of content {number} of page {page:?} is not the element that holds it"
                ));
            }
        }
        for annotation in pdf.document.get_page_annotations(*page).expect("annotations") {
            let key = annotation.get(b"StructParent").and_then(Object::as_i64);
            if !key.is_ok_and(|k| keys.insert(k) && pdf.parent(k).is_some()) {
                faults.push("a link without a parent of its own in the parent tree".to_owned());
            }
        }
    }
}

impl Pdf {
    /// The object that the parent tree has for a key: an element, or the list of those of a page.
    pub(crate) fn parent(&self, key: i64) -> Option<Object> {
        Some(self.document.dereference(&self.parent_entry(key)?).ok()?.1.clone())
    }

    /// The entry that the parent tree has for a key as it is written there, mostly a reference.
    pub(crate) fn parent_entry(&self, key: i64) -> Option<Object> {
        let catalog = self.document.catalog().ok()?;
        let root = self.document.get_dict_in_dict(catalog, b"StructTreeRoot").ok()?;
        find(self, root.get(b"ParentTree").ok()?, key)
    }
}

/// Finds a key in a number tree, down to its leaf.
fn find(pdf: &Pdf, node: &Object, key: i64) -> Option<Object> {
    let node = pdf.document.dereference(node).ok()?.1.as_dict().ok()?;
    if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
        return kids.iter().find_map(|kid| find(pdf, kid, key));
    }
    let numbers = node.get(b"Nums").and_then(Object::as_array).ok()?;
    let pair = numbers.chunks_exact(2).find(|pair| pair[0].as_i64().is_ok_and(|n| n == key))?;
    Some(pair[1].clone())
}
