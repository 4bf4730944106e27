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
    let of_fields = matches!(element.standard, "Form" | "Annot");
    if of_fields {
        // They stood for the fields, and would be said in place of what is in them.
        element.dict.take("Alt");
        element.dict.take("ActualText");
    }
    if of_fields && matches!(element.kids.as_slice(), [Kid::Object(_)]) {
        element.kids = vec![content];
        (element.standard, element.role) = ("Form", "Form".to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;

    fn put_into(standard: &'static str, kids: &[Kid]) -> GraftedTree {
        let mut tree = GraftedTree::default();
        let mut holder = GraftedElement::made(None, standard);
        holder.kids = kids.to_vec();
        holder.dict.set("Alt", PdfValue::words("Buttons"));
        tree.elements.push(holder);
        let content = Kid::Content { page: 0, form: None, mark: 4 };
        put(&mut tree, 0, (7, 0), content, Dict::of([("T", PdfValue::words("Way"))]));
        tree
    }

    #[test]
    fn an_element_of_one_field_is_that_of_its_value() {
        let tree = put_into("Annot", &[Kid::Object((7, 0))]);
        assert_eq!((tree.elements.len(), tree.elements[0].standard), (1, "Form"));
        assert_eq!(tree.elements[0].kids, [Kid::Content { page: 0, form: None, mark: 4 }]);
        assert_eq!(tree.elements[0].dict, Dict::of([("T", PdfValue::words("Way"))]));
    }

    #[test]
    fn a_field_among_others_has_an_element_of_its_own_in_its_place() {
        let others = [Kid::Object((6, 0)), Kid::Object((7, 0)), Kid::Object((8, 0))];
        for (standard, keeps_words) in [("Form", false), ("P", true)] {
            let tree = put_into(standard, &others);
            assert_eq!(tree.elements[0].kids, [others[0], Kid::Element(1), others[2]]);
            assert_eq!((tree.elements[1].standard, tree.elements[1].parent), ("Form", Some(0)));
            assert_eq!(tree.elements[0].dict.get("Alt").is_some(), keeps_words, "{standard}");
        }
    }
}
