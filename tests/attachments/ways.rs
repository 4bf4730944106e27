//! Links and bookmarks of any PDF: where they stand and where they lead, and that they do the same in
//! the pack. It follows none.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use crate::attachments::built::{original, pack};
use crate::attachments::corpus::{CASES, LOST_LINKS};
use crate::attachments::file::File;

/// Where a link or bookmark leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum To {
    /// To an address.
    Address(String),
    /// To a page, from 0.
    Page(usize),
    /// To nothing that a reader could be shown.
    Nowhere,
}

/// A link on a page.
#[derive(Debug)]
pub(crate) struct Link {
    /// Its object.
    pub id: Option<ObjectId>,
    /// Its corners as they are seen, from the lower left, in points.
    pub area: [f64; 4],
    /// Where it leads.
    pub to: To,
    /// What is said of it.
    pub says: Option<String>,
}

impl File {
    /// The links of a page that can be seen, but for the way back to the agenda, which is ours.
    pub(crate) fn links(&self, page: usize) -> Vec<Link> {
        let mut links = Vec::new();
        for (id, note) in self.annotations(page) {
            let hidden = note.get(b"F").and_then(Object::as_i64).unwrap_or(0) & 0b10_0010 != 0;
            if hidden || note.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Link") {
                continue;
            }
            let area = self.seen(page, numbers(self.value(note, b"Rect")).try_into().expect("a rectangle"));
            let says = note.get(b"Contents").and_then(lopdf::decode_text_string).ok();
            if says.as_ref().is_some_and(|says: &String| says.starts_with("Agenda item")) {
                continue;
            }
            links.push(Link { id, area, to: self.leads(note), says });
        }
        links
    }

    /// Where a link or bookmark leads.
    fn leads(&self, dict: &Dictionary) -> To {
        let action = self.dict(dict, b"A");
        match action.and_then(|a| self.value(a, b"S")).map(|s| s.as_name().unwrap_or_default()) {
            Some(b"URI") => {
                let address = action.and_then(|a| self.value(a, b"URI")?.as_str().ok()).unwrap_or_default();
                let address = String::from_utf8_lossy(address).into_owned();
                let harmless = ["http:", "https:", "mailto:"].iter().any(|kind| address.starts_with(kind));
                if harmless { To::Address(address) } else { To::Nowhere }
            }
            Some(b"GoTo") => self.place(action.and_then(|a| self.value(a, b"D"))),
            Some(_) => To::Nowhere,
            None => self.place(self.value(dict, b"Dest")),
        }
    }

    fn place(&self, place: Option<&Object>) -> To {
        let mut place = place;
        for _ in 0..4 {
            place = match place {
                Some(Object::Name(name) | Object::String(name, _)) => self.named(name),
                Some(Object::Dictionary(dict)) => self.value(dict, b"D"),
                _ => break,
            };
        }
        let first = place.and_then(|place| place.as_array().ok()?.first());
        let page = first.and_then(|page| page.as_reference().ok());
        page.and_then(|id| self.pages.iter().position(|p| *p == id)).map_or(To::Nowhere, To::Page)
    }

    /// The names of places, each with where it leads.
    fn names(&self) -> BTreeMap<Vec<u8>, To> {
        let mut names = BTreeMap::new();
        for (name, place) in self.catalog_dict(b"Dests").into_iter().flatten() {
            names.insert(name.clone(), self.place(Some(place)));
        }
        let mut open: Vec<&Dictionary> =
            self.catalog_dict(b"Names").and_then(|names| self.dict(names, b"Dests")).into_iter().collect();
        while let Some(node) = open.pop() {
            let list = |key| self.value(node, key).and_then(|l| l.as_array().ok()).map_or(&[][..], |l| l);
            open.extend(list(b"Kids").iter().filter_map(|kid| self.get(kid).as_dict().ok()));
            let leaves = list(b"Names").chunks_exact(2);
            names.extend(leaves.filter_map(|pair| {
                Some((self.get(&pair[0]).as_str().ok()?.to_vec(), self.place(Some(self.get(&pair[1])))))
            }));
        }
        names
    }

    /// The place that a name stands for.
    fn named(&self, name: &[u8]) -> Option<&Object> {
        if let Some(place) = self.catalog_dict(b"Dests").and_then(|dests| self.value(dests, name)) {
            return Some(place);
        }
        let mut open = vec![self.dict(self.catalog_dict(b"Names")?, b"Dests")?];
        while let Some(node) = open.pop() {
            let list = |key| self.value(node, key).and_then(|l| l.as_array().ok()).map_or(&[][..], |l| l);
            open.extend(list(b"Kids").iter().filter_map(|kid| self.get(kid).as_dict().ok()));
            let found = list(b"Names")
                .chunks_exact(2)
                .find(|pair| self.get(&pair[0]).as_str().is_ok_and(|n| n == name));
            if let Some(pair) = found {
                return Some(self.get(&pair[1]));
            }
        }
        None
    }

    /// A rectangle of a page as it is seen: by its crop box, its turn and its unit.
    fn seen(&self, page: usize, [a, b, c, d]: [f64; 4]) -> [f64; 4] {
        let area = |key: &[u8]| -> Option<[f64; 4]> {
            let [a, b, c, d] = numbers(self.inherited(page, key)).try_into().ok()?;
            Some([f64::min(a, c), f64::min(b, d), f64::max(a, c), f64::max(b, d)])
        };
        let media = area(b"MediaBox").expect("a page has an area");
        let crop = area(b"CropBox").unwrap_or(media);
        let (left, bottom) = (crop[0].max(media[0]), crop[1].max(media[1]));
        let (right, top) = (crop[2].min(media[2]), crop[3].min(media[3]));
        let turned = self.inherited(page, b"Rotate").and_then(|r| r.as_i64().ok()).unwrap_or(0);
        let unit = self.inherited(page, b"UserUnit").map_or(1.0, |u| f64::from(u.as_float().unwrap_or(1.0)));
        let point = |x: f64, y: f64| match turned.rem_euclid(360) {
            90 => (y - bottom, right - x),
            180 => (right - x, top - y),
            270 => (top - y, x - left),
            _ => (x - left, y - bottom),
        };
        let ((a, b), (c, d)) = (point(a, b), point(c, d));
        [a.min(c), b.min(d), a.max(c), b.max(d)].map(|n| n * unit)
    }

    /// The bookmarks: depth, title, where each leads.
    pub(crate) fn bookmarks(&self) -> Vec<(usize, String, To)> {
        let mut out = Vec::new();
        if let Some(root) = self.catalog_dict(b"Outlines") {
            self.below(root, 0, &mut out);
        }
        out
    }

    fn below(&self, above: &Dictionary, depth: usize, out: &mut Vec<(usize, String, To)>) {
        let mut next = self.dict(above, b"First");
        while let Some(item) = next {
            let title = self.value(item, b"Title").and_then(|t| lopdf::decode_text_string(t).ok());
            out.push((depth, title.unwrap_or_default(), self.leads(item)));
            self.below(item, depth + 1, out);
            next = self.dict(item, b"Next");
        }
    }
}

