//! What a page of any PDF says, by marked content: also where forms have marks of their own, and
//! where the content is not in order. It never fails, and knows no tags.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::Font;

/// The text that a page shows, by its marks.
#[derive(Debug, Default, Clone)]
pub(crate) struct Shown {
    /// The text of each mark, by the form that has the mark (`None` for the page itself) and the mark's
    /// number.
    pub marked: BTreeMap<(Option<ObjectId>, i64), String>,
    /// The text of artifacts.
    pub artifacts: String,
    /// The text that is neither marked nor an artifact.
    pub loose: String,
    /// All text in the order of drawing.
    pub all: String,
    /// Whether the page paints anything that is neither marked nor an artifact.
    pub paints: bool,
}

#[derive(Clone, Copy)]
enum Open {
    Mark(Option<ObjectId>, i64),
    Artifact,
    Other,
}

struct Walk<'a> {
    document: &'a Document,
    out: Shown,
    open: Vec<Open>,
    forms: Vec<ObjectId>,
    font: Option<Font>,
}

/// Reads the text that a page shows.
pub(crate) fn show(document: &Document, page: ObjectId) -> Shown {
    let mut walk = Walk { document, out: Shown::default(), open: Vec::new(), forms: Vec::new(), font: None };
    let mut node = document.get_dictionary(page).ok();
    let mut resources = None;
    for _ in 0..32 {
        let Some(here) = node else { break };
        resources = document.get_dict_in_dict(here, b"Resources").ok();
        if resources.is_some() {
            break;
        }
        node = document.get_dict_in_dict(here, b"Parent").ok();
    }
    let empty = Dictionary::new();
    walk.content(&document.get_page_content(page), resources.unwrap_or(&empty), None);
    walk.out
}

/// The text that a form shows by itself.
pub(crate) fn show_form(document: &Document, form: ObjectId) -> String {
    let mut walk = Walk { document, out: Shown::default(), open: Vec::new(), forms: Vec::new(), font: None };
    walk.form(form, &Dictionary::new(), None);
    walk.out.all
}

impl Walk<'_> {
    /// Reads the operators of a page or a form. `holder` is the form that has the marks; `None` is the page.
    fn content(&mut self, bytes: &[u8], resources: &Dictionary, holder: Option<ObjectId>) {
        let content = Content::decode(bytes).expect("a content stream");
        let before = self.open.len();
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BMC" | "BDC" => {
                    let open = self.mark(operands, resources, holder);
                    if let Open::Mark(form, mark) = open {
                        self.out.marked.entry((form, mark)).or_default();
                    }
                    self.open.push(open);
                }
                "EMC" if self.open.len() > before => drop(self.open.pop()),
                "Tf" => self.font = operands.first().and_then(|name| self.font(name, resources)),
                "Tj" | "'" => self.say(operands),
                "\"" => self.say(&operands[2..]),
                "TJ" => self.say(operands[0].as_array().map_or(&[], |a| a.as_slice())),
                "Do" => self.named(operands, resources, holder),
                "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" | "EI" | "BI" => self.paint(),
                _ => {}
            }
        }
        self.open.truncate(before);
    }

    fn mark(&self, operands: &[Object], resources: &Dictionary, holder: Option<ObjectId>) -> Open {
        if operands.first().is_some_and(|tag| tag.as_name().is_ok_and(|tag| tag == b"Artifact")) {
            return Open::Artifact;
        }
        let named = |name: &Object| {
            let lists = self.document.get_dict_in_dict(resources, b"Properties").ok()?;
            self.document.get_dict_in_dict(lists, name.as_name().ok()?).ok()
        };
        let list = operands.get(1).and_then(|list| list.as_dict().ok().or_else(|| named(list)));
        let mark = list.and_then(|list| list.get(b"MCID").and_then(Object::as_i64).ok());
        mark.map_or(Open::Other, |mark| Open::Mark(holder, mark))
    }

    fn font(&self, name: &Object, resources: &Dictionary) -> Option<Font> {
        let fonts = self.document.get_dict_in_dict(resources, b"Font").ok()?;
        let font = self.document.get_dict_in_dict(fonts, name.as_name().ok()?).ok()?;
        Some(Font::read(font, self.document))
    }

    fn named(&mut self, operands: &[Object], resources: &Dictionary, holder: Option<ObjectId>) {
        let name = operands.first().and_then(|name| name.as_name().ok());
        let all = self.document.get_dict_in_dict(resources, b"XObject").ok();
        let object = name.zip(all).and_then(|(name, all)| all.get(name).and_then(Object::as_reference).ok());
        if let Some(object) = object {
            self.form(object, resources, holder);
        }
    }

    fn form(&mut self, id: ObjectId, around: &Dictionary, holder: Option<ObjectId>) {
        let Ok(Object::Stream(form)) = self.document.get_object(id) else { return };
        if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            // A picture that is an element as a whole needs no mark.
            if !form.dict.has(b"StructParent") {
                self.paint();
            }
            return;
        }
        if self.forms.contains(&id) {
            return;
        }
        let whole = form.dict.has(b"StructParent");
        let holder = if form.dict.has(b"StructParents") { Some(id) } else { holder };
        let bytes = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
        let resources = self.document.get_dict_in_dict(&form.dict, b"Resources").unwrap_or(around);
        let font = self.font.take();
        self.forms.push(id);
        if whole {
            self.open.push(Open::Mark(Some(id), -1));
        }
        self.content(&bytes, resources, holder);
        if whole {
            self.open.pop();
        }
        self.forms.pop();
        self.font = font;
    }

    fn say(&mut self, operands: &[Object]) {
        let codes = operands.iter().filter_map(|o| o.as_str().ok());
        let text: String = match self.font.as_ref().filter(|font| font.is_mapped()) {
            Some(font) => codes.map(|codes| font.text(codes)).collect(),
            // As good as any other name for its letters, where files are compared.
            None => codes.flatten().map(|code| char::from(*code)).collect(),
        };
        self.out.all.push_str(&text);
        match self.place() {
            Open::Mark(form, mark) => self.out.marked.entry((form, mark)).or_default().push_str(&text),
            Open::Artifact => self.out.artifacts.push_str(&text),
            Open::Other => self.out.loose.push_str(&text),
        }
    }

    fn paint(&mut self) {
        self.out.paints |= matches!(self.place(), Open::Other);
    }

    /// The innermost open sequence that is a mark or an artifact.
    fn place(&self) -> Open {
        self.open.iter().rev().find(|o| !matches!(o, Open::Other)).copied().unwrap_or(Open::Other)
    }
}
