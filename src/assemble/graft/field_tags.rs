//! The tags of filled-in fields: what was a field is words or a sign on the page now, in a `Form` element with
//! the attributes of a field that nobody can fill in any more (ISO 32000-1, table 348). It draws nothing.

use std::collections::BTreeMap;

use super::annotations::Annotations;
use super::tree::{GraftedElement, GraftedTree};
use crate::model::{AttachmentPages, FieldValue, FilledField};
use crate::pdf::structure::Kid;
use crate::pdf::value::{Dict, ObjectId, PdfValue};

/// Puts the fields of a page, each with its mark, into the elements that held them as fields, and those that
/// no element held after what is on their page.
pub(super) fn add_fields(
    tree: &mut GraftedTree,
    page: usize,
    annotations: &Annotations,
    marks: &[Option<usize>],
    kept: &AttachmentPages,
) {
    let held = holders(tree);
    for (drawn, mark) in annotations.drawn.iter().zip(marks) {
        let field = drawn.field.and_then(|at| kept.fields.get(at));
        let (Some(field), Some(mark)) = (field, mark) else { continue };
        let content = Kid::Content { page, form: None, mark: *mark };
        let said = described(field, kept);
        match drawn.id.and_then(|id| Some((id, *held.get(&id)?))) {
            Some((id, holder)) => put(tree, holder, id, content, said),
            None => {
                let mut element = GraftedElement::made(None, "Form");
                element.kids.push(content);
                element.dict = said;
                tree.add(element, page);
            }
        }
    }
}

/// Puts the content of a field in the place of the field itself.
fn put(tree: &mut GraftedTree, holder: usize, id: ObjectId, content: Kid, said: Dict) {
    let element = &mut tree.elements[holder];
    if let ([Kid::Object(_)], "Form" | "Annot") = (element.kids.as_slice(), element.standard) {
        element.kids = vec![content];
        (element.standard, element.role) = ("Form", "Form".to_owned());
        // They stood for the field, and would be said in place of what is in it.
        element.dict.take("Alt");
        element.dict.take("ActualText");
        for (key, value) in said.iter() {
            element.dict.set_named(key, value.clone());
        }
        return;
    }
    let mut own = GraftedElement::made(Some(holder), "Form");
    own.kids.push(content);
    own.dict = said;
    let at = tree.elements.len();
    tree.elements.push(own);
    for kid in &mut tree.elements[holder].kids {
        if matches!(kid, Kid::Object(own) if *own == id) {
            *kid = Kid::Element(at);
        }
    }
}

/// The keys that say which field an element was. A sign says nothing by itself, so it has its words with it.
fn described(field: &FilledField, kept: &AttachmentPages) -> Dict {
    let mut dict = Dict::default();
    let mut attributes = Dict::of([("O", PdfValue::name("PrintField"))]);
    match &field.value {
        FieldValue::Tick { one_of_several, .. } => {
            attributes.set("Role", PdfValue::name(if *one_of_several { "rb" } else { "cb" }));
            attributes.set("checked", PdfValue::name("on"));
        }
        _ => attributes.set("Role", PdfValue::name("tv")),
    }
    if !field.name.is_empty() {
        let name = PdfValue::words(&field.name);
        attributes.set("Desc", name.clone());
        dict.set("T", name);
    }
    if let Some(said) = kept.said_of(field) {
        dict.set("Alt", PdfValue::words(&said));
    }
    dict.with("A", PdfValue::Dict(attributes))
}

/// The elements that hold objects whole, by the objects.
fn holders(tree: &GraftedTree) -> BTreeMap<ObjectId, usize> {
    let elements = tree.elements.iter().enumerate();
    let objects = elements.flat_map(|(at, element)| element.kids.iter().map(move |kid| (kid, at)));
    objects.filter_map(|(kid, at)| if let Kid::Object(id) = kid { Some((*id, at)) } else { None }).collect()
}
