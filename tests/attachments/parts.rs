//! The tags of an attachment stand in the pack under their item: as many of each kind, and the
//! same words in the same order. It looks at no page.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId};

use crate::attachments::built::{Pack, TITLE, folder, original, pack};
use crate::attachments::corpus::{CASES, Case, MENDED, SET, UNREAD, untagged_pages};
use crate::attachments::file::{File, Kid, Node, counts};
use crate::attachments::ways::To;
use crate::support::show_form;

/// The part that an attachment has become.
pub(crate) fn part(pack: &Pack, nth: usize) -> &Node {
    let [document] = &pack.file.tops[..] else { panic!("one document") };
    assert_eq!(document.role, "Document");
    let sections = document.kids.iter().filter_map(|k| if let Kid::Node(n) = k { Some(n) } else { None });
    let item = sections.filter(|n| n.role == "Sect").nth(nth + 1).expect("the item's section");
    let parts: Vec<&Node> = item.all().into_iter().filter(|n| n.standard == "Part").collect();
    assert!(!parts.is_empty(), "no part");
    assert_eq!(parts[0].says(b"T").as_deref(), Some(TITLE));
    parts[0]
}

/// Words by page, from the file's first, in the order of the tags.
pub(crate) fn words(file: &File, tops: &[&Node], first: usize) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for leaf in tops.iter().flat_map(|top| top.leaves()) {
        let (page, text) = match leaf {
            Kid::Text { page, text } => (page - first, text.clone()),
            // What lies on a page is drawn on it.
            Kid::Object(id) => match drawn(file, *id) {
                Some((page, text)) => (page - first, text),
                None => continue,
            },
            Kid::Node(_) => continue,
        };
        if !text.trim().is_empty() {
            out.push((page, text));
        }
    }
    out
}

/// The page of an annotation that is no link, and what it says where it shows.
fn drawn(file: &File, id: ObjectId) -> Option<(usize, String)> {
    let on = |page: &usize| file.annotations(*page).iter().any(|(note, _)| *note == Some(id));
    let page = (0..file.pages.len()).find(on)?;
    let note = file.document.get_dictionary(id).ok()?;
    let hidden = note.get(b"F").and_then(Object::as_i64).unwrap_or(0) & 0b10_0010 != 0;
    if hidden || note.get(b"Subtype").and_then(Object::as_name).ok()? == b"Link" {
        return None;
    }
    let shown = file.dict(note, b"AP")?;
    let mut normal = shown.get(b"N").ok()?;
    if let Object::Dictionary(states) = file.get(normal) {
        normal = states.get(file.value(note, b"AS")?.as_name().ok()?).ok()?;
    }
    Some((page, show_form(&file.document, normal.as_reference().ok()?)))
}

/// The kinds of a file's elements as they should be in the pack.
fn kinds(file: &File, case: &Case) -> BTreeMap<String, i64> {
    let mut kinds = counts(std::iter::empty());
    let mut add = |kind: &str, n: i64| *kinds.entry(kind.to_owned()).or_insert(0) += n;
    // One part for the whole, where the file has not one document.
    let whole = matches!(&file.tops[..], [top] if matches!(top.standard.as_str(), "Document" | "Part"));
    add("Part", if whole && case.tagged { 0 } else { 1 });
    let pages = 0..file.pages.len();
    let links: Vec<_> =
        pages.flat_map(|page| file.links(page)).filter(|link| link.to != To::Nowhere).collect();
    let mut held = Vec::new();
    for node in file.tops.iter().filter(|_| case.tagged).flat_map(Node::all) {
        let objects: Vec<ObjectId> =
            node.kids.iter().filter_map(|k| if let Kid::Object(id) = k { Some(*id) } else { None }).collect();
        let lost = objects.iter().any(|id| links.iter().all(|link| link.id != Some(*id)));
        held.extend(objects);
        add(
            match node.standard.as_str() {
                "Document" => "Part",
                // It is no field any more, but the words in it; a link that led nowhere is none.
                "Form" | "Annot" | "Link" if lost => "Span",
                "?" if node.kids.iter().any(|kid| matches!(kid, Kid::Node(_))) => "Div",
                "?" => "Span",
                heading if heading.starts_with('H') => "H",
                other => other,
            },
            1,
        );
    }
    let loose = links.iter().filter(|link| link.id.is_none_or(|id| !held.contains(&id))).count();
    add("Link", i64::try_from(loose).expect("few"));
    if !case.tagged {
        add("Figure", i64::try_from(file.pages.len()).expect("few"));
    }
    let pictured = i64::try_from(untagged_pages(case.name).len()).expect("few");
    if pictured > 0 {
        add("Figure", pictured);
    }
    for (_, kind, more, _) in MENDED.iter().filter(|(name, ..)| [case.name, case.like].contains(name)) {
        add(kind, *more);
    }
    kinds.retain(|_, n| *n != 0);
    kinds
}