/// The numbers of an array; none where there is none.
fn numbers(array: Option<&Object>) -> Vec<f64> {
    let array = array.and_then(|a| a.as_array().ok()).map_or(&[][..], |a| a);
    array.iter().filter_map(|n| n.as_float().ok()).map(f64::from).collect()
}

/// The link that leads the way, moved to where the pages of the file begin.
fn moved(to: To, first: usize) -> To {
    if let To::Page(page) = to { To::Page(page + first) } else { to }
}

/// Whether of a link is said what its author says, and of one within the file the page as the pack labels it: the
/// author's words have that of the file.
fn is_said(their: &Link, our: &Link) -> bool {
    let (theirs, ours) = (their.says.as_deref().unwrap_or_default(), our.says.as_deref().unwrap_or_default());
    let To::Page(page) = our.to else { return their.says.is_none() || theirs == ours };
    let (label, own) = (page + 1, theirs.split(" page ").next().unwrap_or_default().trim_end_matches(','));
    if own.trim().is_empty() || own.starts_with("page ") {
        ours == format!("To page {label} of this document")
    } else {
        ours == format!("{}, page {label}", own.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

#[test]
fn links_stand_where_they_stood_and_lead_where_they_led() {
    let mut faults = Vec::new();
    for case in CASES {
        let pack = pack(case.name);
        let first = pack.ranges[0].start;
        let theirs = File::read(&original(case.like));
        let mut lost = BTreeMap::new();
        for page in 0..theirs.pages.len() {
            let mut ours = pack.file.links(first + page).into_iter();
            for their in theirs.links(page) {
                if their.to == To::Nowhere {
                    *lost.entry(page + 1).or_insert(0) += 1;
                    continue;
                }
                let place = format!("{} page {}: {their:?}", case.name, page + 1);
                let Some(our) = ours.next() else {
                    faults.push(format!("{place} is not there"));
                    continue;
                };
                let near = our.area.iter().zip(their.area).all(|(a, b)| (a - b).abs() < 0.02);
                if !near || our.to != moved(their.to.clone(), first) {
                    faults.push(format!("{place} became {our:?}"));
                }
                if our.says.as_ref().is_none_or(|words| words.trim().is_empty()) {
                    faults.push(format!("{place}: nothing is said of it"));
                }
                if !is_said(&their, &our) {
                    faults.push(format!("{place}: now {:?} is said of it", our.says));
                }
            }
            faults.extend(ours.map(|our| format!("{} page {}: {our:?} is new", case.name, page + 1)));
        }
        let stated = LOST_LINKS.iter().filter(|(name, ..)| *name == case.name);
        let stated: BTreeMap<usize, i32> = stated.map(|(_, page, count, _)| (*page, *count)).collect();
        if lost != stated {
            faults.push(format!("{}: links by page that lead nowhere: {lost:?}, not {stated:?}", case.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_of_places_still_lead_there() {
    let mut checked = 0;
    for case in CASES {
        let pack = pack(case.name);
        let ours = pack.file.names();
        for (name, to) in File::read(&original(case.like)).names() {
            let shown = String::from_utf8_lossy(&name);
            // A name of another paper of the pack is left to it.
            let numbered = [&name[..], b"_2"].concat();
            let our = ours.get(&numbered).or(ours.get(&name));
            match to {
                To::Nowhere => assert_eq!(our, None, "{}: {shown}", case.name),
                to => assert_eq!(our, Some(&moved(to, pack.ranges[0].start)), "{}: {shown}", case.name),
            }
            checked += 1;
        }
    }
    assert!(checked > 25, "{checked} names");
}

#[test]
fn bookmarks_stand_under_the_item() {
    let mut faults = Vec::new();
    for case in CASES {
        let pack = pack(case.name);
        let first = pack.ranges[0].start;
        let mut theirs = File::read(&original(case.like)).bookmarks();
        // One that leads nowhere leads where the next below it does, and is not there without one.
        for at in (0..theirs.len()).rev() {
            if theirs[at].2 == To::Nowhere {
                match theirs.get(at + 1) {
                    Some((depth, _, to)) if *depth > theirs[at].0 => theirs[at].2 = to.clone(),
                    _ => drop(theirs.remove(at)),
                }
            }
        }
        let ours = pack.file.bookmarks();
        let item = ours.iter().position(|(depth, title, _)| *depth == 0 && title.starts_with("2. "));
        let item = item.expect("the item's bookmark");
        assert_eq!(ours[item].2, To::Page(first), "{}", case.name);
        let below: Vec<_> = ours[item + 1..].iter().take_while(|(depth, ..)| *depth > 0).cloned().collect();
        let expected: Vec<_> =
            theirs.into_iter().map(|(depth, title, to)| (depth + 1, title, moved(to, first))).collect();
        if below != expected {
            faults.push(format!("{}: {below:?}\n  not {expected:?}", case.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
