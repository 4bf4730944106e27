//! The tags of our own pages as PDF 1.7 has them (ISO 32000-1, 14.8.4): a list within a list inside the item that
//! it belongs to, and the rows of a table in a head and a body. It changes nothing that can be seen, and no tag of
//! an attachment.
//!
//! Typst writes lists within lists beside the item before them, and no head and body where rows have headings of
//! their own. Neither can be told otherwise from a template.
//!
//! The caption of a table stands in it. That of a picture stands before it, in one `Div` with it, as Typst writes
//! it: of a `Figure` with alternative text and a caption inside, a screen reader says one of the two. NVDA, for
//! one, takes the text of a graphic in Acrobat only where that has nothing below it.

use super::sections::{element, elements_in, kids_of};
use crate::pdf::value::PdfValue;
use crate::pdf::{Objects, reference, references, referred};

/// Arranges the tags of a file that Typst wrote.
pub(super) fn arrange(objects: &mut Objects<'_>) {
    for table in objects.starting(&start("Table")) {
        group_rows(objects, table);
    }
    for list in objects.starting(&start("L")) {
        move_into_items(objects, list);
    }
    for caption in objects.starting(&start("Caption")) {
        join_caption(objects, caption);
    }
}

/// The bytes with which Typst begins an element of a role.
fn start(role: &str) -> Vec<u8> {
    format!("<</Type/StructElem/S/{role}/P ").into_bytes()
}

fn is(objects: &Objects<'_>, number: usize, role: &str) -> bool {
    objects.bytes(number).starts_with(&start(role))
}

/// Puts the first rows of a table that hold nothing but headings of columns into a head, and the others into a
/// body. A table without such rows, or with nothing else, stays as it is.
fn group_rows(objects: &mut Objects<'_>, table: usize) {
    let kids = elements_in(objects, table);
    let Some(first) = kids.iter().position(|kid| is(objects, *kid, "TR")) else { return };
    let (above, rows) = kids.split_at(first);
    let is_head = |row: &usize| {
        let cells = elements_in(objects, *row);
        !cells.is_empty() && cells.into_iter().all(|cell| heads_column(objects, cell))
    };
    let head = rows.iter().take_while(|row| is_head(row)).count();
    if head == 0 || head == rows.len() || !rows.iter().all(|row| is(objects, *row, "TR")) {
        return;
    }
    let mut kids = above.to_vec();
    let (head, body) = rows.split_at(head);
    for (role, rows) in [("THead", head), ("TBody", body)] {
        let group = objects.add(&PdfValue::Dict(element(role, table).with("K", references(rows))));
        for row in rows {
            objects.set(*row, "P", reference(group));
        }
        kids.push(group);
    }
    objects.set(table, "K", references(&kids));
}

/// Whether a cell is the heading of a column.
fn heads_column(objects: &Objects<'_>, cell: usize) -> bool {
    let attributes = objects.entry(cell, "A").map(kids_of).unwrap_or_default();
    let scope = attributes.iter().find_map(|one| objects.resolve(one)?.as_dict()?.get("Scope").cloned());
    is(objects, cell, "TH") && scope.is_some_and(|scope| scope.as_name() == Some(b"Column"))
}

/// Puts each list that stands in a list into the body of the item before it.
fn move_into_items(objects: &mut Objects<'_>, list: usize) {
    let kids = elements_in(objects, list);
    let mut items = Vec::new();
    for kid in &kids {
        let body = items.last().and_then(|item| elements_in(objects, *item).last().copied());
        match body.filter(|body| is(objects, *kid, "L") && is(objects, *body, "LBody")) {
            Some(body) => {
                let mut inside = objects.entry(body, "K").map(kids_of).unwrap_or_default();
                inside.push(reference(*kid));
                objects.set(body, "K", PdfValue::Array(inside));
                objects.set(*kid, "P", reference(body));
            }
            None => items.push(*kid),
        }
    }
    if items.len() < kids.len() {
        objects.set(list, "K", references(&items));
    }
}

/// Takes a table or a figure behind its caption out of a `Div` of its own, which Typst writes round it where a
/// block breaks across pages, and puts the caption of a table into it.
fn join_caption(objects: &mut Objects<'_>, caption: usize) {
    let Some(outer) = objects.reference(caption, "P").filter(|outer| is(objects, *outer, "Div")) else {
        return;
    };
    let kids = elements_in(objects, outer);
    let [_, inner] = kids.as_slice() else { return };
    let Some(named) = only_kid(objects, *inner).filter(|_| is(objects, *inner, "Div")) else { return };
    if is(objects, named, "Figure") {
        objects.set(outer, "K", references(&[caption, named]));
    } else if is(objects, named, "Table") {
        let mut rows = objects.entry(named, "K").map(kids_of).unwrap_or_default();
        rows.insert(0, reference(caption));
        objects.set(named, "K", PdfValue::Array(rows));
        objects.set(caption, "P", reference(named));
        objects.set(outer, "K", references(&[named]));
    } else {
        return;
    }
    objects.set(named, "P", reference(outer));
    objects.remove(*inner);
}

