//! Repairs of an attachment's structure tree: what ordinary programs leave undone and what follows from the
//! tree itself. It never guesses what an element means.

use super::tree::{GraftedElement, GraftedTree};
use crate::pdf::PdfDocument;
use crate::pdf::structure::Kid;
use crate::pdf::value::{Dict, PdfValue};

/// Repairs a structure tree in what ordinary programs leave undone and follows from the tree itself.
pub(super) fn repair(tree: &mut GraftedTree, file: &PdfDocument) {
    figures(tree, file);
    items(tree);
    headers(tree, file);
}

/// Makes a figure without words round another one, as a browser makes of `figure`, a group of that and its
/// caption (ISO 14289-1, 7.3).
fn figures(tree: &mut GraftedTree, file: &PdfDocument) {
    let is_figure = |element: &GraftedElement| element.standard == "Figure";
    let holds = |element: &GraftedElement| {
        element.kids.iter().filter_map(inside).any(|at| is_figure(&tree.elements[at]))
    };
    let wordless =
        |e: &GraftedElement| ["Alt", "ActualText"].iter().all(|key| file.entry(&e.dict, key).is_none());
    let groups = |(_, e): &(usize, &GraftedElement)| is_figure(e) && wordless(e) && holds(e);
    let found: Vec<usize> = tree.elements.iter().enumerate().filter(groups).map(|(at, _)| at).collect();
    for at in found {
        (tree.elements[at].standard, tree.elements[at].role) = ("Div", "Div".to_owned());
    }
}

/// Puts the content of a list item into a body, where it is neither label nor body (ISO 14289-1, 7.2, by ISO
/// 32000-1, 14.8.4.3.3).
fn items(tree: &mut GraftedTree) {
    for at in 0..tree.elements.len() {
        let own = |tree: &GraftedTree, kid: &Kid| {
            inside(kid).is_some_and(|kid| matches!(tree.elements[kid].standard, "Lbl" | "LBody"))
        };
        let strange = |kid: &Kid| inside(kid).is_some() && !own(tree, kid);
        if tree.elements[at].standard != "LI" || !tree.elements[at].kids.iter().any(strange) {
            continue;
        }
        let mut kids: Vec<Kid> = Vec::new();
        let mut body = None;
        for kid in std::mem::take(&mut tree.elements[at].kids) {
            if own(tree, &kid) {
                body = None;
                kids.push(kid);
                continue;
            }
            let body = *body.get_or_insert_with(|| {
                tree.elements.push(GraftedElement::made(Some(at), "LBody"));
                kids.push(Kid::Element(tree.elements.len() - 1));
                tree.elements.len() - 1
            });
            if let Some(kid) = inside(&kid) {
                tree.elements[kid].parent = Some(body);
            }
            tree.elements[body].kids.push(kid);
        }
        tree.elements[at].kids = kids;
    }
}

/// Gives header cells without a scope one, in a table that names no headers: such a cell heads its column
/// where its row has no data, and else its row, where nothing but headers stands before it. HTML has the same
/// rule.
fn headers(tree: &mut GraftedTree, file: &PdfDocument) {
    let rows = |tree: &GraftedTree, table: usize| {
        let kids = |at: usize| tree.elements[at].kids.iter().filter_map(inside).collect::<Vec<_>>();
        let mut rows = Vec::new();
        for kid in kids(table) {
            match tree.elements[kid].standard {
                "TR" => rows.push(kids(kid)),
                "THead" | "TBody" | "TFoot" => {
                    rows.extend(
                        kids(kid).into_iter().filter(|k| tree.elements[*k].standard == "TR").map(kids),
                    );
                }
                _ => {}
            }
        }
        rows
    };
    for table in 0..tree.elements.len() {
        if tree.elements[table].standard != "Table" {
            continue;
        }
        let rows = rows(tree, table);
        if rows.iter().flatten().any(|cell| has_attribute(tree, file, *cell, "Headers")) {
            continue;
        }
        for row in rows {
            let heads = row.iter().take_while(|cell| tree.elements[**cell].standard == "TH").count();
            let scope = if heads == row.len() { "Column" } else { "Row" };
            for cell in row[..heads]
                .iter()
                .filter(|cell| !has_attribute(tree, file, **cell, "Scope"))
                .copied()
                .collect::<Vec<_>>()
            {
                add(&mut tree.elements[cell].dict, file, scope);
            }
        }
    }
}

/// Whether the attributes of an element, its own or of its classes, have a key that is not empty.
fn has_attribute(tree: &GraftedTree, file: &PdfDocument, element: usize, key: &str) -> bool {
    let element = &tree.elements[element];
    let classes = file.entry(&element.dict, "C");
    let classes = match &classes {
        Some(PdfValue::Array(names)) => names.clone(),
        Some(name) => vec![name.clone()],
        None => Vec::new(),
    };
    let classes = classes.iter().filter_map(PdfValue::as_name);
    let classes = classes.filter_map(|name| tree.classes.get(&String::from_utf8_lossy(name)));
    let has = |value: &PdfValue| match file.resolve(value) {
        PdfValue::Dict(dict) => {
            file.entry(&dict, key).is_some_and(|v| v.as_array().is_none_or(|a| !a.is_empty()))
        }
        _ => false,
    };
    element.dict.get("A").into_iter().chain(classes).any(|value| match file.resolve(value) {
        PdfValue::Array(all) => all.iter().any(has),
        _ => has(value),
    })
}

/// Adds a scope to the attributes of an element (ISO 32000-1, table 349).
fn add(dict: &mut Dict, file: &PdfDocument, scope: &str) {
    let new = [(b"O".to_vec(), PdfValue::name("Table")), (b"Scope".to_vec(), PdfValue::name(scope))];
    let mut all = match file.entry(dict, "A") {
        Some(PdfValue::Array(all)) => all,
        Some(one) => vec![one],
        None => Vec::new(),
    };
    all.push(PdfValue::Dict(new.into_iter().collect()));
    dict.set("A", PdfValue::Array(all));
}

fn inside(kid: &Kid) -> Option<usize> {
    if let Kid::Element(at) = kid { Some(*at) } else { None }
}
