//! The tag tree of a PDF: what a screen reader goes through. It never looks at the page as drawn.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::PageText;

/// An element of the tag tree.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// The role: "P", "H1", "TH".
    pub role: String,
    /// The alternative text.
    pub alt: Option<String>,
    /// The scope of a header cell: "Row" or "Column".
    pub scope: Option<String>,
    /// The number of rows that a cell takes.
    pub rows: i64,
    pub children: Vec<Child>,
    /// The id of the element's object, for the parent tree.
    pub id: ObjectId,
}

/// A child of an element.
#[derive(Debug)]
pub(crate) enum Child {
    Element(Element),
    /// A text with its page and the number of its marked content.
    Text(String, ObjectId, i64),
    /// The address that a link leads to.
    Link(String),
}

/// Reads the tag tree of a PDF.
pub(crate) struct Tree<'a> {
    pub document: &'a Document,
    pub texts: &'a BTreeMap<ObjectId, PageText>,
}

impl Tree<'_> {
    /// Reads the root of the tree, with the elements that the `StructTreeRoot` holds.
    pub(crate) fn read(&self) -> Element {
        let root = self
            .document
            .catalog()
            .and_then(|c| self.document.get_dict_in_dict(c, b"StructTreeRoot"))
            .expect("a tag tree");
        let mut element = Element { role: "Root".to_owned(), ..Element::default() };
        self.children(root, None, &mut element);
        element
    }

    fn element(&self, id: ObjectId, dictionary: &Dictionary, page: Option<ObjectId>) -> Element {
        let role = dictionary.get(b"S").and_then(|s| s.as_name()).expect("a role");
        let alt = dictionary.get(b"Alt").ok().map(|a| lopdf::decode_text_string(a).expect("a text"));
        let mut element = Element {
            role: String::from_utf8_lossy(role).into_owned(),
            alt,
            scope: self.scope(dictionary),
            rows: self.attribute(dictionary, b"RowSpan").and_then(|rows| rows.as_i64().ok()).unwrap_or(1),
            id,
            ..Element::default()
        };
        let page = dictionary.get(b"Pg").and_then(|p| p.as_reference()).ok().or(page);
        self.children(dictionary, page, &mut element);
        element
    }

    fn scope(&self, dictionary: &Dictionary) -> Option<String> {
        let scope = self.attribute(dictionary, b"Scope")?;
        Some(String::from_utf8_lossy(scope.as_name().ok()?).into_owned())
    }

    /// The value of an attribute of an element.
    fn attribute<'d>(&'d self, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
        let (_, attributes) = self.document.dereference(dictionary.get(b"A").ok()?).ok()?;
        let list = attributes.as_array().map_or_else(|_| vec![attributes], |a| a.iter().collect());
        list.into_iter().find_map(|a| self.document.dereference(a).ok()?.1.as_dict().ok()?.get(key).ok())
    }

    fn children(&self, dictionary: &Dictionary, page: Option<ObjectId>, to: &mut Element) {
        let Ok(kids) = dictionary.get(b"K") else { return };
        let (_, whole) = self.document.dereference(kids).expect("an object");
        match whole.as_array() {
            Ok(list) => list.iter().for_each(|kid| self.child(kid, page, to)),
            Err(_) => self.child(kids, page, to),
        }
    }

    fn child(&self, kid: &Object, page: Option<ObjectId>, to: &mut Element) {
        let (id, kid) = self.document.dereference(kid).expect("an object");
        if let Ok(number) = kid.as_i64() {
            to.children.push(self.text(page.expect("a page"), number));
            return;
        }
        let dictionary = kid.as_dict().expect("an element");
        let kind = dictionary.get(b"Type").and_then(|t| t.as_name()).unwrap_or(b"StructElem");
        let own = dictionary.get(b"Pg").and_then(|p| p.as_reference()).ok().or(page);
        match kind {
            b"MCR" => {
                let number = dictionary.get(b"MCID").and_then(|n| n.as_i64()).expect("a number");
                to.children.push(self.text(own.expect("a page"), number));
            }
            b"OBJR" => to.children.push(Child::Link(self.link(dictionary))),
            _ => to.children.push(Child::Element(self.element(
                id.expect("an element by reference"),
                dictionary,
                own,
            ))),
        }
    }

    fn text(&self, page: ObjectId, number: i64) -> Child {
        let text = self.texts.get(&page).and_then(|t| t.marked.get(&number));
        Child::Text(text.expect("marked content that is on the page").clone(), page, number)
    }

    /// The address of a link's annotation; "#" where it leads inside the PDF.
    fn link(&self, reference: &Dictionary) -> String {
        let annotation = self.document.get_dict_in_dict(reference, b"Obj").expect("an annotation");
        let address = self
            .document
            .get_dict_in_dict(annotation, b"A")
            .and_then(|a| a.get(b"URI"))
            .and_then(|u| u.as_str());
        address.map_or_else(|_| "#".to_owned(), |a| String::from_utf8_lossy(a).into_owned())
    }
}

impl Element {
    /// The text inside the element, in reading order.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        for child in &self.children {
            match child {
                Child::Element(element) => out.push_str(&element.text()),
                Child::Text(text, ..) => out.push_str(text),
                Child::Link(_) => {}
            }
        }
        out
    }

    /// The elements directly in the element.
    pub(crate) fn elements(&self) -> Vec<&Self> {
        let mut out = Vec::new();
        for child in &self.children {
            if let Child::Element(element) = child {
                out.push(element);
            }
        }
        out
    }

    /// The element and all below it, in reading order.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let mut out = vec![self];
        for child in &self.children {
            if let Child::Element(element) = child {
                out.extend(element.all());
            }
        }
        out
    }

    /// The elements of a role among this one and those below it.
    pub(crate) fn of(&self, role: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|e| e.role == role).collect()
    }

    /// The tree as indented lines: role, scope, alternative text and text.
    pub(crate) fn show(&self) -> String {
        let mut out = String::new();
        self.show_at(0, &mut out);
        out
    }

    fn show_at(&self, depth: usize, out: &mut String) {
        let blanks = "  ".repeat(depth);
        let scope = self.scope.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
        let alt = self.alt.as_ref().map(|a| format!(" [alt: {a}]")).unwrap_or_default();
        out.push_str(&format!("{blanks}{}{scope}{alt}", self.role));
        if let [Child::Text(text, ..)] = &self.children[..] {
            out.push_str(&format!(" {}\n", spaced(text)));
            return;
        }
        out.push('\n');
        for child in &self.children {
            match child {
                Child::Element(element) => element.show_at(depth + 1, out),
                Child::Text(text, ..) => out.push_str(&format!("{blanks}  | {}\n", spaced(text))),
                Child::Link(address) => out.push_str(&format!("{blanks}  -> {address}\n")),
            }
        }
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