/// The one element in an element that holds nothing else.
fn only_kid(objects: &Objects<'_>, element: usize) -> Option<usize> {
    let kids = objects.entry(element, "K").map(kids_of)?;
    let [kid] = kids.as_slice() else { return None };
    referred(kid)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The objects of a file, from number 2 on: an element's role and what else it has, without its parent.
    fn arranged(elements: &[&str]) -> Vec<String> {
        let mut file = String::from("%PDF-1.7\n");
        let mut rows = String::new();
        let root = "<</Type/Catalog/StructTreeRoot 2 0 R>>".to_owned();
        let all = std::iter::once(root).chain(elements.iter().map(|one| (*one).to_owned()));
        for (at, body) in all.enumerate() {
            rows.push_str(&format!("{:010} 00000 n\r\n", file.len()));
            file.push_str(&format!("{} 0 obj\n{body}\nendobj\n", at + 1));
        }
        let (count, table) = (elements.len() + 2, file.len());
        file.push_str(&format!("xref\n0 {count}\n0000000000 65535 f\r\n{rows}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF"));
        let mut objects = Objects::read(file.as_bytes()).expect("a file");
        arrange(&mut objects);
        let bytes = |number| String::from_utf8_lossy(objects.bytes(number)).replace("/Type/StructElem", "");
        (2..objects.next()).map(bytes).collect()
    }

    fn own(role: &str, parent: usize, rest: &str) -> String {
        format!("<</Type/StructElem/S/{role}/P {parent} 0 R{rest}>>")
    }

    fn arranged_of(elements: &[String]) -> Vec<String> {
        arranged(&elements.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn lists_within_lists_lie_in_the_item_before_them() {
        let all = arranged_of(&[
            own("L", 1, "/K[3 0 R 6 0 R 7 0 R]"),
            own("LI", 2, "/K[4 0 R 5 0 R]"),
            own("Lbl", 3, "/K[0]"),
            own("LBody", 3, "/K 1"),
            own("L", 2, "/K[8 0 R 9 0 R]"),
            own("LI", 2, "/K[]"),
            own("LI", 6, "/K[10 0 R]"),
            own("L", 6, "/K[]"),
            own("LBody", 8, "/K[4]"),
        ]);
        assert_eq!(all[0], "<</S/L/P 1 0 R/K[3 0 R 7 0 R]>>");
        assert_eq!(all[3], "<</S/LBody/P 3 0 R/K[1 6 0 R]>>");
        assert_eq!(all[4], "<</S/L/P 5 0 R/K[8 0 R]>>");
        assert_eq!(all[7], "<</S/L/P 10 0 R/K[]>>");
        assert_eq!(all[8], "<</S/LBody/P 8 0 R/K[4 9 0 R]>>");
    }

    #[test]
    fn a_figure_stands_beside_its_caption_and_that_of_a_table_in_it() {
        let all = arranged_of(&[
            own("Div", 1, "/K[3 0 R 4 0 R]"),
            own("Caption", 2, "/K[0]"),
            own("Div", 2, "/K[5 0 R]"),
            own("Figure", 4, "/Alt(x)/K[1]"),
        ]);
        assert_eq!(all[0], "<</S/Div/P 1 0 R/K[3 0 R 5 0 R]>>");
        assert_eq!(all[3], "<</S/Figure/P 2 0 R/Alt(x)/K[1]>>");
        // Where more stands there, all of it stays.
        let more =
            [own("Div", 1, "/K[3 0 R 4 0 R]"), own("Caption", 2, "/K[0]"), own("Div", 2, "/K[5 0 R 7]")];
        let all = arranged_of(&[&more[..], &[own("Figure", 4, "/K[1]")]].concat());
        assert_eq!(all[3], "<</S/Figure/P 4 0 R/K[1]>>");
        let all = arranged_of(&[
            own("Div", 1, "/K[3 0 R 4 0 R]"),
            own("Caption", 2, "/K[0]"),
            own("Div", 2, "/K[5 0 R]"),
            own("Table", 4, "/K[6 0 R]"),
            own("TR", 5, "/K[]"),
        ]);
        assert_eq!(all[0], "<</S/Div/P 1 0 R/K[5 0 R]>>");
        assert_eq!(all[1], "<</S/Caption/P 5 0 R/K[0]>>");
        assert_eq!(all[3], "<</S/Table/P 2 0 R/K[3 0 R 6 0 R]>>");
    }

    #[test]
    fn rows_of_a_table_are_in_a_head_and_a_body() {
        let table = |first: &str, second: &str| {
            arranged_of(&[
                own("Table", 1, "/K[3 0 R 4 0 R 5 0 R]"),
                own("Caption", 2, "/K[0]"),
                own("TR", 2, "/K[6 0 R]"),
                own("TR", 2, "/K[7 0 R 8 0 R]"),
                own("TH", 4, &format!("/A[<</O/Table/Scope/{first}>>]/K[1]")),
                own("TH", 5, &format!("/A[<</O/Table/Scope/{second}>>]/K[2]")),
                own("TD", 5, "/K[3]"),
            ])
        };
        let all = table("Column", "Row");
        assert_eq!(all[0], "<</S/Table/P 1 0 R/K[3 0 R 9 0 R 10 0 R]>>");
        assert_eq!(all[2], "<</S/TR/P 9 0 R/K[6 0 R]>>");
        assert_eq!(all[7..], ["<</S/THead/P 2 0 R/K[4 0 R]>>", "<</S/TBody/P 2 0 R/K[5 0 R]>>"]);
        // A table whose rows alone have headings has no head.
        assert_eq!(table("Row", "Row").len(), 7);
    }
}