#[test]
fn there_are_as_many_elements_of_each_kind() {
    let mut faults = Vec::new();
    for case in CASES {
        let pack = pack(case.name);
        let expected = kinds(&File::read(&original(case.like)), case);
        let kind =
            |node: &Node| if node.standard.starts_with('H') { "H".to_owned() } else { node.standard.clone() };
        let all: Vec<String> = part(&pack, 0).all().into_iter().map(kind).collect();
        let found = counts(all.iter().map(String::as_str));
        if found != expected {
            let kinds = found.keys().chain(expected.keys());
            let mut other: Vec<String> = kinds
                .filter(|kind| found.get(*kind) != expected.get(*kind))
                .map(|kind| {
                    format!(
                        "{kind} {:?}, not {:?}",
                        found.get(kind).unwrap_or(&0),
                        expected.get(kind).unwrap_or(&0)
                    )
                })
                .collect();
            other.dedup();
            faults.push(format!("{}: {}", case.name, other.join("; ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn words_are_read_in_the_order_of_the_tags() {
    let mut faults = Vec::new();
    for case in CASES {
        let pack = pack(case.name);
        let file = File::read(&original(case.like));
        let first = pack.ranges[0].start;
        let mut found = words(&pack.file, &[part(&pack, 0)], first);
        // The words of a picture: searchable, in the order of drawing.
        let all: Vec<usize> = (0..file.pages.len()).collect();
        let pictured = if case.tagged { untagged_pages(case.name) } else { &all[..] };
        for page in pictured {
            let own: String =
                found.iter().filter(|(p, _)| p == page).map(|(_, text)| text.as_str()).collect();
            let shown = &file.shown[*page].all;
            if own != *shown {
                faults.push(format!("{} page {}: {own:?}, not {shown:?}", case.name, page + 1));
            }
        }
        if !case.tagged {
            continue;
        }
        found.retain(|(page, _)| !pictured.contains(page));
        let mut expected = words(&file, &file.tops.iter().collect::<Vec<_>>(), 0);
        for (_, unread, _) in UNREAD.iter().filter(|(name, ..)| *name == case.name) {
            let at = expected.iter().position(|(_, text)| text.trim() == *unread);
            expected.remove(at.unwrap_or_else(|| panic!("{}: {unread} in {expected:?}", case.name)));
        }
        for (_, set, before) in SET.iter().filter(|(name, ..)| *name == case.name) {
            let at = expected.iter().position(|(_, text)| text.trim() == *before).expect("what is after it");
            let page = expected[at].0;
            expected.insert(at, (page, (*set).to_owned()));
        }
        if found != expected {
            let at = found
                .iter()
                .zip(&expected)
                .position(|(a, b)| a != b)
                .unwrap_or(found.len().min(expected.len()));
            faults.push(format!("{} at {at}: {:?}, not {:?}", case.name, found.get(at), expected.get(at)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What other programs count in the files is what is compared here.
#[test]
fn files_are_read_as_other_programs_read_them() {
    let facts = std::fs::read_to_string(folder().join("facts.tsv")).expect("the facts");
    let mut faults = Vec::new();
    let mut checked = 0;
    for case in CASES.iter().filter(|case| case.name == case.like) {
        let row = facts.lines().find(|row| row.starts_with(&format!("{}.pdf\t", case.name)));
        let columns: Vec<&str> = row.expect("a row of facts").split('\t').collect();
        let file = File::read(&original(case.name));
        let nodes = file.tops.iter().flat_map(Node::all).map(|node| node.role.as_str());
        let own: Vec<String> = counts(nodes).into_iter().map(|(role, n)| format!("{role} {n}")).collect();
        let links: usize =
            columns[7].split(", ").filter_map(|l| l.split(' ').nth(1)?.parse::<usize>().ok()).sum();
        let found = (file.pages.len().to_string(), own.join(", "));
        if found != (columns[2].to_owned(), columns[6].to_owned()) {
            faults.push(format!("{}: {found:?}, not {:?} and {}", case.name, columns[2], columns[6]));
        }
        let seen: usize = (0..file.pages.len()).map(|page| file.links(page).len()).sum();
        if seen != links {
            faults.push(format!("{}: {seen} links, not {links}", case.name));
        }
        checked += 1;
    }
    assert!(faults.is_empty() && checked > 40, "{checked} files\n{}", faults.join("\n"));
}
