//! `File`: a PDF that any program made, read with another reader than boardpack's: its tags, what its
//! pages say, its links and bookmarks. It never fails on what is odd, and it repairs nothing.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::support::{Shown, show};

/// A PDF that was read.
pub(crate) struct File {
    /// The file.
    pub document: Document,
    /// The pages, in order.
    pub pages: Vec<ObjectId>,
    /// What each page says.
    pub shown: Vec<Shown>,
    /// The elements at the top of its tree.
    pub tops: Vec<Node>,
}

/// A structure element.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    /// The kind that it says it is.
    pub role: String,
    /// The kind that this stands for by the role map; "?" where it stands for none.
    pub standard: String,
    /// What it says of itself.
    pub dict: Dictionary,
    /// What it holds.
    pub kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Debug, Clone)]
pub(crate) enum Kid {
    /// An element.
    Node(Node),
    /// What a page says at one of its marks, or a form's.
    Text {
        /// The page, from 0.
        page: usize,
        /// The words.
        text: String,
    },
    /// A whole object.
    Object(ObjectId),
}

impl File {
    /// Reads a file.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a PDF");
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let shown = pages.iter().map(|page| show(&document, *page)).collect();
        let mut file = Self { document, pages, shown, tops: Vec::new() };
        if let Some(root) = file.catalog_dict(b"StructTreeRoot").cloned() {
            let mut reader = Reader { file: &file, seen: BTreeSet::new(), marks: BTreeSet::new() };
            let kids = root.get(b"K").map(|k| reader.kids(k, None, 0)).unwrap_or_default();
            file.tops =
                kids.into_iter().filter_map(|k| if let Kid::Node(n) = k { Some(n) } else { None }).collect();
        }
        file
    }

    /// What an object is, or what it refers to.
    pub(crate) fn get<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(&Object::Null, |(_, object)| object)
    }

    /// A value of a dictionary.
    pub(crate) fn value<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dict.get(key).ok().map(|v| self.get(v)).filter(|v| !matches!(v, Object::Null))
    }

    /// A dictionary in a dictionary; of a stream, its own.
    pub(crate) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        match self.value(dict, key)? {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// The catalogue.
    pub(crate) fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a catalogue")
    }

    /// A dictionary of the catalogue.
    pub(crate) fn catalog_dict(&self, key: &[u8]) -> Option<&Dictionary> {
        self.dict(self.catalog(), key)
    }

    /// The dictionary of a page.
    pub(crate) fn page(&self, at: usize) -> &Dictionary {
        self.document.get_dictionary(self.pages[at]).expect("a page")
    }

    /// A page's attribute, its own or inherited.
    pub(crate) fn inherited(&self, at: usize, key: &[u8]) -> Option<&Object> {
        let mut node = self.page(at);
        for _ in 0..32 {
            if let Some(value) = self.value(node, key) {
                return Some(value);
            }
            node = self.dict(node, b"Parent")?;
        }
        None
    }

    /// The annotations of a page: their object, where they have one, and dictionary.
    pub(crate) fn annotations(&self, at: usize) -> Vec<(Option<ObjectId>, &Dictionary)> {
        let Some(Object::Array(all)) = self.value(self.page(at), b"Annots") else { return Vec::new() };
        let one = |note| Some((Object::as_reference(note).ok(), self.get(note).as_dict().ok()?));
        all.iter().filter_map(one).collect()
    }

    /// What a standard role is of a name.
    fn standard(&self, role: &str) -> String {
        let map = self.catalog_dict(b"StructTreeRoot").and_then(|root| self.dict(root, b"RoleMap"));
        let mut name = role.to_owned();
        for _ in 0..16 {
            if STANDARD.split(' ').any(|known| known == name) {
                return name;
            }
            let Some(next) = map.and_then(|m| self.value(m, name.as_bytes())?.as_name().ok()) else { break };
            name = String::from_utf8_lossy(next).into_owned();
        }
        let newer = NEWER.iter().find(|(newer, _)| *newer == name);
        newer.map_or("?", |(_, old)| *old).to_owned()
    }
}

/// The types of PDF 1.7 (ISO 32000-1, 14.8.4).
const STANDARD: &str = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form";

/// The newer ones that are in the corpus, and what the corpus' description makes of them.
const NEWER: [(&str, &str); 4] = [("Title", "P"), ("FENote", "Note"), ("Aside", "Div"), ("Strong", "Span")];

struct Reader<'a> {
    file: &'a File,
    seen: BTreeSet<ObjectId>,
    marks: BTreeSet<(usize, Option<ObjectId>, i64)>,
}

impl Reader<'_> {
    fn kids(&mut self, value: &Object, page: Option<usize>, depth: usize) -> Vec<Kid> {
        if let (Object::Array(all), true) = (self.file.get(value), depth < 200) {
            return all.iter().filter_map(|kid| self.kid(kid, page, depth)).collect();
        }
        self.kid(value, page, depth).into_iter().collect()
    }

    fn kid(&mut self, kid: &Object, page: Option<usize>, depth: usize) -> Option<Kid> {
        if let Ok(id) = kid.as_reference()
            && !self.seen.insert(id)
        {
            return None;
        }
        let dict = match self.file.get(kid) {
            Object::Integer(mark) => return self.text(page?, None, *mark),
            Object::Dictionary(dict) => dict,
            _ => return None,
        };
        let own = dict.get(b"Pg").and_then(Object::as_reference).ok();
        let own = own.and_then(|id| self.file.pages.iter().position(|p| *p == id)).or(page);
        match dict.get(b"Type").and_then(Object::as_name) {
            Ok(b"MCR") => {
                let form = dict.get(b"Stm").and_then(Object::as_reference).ok();
                self.text(own?, form, self.file.value(dict, b"MCID")?.as_i64().ok()?)
            }
            Ok(b"OBJR") => dict.get(b"Obj").and_then(Object::as_reference).ok().map(Kid::Object),
            _ => {
                let role = String::from_utf8_lossy(self.file.value(dict, b"S")?.as_name().ok()?).into_owned();
                let kids = dict.get(b"K").map(|k| self.kids(k, own, depth + 1)).unwrap_or_default();
                let standard = self.file.standard(&role);
                Some(Kid::Node(Node { role, standard, dict: dict.clone(), kids }))
            }
        }
    }

    /// Content that is on no page is none.
    fn text(&mut self, page: usize, form: Option<ObjectId>, mark: i64) -> Option<Kid> {
        let text = self.file.shown[page].marked.get(&(form, mark))?.clone();
        self.marks.insert((page, form, mark)).then_some(Kid::Text { page, text })
    }
}

impl Node {
    /// This element and all below it, in reading order.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let below = self.kids.iter().filter_map(|k| if let Kid::Node(n) = k { Some(n) } else { None });
        std::iter::once(self).chain(below.flat_map(Self::all)).collect()
    }

    /// Texts and objects below it, in reading order.
    pub(crate) fn leaves(&self) -> Vec<&Kid> {
        let mut out = Vec::new();
        for kid in &self.kids {
            match kid {
                Kid::Node(node) => out.extend(node.leaves()),
                leaf => out.push(leaf),
            }
        }
        out
    }

    /// A text that it says of itself.
    pub(crate) fn says(&self, key: &[u8]) -> Option<String> {
        lopdf::decode_text_string(self.dict.get(key).ok()?).ok()
    }
}

/// How many elements have each role.
pub(crate) fn counts<'a>(roles: impl Iterator<Item = &'a str>) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for role in roles {
        *counts.entry(role.to_owned()).or_insert(0) += 1;
    }
    counts
}
