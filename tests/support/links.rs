//! The links of a PDF: where each stands, what it says and where it leads.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::pdf::Pdf;
use super::tags::Element;

/// A link to a page of the same PDF.
#[derive(Debug)]
pub(crate) struct Link {
    /// The page that the link stands on, from 1.
    pub page: usize,
    /// The text of the link.
    pub text: String,
    /// The page that the link leads to, from 1.
    pub target: usize,
    /// The description of the link.
    pub said: String,
}

impl Pdf {
    /// The links that lead to a page of this file. Each must have a tag with text.
    pub(crate) fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for (n, page) in self.pages.iter().enumerate() {
            let dictionary = self.document.get_dictionary(*page).expect("a page");
            let Ok(annotations) = dictionary.get(b"Annots") else { continue };
            let (_, annotations) = self.document.dereference(annotations).expect("annotations");
            for annotation in annotations.as_array().expect("a list") {
                let annotation = self.document.dereference(annotation).expect("one").1;
                let annotation = annotation.as_dict().expect("a dictionary");
                let Some(target) = self.leads_to(annotation) else { continue };
                let key = annotation.get(b"StructParent").and_then(Object::as_i64).expect("a tag");
                let owner = self.parent_entry(key).expect("an entry of the parent tree");
                let owner = owner.as_reference().expect("an element by reference");
                let text = find(&self.tags, owner).expect("an element of the tree").text();
                let said = annotation.get(b"Contents").expect("a description");
                let said = lopdf::decode_text_string(said).expect("a text");
                links.push(Link { page: n + 1, text, target, said });
            }
        }
        links
    }

    /// The named destinations, each with its page from 1.
    pub(crate) fn destinations(&self) -> BTreeMap<String, usize> {
        let catalog = self.document.catalog().expect("a catalogue");
        let tree = self.document.get_dict_in_dict(catalog, b"Names");
        let tree = tree.and_then(|names| self.document.get_dict_in_dict(names, b"Dests"));
        let list = tree.and_then(|tree| tree.get(b"Names")).and_then(Object::as_array);
        let mut all = BTreeMap::new();
        for pair in list.map_or(&[][..], Vec::as_slice).chunks_exact(2) {
            let name = String::from_utf8_lossy(pair[0].as_str().expect("a name")).into_owned();
            let place = pair[1].as_array().expect("a place");
            let page = place[0].as_reference().expect("a page");
            let page = self.pages.iter().position(|own| *own == page).expect("a page of this file") + 1;
            assert_eq!(place[1].as_name().expect("a kind"), b"XYZ");
            assert!(all.insert(name, page).is_none(), "a name is given once");
        }
        all
    }

    /// The page that an annotation leads to; `None` for an address.
    fn leads_to(&self, annotation: &Dictionary) -> Option<usize> {
        let action = self.document.get_dict_in_dict(annotation, b"A").ok();
        let place = annotation.get(b"Dest").ok().or_else(|| action?.get(b"D").ok())?;
        let place = self.document.dereference(place).ok()?.1;
        let array = match place {
            Object::Array(array) => array.clone(),
            name => self.named(name.as_str().or(name.as_name()).expect("a name")),
        };
        let page = array[0].as_reference().expect("a page");
        Some(self.pages.iter().position(|p| *p == page).expect("a page of this file") + 1)
    }

    /// The destination that a name stands for.
    fn named(&self, wanted: &[u8]) -> Vec<Object> {
        let catalog = self.document.catalog().expect("a catalogue");
        let names = self.document.get_dict_in_dict(catalog, b"Names").expect("names");
        let names = self.document.get_dict_in_dict(names, b"Dests").expect("places");
        let list = names.get(b"Names").and_then(Object::as_array).expect("a flat tree");
        let pair = list.chunks_exact(2).find(|pair| pair[0].as_str().is_ok_and(|n| n == wanted));
        let place = self.document.dereference(&pair.expect("the name")[1]).expect("a place").1;
        match place {
            Object::Dictionary(place) => place.get(b"D").and_then(Object::as_array).expect("a place"),
            place => place.as_array().expect("a place"),
        }
        .clone()
    }
}

fn find(element: &Element, id: ObjectId) -> Option<&Element> {
    element.all().into_iter().find(|e| e.id == id)
}
